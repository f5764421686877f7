// Mockups: the search on a tablet, and the table of sizes.
import { at, card, chip, chips, circle, glyph, group, line, logo, money, R, SERIF, star, T, width } from './kit.mjs';
import { lake, landscape } from './landscape.mjs';
import { C, wares } from './shop.mjs';
import { drawn, wareIn } from './wares.mjs';

export function productTile(key, x, y, w, h, { badge = '', heart = true, rating = '' } = {}) {
  const it = wares[key];
  const ph = h - 76;
  let a = wareIn(key, x, y, w, ph, { r: 12, k: 0.8 });
  if (badge) a += chip(x + 12, y + 12, badge, { f: '#fff', c: C.pine, z: 11.5 }).art;
  if (heart) a += circle(x + w - 28, y + 28, 16, '#fff') + glyph('heart', x + w - 37, y + 19, 18, C.soft);
  a +=
    T(x + 2, y + ph + 28, it.name, { z: 15.5, w: 700 }) +
    T(x + 2, y + ph + 50, it.kind, { z: 13, f: C.mute });
  a += T(x + w - 2, y + ph + 28, money(it.price), { z: 15.5, w: 700, a: 'end', f: C.pine });
  if (rating)
    a +=
      star(x + w - 2 - width(rating, 12.5) - 12, y + ph + 46, 5.5, C.ochre) +
      T(x + w - 2, y + ph + 50, rating, { z: 12.5, f: C.soft, a: 'end' });
  return a;
}

export function tabletSearch() {
  const w = 1024;
  let a =
    R(0, 0, w, 768, { f: C.cream }) +
    R(0, 0, w, 64, { f: '#fff' }) +
    line(0, 64, w, 64) +
    glyph('menu', 28, 20, 24, C.ink) +
    logo(70, 19);
  a +=
    R(300, 13, 480, 40, { r: 20, f: C.cream, s: C.pine, sw: 1.5 }) +
    glyph('search', 314, 23, 20, C.pine) +
    T(344, 38, 'waterproof', { z: 15 }) +
    R(346 + width('waterproof', 15), 24, 1.5, 18, { f: C.pine }) +
    glyph('cross', 748, 24, 18, C.mute);
  a +=
    glyph('user', 884, 20, 24, C.ink) + glyph('heart', 924, 20, 24, C.ink) + glyph('bag', 964, 20, 24, C.ink);
  a +=
    R(0, 65, 232, 703, { f: '#fff' }) +
    line(232, 65, 232, 768) +
    T(28, 106, 'Filters', { z: 17, w: 700 }) +
    T(204, 106, 'Clear', { z: 13, f: C.pine, w: 700, a: 'end' });
  const filters = [
    ['Category', ['Outerwear', 'Packs', 'Shelter', 'Footwear'], [1, 0, 1, 0], [12, 9, 6, 11]],
    ['Rating', ['4 stars and up', '3 stars and up'], [1, 0], [31, 7]],
    ['Made from', ['Recycled nylon', 'Organic cotton', 'Wool'], [0, 0, 0], [14, 8, 5]],
  ];
  let y = 146;
  for (const [head, rows, on, n] of filters) {
    a += T(28, y, head, { z: 13, w: 700, f: C.soft });
    rows.forEach((label, i) => {
      const ry = y + 16 + i * 32;
      a += on[i]
        ? R(28, ry, 18, 18, { r: 4, f: C.pine }) + glyph('check', 30, ry + 2, 14, '#fff', 3)
        : R(28, ry, 18, 18, { r: 4, f: '#fff', s: C.faint });
      a +=
        T(56, ry + 14, label, { z: 14, f: on[i] ? C.ink : C.soft }) +
        T(204, ry + 14, n[i], { z: 12.5, f: C.faint, a: 'end' });
    });
    y += rows.length * 32 + 44;
  }
  a +=
    T(28, y, 'Price', { z: 13, w: 700, f: C.soft }) +
    R(28, y + 24, 176, 4, { r: 2, f: C.sand }) +
    R(60, y + 24, 98, 4, { r: 2, f: C.pine }) +
    circle(60, y + 26, 9, '#fff', `stroke="${C.pine}" stroke-width="2"`) +
    circle(158, y + 26, 9, '#fff', `stroke="${C.pine}" stroke-width="2"`);
  a += T(28, y + 58, '$40', { z: 13, f: C.soft }) + T(204, y + 58, '$360', { z: 13, f: C.soft, a: 'end' });
  a +=
    T(260, 106, '38 results for “waterproof”', { z: 18, w: 700, ff: SERIF }) +
    T(996, 105, 'Sort: most loved', { z: 13.5, f: C.soft, a: 'end' });
  a += chips(260, 122, ['Outerwear ×', 'Shelter ×', '4 stars and up ×'], 8, () => ({
    f: C.pineSoft,
    c: C.pine,
    h: 26,
  }));
  ['jacket', 'tent', 'boot', 'pack', 'bottle', 'mat'].forEach((key, i) => {
    a += productTile(key, 260 + (i % 3) * 250, 166 + Math.floor(i / 3) * 300, 236, 284, {
      badge: ['New', '', 'Best seller', '', '', 'Member price'][i],
      rating: ['4.8', '4.9', '4.7', '4.9', '4.6', '4.5'][i],
    });
  });
  return a;
}

