// Small things: a dot, the brand's icon, a toast, a badge, and the loading state frame by frame.
import sharp from 'sharp';
import { circle, glyph, mark, R, SERIF, T } from './kit.mjs';
import { draw } from './raster.mjs';
import { C } from './shop.mjs';

export const onlineDot = () => circle(8, 8, 7, C.pineSoft) + circle(8, 8, 4.5, '#2f9e6a');
export const brandIcon = () => R(0, 0, 48, 48, { r: 11, f: C.pine }) + mark(9, 10, 1.16, '#fff', C.ochre);
export const toast = () =>
  R(0, 0, 320, 96, { f: C.cream }) +
  R(12, 12, 296, 72, { r: 10, f: '#fff', s: C.rust, sw: 1.5 }) +
  circle(44, 48, 15, C.rustSoft) +
  glyph('cross', 34, 38, 20, C.rust, 2.2) +
  T(72, 43, 'Card was declined', { z: 15, w: 700 }) +
  T(72, 64, 'Try another card or pay by transfer.', { z: 12.5, f: C.mute });
export const badge = () =>
  circle(80, 80, 78, C.ochre) +
  circle(80, 80, 68, 'none', 'stroke="#fff" stroke-width="2" stroke-dasharray="3 5"') +
  T(80, 74, '20 %', { z: 40, w: 700, f: '#fff', a: 'middle', ff: SERIF }) +
  T(80, 102, 'off packs', { z: 18, w: 700, f: '#fff', a: 'middle' });

/** One frame of the loading state; t runs from 0 to 1. */
function loadingFrame(t) {
  const w = 360;
  const shine = -120 + t * 600;
  const ghost = (x, y, gw, gh, r) =>
    R(x, y, gw, gh, { r, f: '#e9e4da' }) + `<g clip-path="url(#ghost)">${''}</g>`;
  const boxes = [
    [24, 24, 150, 150, 12],
    [24, 190, 110, 14, 7],
    [24, 212, 70, 12, 6],
    [186, 24, 150, 150, 12],
    [186, 190, 110, 14, 7],
    [186, 212, 70, 12, 6],
  ];
  const clip = boxes
    .map(([x, y, bw, bh, r]) => `<rect x="${x}" y="${y}" width="${bw}" height="${bh}" rx="${r}"/>`)
    .join('');
  return (
    R(0, 0, w, 240, { f: C.cream }) +
    `<defs><clipPath id="ghost">${clip}</clipPath></defs>` +
    boxes.map(b => ghost(...b)).join('') +
    `<g clip-path="url(#ghost)"><path d="M${shine} -10l60 0l-60 260l-60 0z" fill="#fff" opacity=".55"/></g>` +
    mark(166, 96 + 4 * Math.sin(t * 2 * Math.PI), 1.2, C.faint, C.faint)
  );
}

export async function frames(n, w = 360, h = 240) {
  return Promise.all(
    Array.from({ length: n }, (_, i) =>
      draw(w, h, loadingFrame(i / n))
        .flatten({ background: C.cream })
        .png()
        .toBuffer(),
    ),
  );
}
export const animated = async n => sharp(await frames(n), { join: { animated: true } });
