// From drawings to pixels and to files.
import sharp from 'sharp';

const svg = (w, h, inner, vw = w, vh = h) =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${vw} ${vh}">${inner}</svg>`,
  );
export const draw = (w, h, inner, vw, vh) =>
  sharp(svg(w, h, inner, vw, vh), { limitInputPixels: false, unlimited: true });
/** Screens are flat; a palette of 256 colours keeps them small. */
const flat = (colours, dither) => ({
  palette: true,
  colours,
  quality: 95,
  dither,
  effort: 10,
  compressionLevel: 9,
});
export const screen = (w, h, inner, vw, vh) =>
  draw(w, h, inner, vw, vh).flatten({ background: '#ffffff' }).png(flat(256, 0)).toBuffer();
/** A screen with a landscape on it keeps all its colours: its skies would show bands. */
export const scenic = (w, h, inner, vw, vh) =>
  draw(w, h, inner, vw, vh)
    .flatten({ background: '#ffffff' })
    .png({ effort: 10, compressionLevel: 9 })
    .toBuffer();

/** Drawn at half the size and doubled, which halves the file and shows on nobody's screen. */
export const doubled = async (w, h, inner) => {
  const half = await draw(w / 2, h / 2, inner, w, h)
    .flatten({ background: '#ffffff' })
    .png()
    .toBuffer();
  return sharp(half).resize(w, h, { kernel: 'nearest' }).png(flat(14, 0)).toBuffer();
};
export const enlarge = async (png, w, h) => sharp(await png).resize(w, h, { kernel: 'cubic' });