export function sizeChart() {
  const w = 1200;
  let a =
    R(0, 0, w, 1500, { f: C.cream }) +
    R(0, 0, w, 250, { f: C.pine }) +
    group(600, 0, `<g opacity=".35">${landscape(600, 250, { seed: 5, ...lake, id: 'gt' })}</g>`) +
    logo(80, 54, 1.1, '#fff');
  a +=
    T(80, 160, 'Größentabelle', { z: 48, w: 700, f: '#fff', ff: SERIF, ls: -0.5 }) +
    T(80, 202, 'Jacken, Westen und Pullover · Körpermaße in Zentimetern', { z: 19, f: '#d3e3db' });
  a += card(80, 290, 1040, 560, { r: 16 });
  const head = ['Größe', 'Brust', 'Taille', 'Hüfte', 'Ärmel', 'Rücken'];
  const rows = [
    ['XS', '82–87', '66–71', '86–91', '60', '62'],
    ['S', '88–93', '72–77', '92–96', '61', '64'],
    ['M', '94–100', '78–84', '97–102', '63', '66'],
    ['L', '101–107', '85–92', '103–108', '64', '68'],
    ['XL', '108–115', '93–100', '109–115', '66', '70'],
    ['XXL', '116–124', '101–109', '116–122', '67', '72'],
  ];
  const col = i => (i ? 190 + i * 165 : 150);
  head.forEach((h, i) => (a += T(col(i), 344, h, { z: 17, w: 700, f: C.mute, a: i ? 'middle' : 'start' })));
  a += line(112, 368, 1088, 368, C.field, 1.5);
  rows.forEach((r, j) => {
    const y = 384 + j * 74;
    if (j === 2) a += R(100, y - 6, 1000, 66, { r: 12, f: C.pineSoft });
    r.forEach(
      (v, i) =>
        (a += T(col(i), y + 36, v, {
          z: i ? 21 : 24,
          w: i ? 400 : 700,
          f: i ? C.ink : C.pine,
          a: i ? 'middle' : 'start',
        })),
    );
    if (j === 2) a += chip(col(0) + 40, y + 14, 'häufig', { f: C.pine, c: '#fff', z: 13 }).art;
    else if (j < 5 && j !== 1) a += line(112, y + 62, 1088, y + 62);
  });
  a += card(80, 890, 1040, 530, { r: 16 }) + T(120, 950, 'So wird gemessen', { z: 28, w: 700, ff: SERIF });
  a += R(120, 980, 380, 400, { r: 14, f: wares.jacket.tint }) + at(140, 1000, 1.7, drawn.jacket());
  [
    [240, 1130, 380],
    [236, 1204, 384],
    [233, 1266, 387],
  ].forEach(([x1, y, x2], i) => {
    a +=
      line(x1, y, x2, y, C.rust, 3, '8 5') +
      circle(x1, y, 6, C.rust) +
      circle(x2, y, 6, C.rust) +
      circle(x2 + 34, y, 15, C.rust) +
      T(x2 + 34, y + 6, i + 1, { z: 16, w: 700, f: '#fff', a: 'middle' });
  });
  [
    ['Brust', 'Waagerecht über die stärkste Stelle,', 'das Maßband liegt locker an.'],
    ['Taille', 'An der schmalsten Stelle,', 'zwei Finger breit über dem Nabel.'],
    ['Hüfte', 'Über die breiteste Stelle des Gesäßes,', 'die Füße stehen zusammen.'],
  ].forEach(([h, t1, t2], i) => {
    const y = 1010 + i * 122;
    a +=
      circle(568, y + 12, 22, C.rust) +
      T(568, y + 20, i + 1, { z: 20, w: 700, f: '#fff', a: 'middle' }) +
      T(612, y + 8, h, { z: 21, w: 700 }) +
      T(612, y + 38, t1, { z: 18, f: C.soft }) +
      T(612, y + 64, t2, { z: 18, f: C.soft });
  });
  return (
    a +
    T(80, 1464, 'Zwischen zwei Größen? Für Schichten darunter lieber die größere wählen.', {
      z: 17,
      f: C.mute,
    })
  );
}
