// Drawing in SVG: letters, boxes, cards, buttons, fields, icons.
import { glyphs } from './glyphs.mjs';
import { C, shop } from './shop.mjs';

const SANS = 'DejaVu Sans Condensed, DejaVu Sans, sans-serif';
export const SERIF = 'DejaVu Serif Condensed, DejaVu Serif, serif';
export const MONO = 'DejaVu Sans Mono, monospace';

const escape = s => String(s).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
export const round = n => Math.round(n * 100) / 100;
export const money = n => `$${n.toFixed(2).replace(/\B(?=(\d{3})+(?!\d))/g, ',')}`;

export function T(
  x,
  y,
  text,
  { z = 14, w = 400, f = C.ink, a = 'start', ls = 0, ff = SANS, o = 1, deco = '' } = {},
) {
  const extra = `${ls ? ` letter-spacing="${ls}"` : ''}${o < 1 ? ` opacity="${o}"` : ''}${deco ? ` text-decoration="${deco}"` : ''}`;
  return `<text x="${round(x)}" y="${round(y)}" font-family="${ff}" font-size="${z}" font-weight="${w}" fill="${f}" text-anchor="${a}"${extra}>${escape(text)}</text>`;
}

export function R(x, y, w, h, { r = 0, f = 'none', s = '', sw = 1, o = 1, dash = '' } = {}) {
  const inset = s ? sw / 2 : 0;
  return `<rect x="${round(x + inset)}" y="${round(y + inset)}" width="${round(w - 2 * inset)}" height="${round(h - 2 * inset)}" rx="${r}" fill="${f}"${s ? ` stroke="${s}" stroke-width="${sw}"` : ''}${o < 1 ? ` opacity="${o}"` : ''}${dash ? ` stroke-dasharray="${dash}"` : ''}/>`;
}

export const line = (x1, y1, x2, y2, s = C.line, sw = 1, dash = '') =>
  `<path d="M${round(x1)} ${round(y1)}L${round(x2)} ${round(y2)}" stroke="${s}" stroke-width="${sw}" fill="none"${dash ? ` stroke-dasharray="${dash}"` : ''}/>`;
export const circle = (cx, cy, r, f, more = '') =>
  `<circle cx="${round(cx)}" cy="${round(cy)}" r="${round(r)}" fill="${f}" ${more}/>`;
export const at = (x, y, k, inner) => `<g transform="translate(${round(x)} ${round(y)}) scale(${k})">${inner}</g>`;
export const group = (x, y, inner) => at(x, y, 1, inner);

/** About how wide a text runs; DejaVu Sans Condensed, near enough for a chip. */
export function width(text, z, w = 400) {
  let em = 0;
  for (const ch of String(text))
    em += /[iljI.,;:|!'’ ]/.test(ch)
      ? 0.3
      : /[mwMW@%]/.test(ch)
        ? 0.82
        : /[A-Z]/.test(ch)
          ? 0.62
          : /[ftr()/-]/.test(ch)
            ? 0.37
            : 0.55;
  return em * z * (w >= 600 ? 1.12 : 1);
}

/** A card with a soft shadow. */
export const card = (x, y, w, h, { r = 12, f = C.paper, s = C.line } = {}) =>
  R(x, y + 6, w, h, { r: r + 2, f: '#2a2a1a', o: 0.025 }) +
  R(x, y + 2, w, h, { r, f: '#2a2a1a', o: 0.035 }) +
  R(x, y, w, h, { r, f, s });

export function button(x, y, w, h, label, { f = C.pine, c = '#fff', z = 15, r = 8, s = '', icon = '' } = {}) {
  const shift = icon ? 11 : 0;
  return (
    R(x, y, w, h, { r, f, s }) +
    T(x + w / 2 + shift, y + h / 2 + z * 0.35, label, { z, w: 700, f: c, a: 'middle' }) +
    (icon ? glyph(icon, x + w / 2 - width(label, z, 700) / 2 - 16, y + h / 2 - 9, 18, c) : '')
  );
}

export function chip(x, y, label, { f = C.sand, c = C.soft, z = 12, h = 24, w = 600, s = '' } = {}) {
  const wide = width(label, z, w) + 20;
  return {
    wide,
    art:
      R(x, y, wide, h, { r: h / 2, f, s }) +
      T(x + wide / 2, y + h / 2 + z * 0.36, label, { z, w, f: c, a: 'middle' }),
  };
}

export function chips(x, y, labels, gap = 8, style = () => ({})) {
  let art = '';
  labels.forEach((label, i) => {
    const one = chip(x, y, label, style(i));
    art += one.art;
    x += one.wide + gap;
  });
  return art;
}

export function field(x, y, w, label, value, { h = 52, icon = '', focus = false } = {}) {
  return (
    (focus ? R(x - 3, y - 3, w + 6, h + 6, { r: 11, f: C.pineSoft }) : '') +
    R(x, y, w, h, { r: 8, f: '#fff', s: focus ? C.pine : C.field, sw: focus ? 1.6 : 1 }) +
    T(x + 16, y + 20, label, { z: 11.5, f: focus ? C.pine : C.mute }) +
    T(x + 16, y + 40, value, { z: 15 }) +
    (focus ? R(x + 18 + width(value, 15), y + 27, 1.4, 17, { f: C.pine }) : '') +
    (icon ? glyph(icon, x + w - 36, y + h / 2 - 10, 20, C.mute) : '')
  );
}
export const glyph = (name, x, y, size, color, sw = 1.7) =>
  `<path transform="translate(${round(x)} ${round(y)}) scale(${round(size / 24)})" d="${glyphs[name]}" fill="none" stroke="${color}" stroke-width="${sw}" stroke-linecap="round" stroke-linejoin="round"/>`;

export const star = (x, y, r, f) => {
  let d = '';
  for (let i = 0; i < 10; i++) {
    const a = (Math.PI * i) / 5 - Math.PI / 2;
    const k = i % 2 ? r * 0.45 : r;
    d += `${i ? 'L' : 'M'}${round(x + k * Math.cos(a))} ${round(y + k * Math.sin(a))}`;
  }
  return `<path d="${d}Z" fill="${f}"/>`;
};
export const stars = (x, y, n, r = 6) =>
  [0, 1, 2, 3, 4].map(i => star(x + i * r * 2.3, y, r, i < n ? C.ochre : C.line)).join('');

/** The shop's mark: a peak over its own reflection. */
export const mark = (x, y, k, c = C.pine, d = C.ochre) =>
  at(x, y, k, `<path d="M2 15L11 3l4.500 6L18 6l6 9z" fill="${c}"/><path d="M5 18h16l-3 3H8z" fill="${d}"/>`);
export const logo = (x, y, k = 1, c = C.pine, d = C.ochre) =>
  mark(x, y, k * 1.15, c, d) +
  T(x + 36 * k, y + 20 * k, shop, { z: round(22 * k), w: 700, f: c, ff: SERIF, ls: -0.2 });
