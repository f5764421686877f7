// Pictures the web shop bundles. `?url` asks Vite for the address instead of the bytes.
/// <reference types="vite/client" />
import ridge from '../web/img/ridge-1600.webp?url';
import sizeChart from '../mockups/Größentabelle final.png?url';

export const hero: string = ridge;
export const sizes: string = sizeChart;
export const cutout: string = new URL('../products/lantern-cutout.webp', import.meta.url).href;

/** Shown until the real picture is there: 24 × 16, in the code itself. */
export const placeholder = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAABgAAAAQAgMAAABxSlcGAAAADFBMVEUmUEXi6+aBm5O/z8nU1cy3AAAACXBIWXMAAAsTAAALEwEAmpwYAAAANklEQVQI12MIBQMG/NRSMBXOC6ZCmMOmAqkIhghTIJXAsIAXSB1gYGAEUgxAEMoQBqKmYjUMAHzxHCn7SmZEAAAAAElFTkSuQmCC';
