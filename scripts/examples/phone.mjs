// Mockups: the shop on a phone.
import { at, button, card, chip, chips, circle, glyph, group, line, money, R, SERIF, stars, T } from './kit.mjs';
import { lake, landscape } from './landscape.mjs';
import { C, wares } from './shop.mjs';
import { drawn, wareIn } from './wares.mjs';

function phoneStatus(c = C.ink) {
  return (
    T(46, 36, '9:41', { z: 16, w: 700, f: c, a: 'middle' }) +
    group(
      -14,
      0,
      [0, 1, 2, 3].map(i => R(298 + i * 5.5, 33 - (4 + i * 2.6), 3.6, 4 + i * 2.6, { r: 1, f: c })).join('') +
        `<path d="M326 27q8-8 16 0M329 30.500q5-5 10 0" fill="none" stroke="${c}" stroke-width="2.200" stroke-linecap="round"/>` +
        circle(334, 33, 1.6, c) +
        R(350, 23, 24, 12, { r: 3.5, s: c, sw: 1.2 }) +
        R(352.5, 25.5, 16, 7, { r: 1.5, f: c }) +
        R(375, 27, 1.8, 4, { r: 1, f: c }),
    )
  );
}
const homeBar = (c = C.ink) => R(128, 831, 134, 5, { r: 2.5, f: c });

export function mobileHome() {
  let a = R(0, 0, 390, 844, { f: C.cream }) + phoneStatus();
  a +=
    T(20, 84, 'Good morning, Maren', { z: 13.5, f: C.mute }) +
    T(20, 112, 'Where to next?', { z: 25, w: 700, ff: SERIF, ls: -0.3 });
  a += circle(350, 94, 21, C.pineSoft) + T(350, 99.5, 'MO', { z: 14, w: 700, f: C.pine, a: 'middle' });
  a +=
    R(20, 130, 294, 46, { r: 23, f: '#fff', s: C.line }) +
    glyph('search', 36, 143, 20, C.mute) +
    T(66, 158, 'Tents, boots, repairs …', { z: 14.5, f: C.mute }) +
    R(324, 130, 46, 46, { r: 23, f: C.pine }) +
    glyph('filter', 336, 142, 22, '#fff', 2);
  a += `<defs><linearGradient id="mhd" x1="0" x2="1"><stop offset="0" stop-color="#10281f" stop-opacity=".5"/><stop offset=".8" stop-color="#10281f" stop-opacity="0"/></linearGradient><clipPath id="mh"><rect x="20" y="194" width="350" height="196" rx="20"/></clipPath></defs><g clip-path="url(#mh)">${group(20, 194, landscape(350, 196, { seed: 21, ...lake, id: 'mhl' }))}<rect x="20" y="194" width="350" height="196" fill="url(#mhd)"/></g>`;
  a +=
    chip(36, 212, 'Autumn edit', { f: '#fff', c: C.pine, z: 11.5 }).art +
    T(36, 276, 'Built for', { z: 26, w: 700, f: '#fff', ff: SERIF }) +
    T(36, 306, 'the long way', { z: 26, w: 700, f: '#fff', ff: SERIF }) +
    button(36, 328, 120, 42, 'Shop packs', { f: C.ochre, z: 14, r: 21 });
  a +=
    R(336, 374, 18, 5, { r: 2.5, f: '#fff' }) +
    circle(328, 376.5, 2.5, '#fff', 'opacity=".6"') +
    circle(319, 376.5, 2.5, '#fff', 'opacity=".6"');
  [
    ['tent', 'Shelter'],
    ['boot', 'Footwear'],
    ['jacket', 'Clothing'],
    ['mug', 'Kitchen'],
    ['lantern', 'Light'],
  ].forEach(([key, label], i) => {
    const x = 20 + i * 72;
    a +=
      R(x, 406, 62, 62, { r: 18, f: wares[key].tint }) +
      at(x + 9, 415, 0.22, drawn[key]()) +
      T(x + 31, 486, label, { z: 11.5, f: C.soft, a: 'middle' });
  });
  a +=
    T(20, 526, 'Loved this week', { z: 18, w: 700, ff: SERIF }) +
    T(370, 526, 'See all', { z: 13.5, w: 700, f: C.pine, a: 'end' });
  ['pack', 'bottle'].forEach((key, i) => {
    const it = wares[key];
    const x = 20 + i * 179;
    a += card(x, 542, 171, 208, { r: 16 });
    a += wareIn(key, x + 8, 550, 155, 128, { r: 12, k: 0.92 });
    a += circle(x + 146, 567, 13, '#fff') + glyph('heart', x + 138, 559, 16, i ? C.soft : C.rust, 2);
    a +=
      T(x + 14, 703, it.name, { z: 14, w: 700 }) +
      T(x + 14, 733, money(it.price), { z: 15.5, w: 700, f: C.pine });
    a += R(x + 127, 712, 32, 28, { r: 9, f: C.pine }) + glyph('plus', x + 134, 717, 18, '#fff', 2.4);
  });
  a += R(0, 764, 390, 80, { f: '#fff' }) + line(0, 764, 390, 764);
  [
    ['home', 'Home'],
    ['grid', 'Browse'],
    ['heart', 'Saved'],
    ['bag', 'Bag'],
    ['user', 'You'],
  ].forEach(([icon, label], i) => {
    const x = 39 + i * 78;
    const c = i ? C.mute : C.pine;
    a +=
      glyph(icon, x - 12, 775, 24, c, i ? 1.7 : 2.1) +
      T(x, 814, label, { z: 11, w: i ? 400 : 700, f: c, a: 'middle' });
  });
  return (
    a +
    circle(290, 777, 7.5, C.rust) +
    T(290, 780.7, '3', { z: 10, w: 700, f: '#fff', a: 'middle' }) +
    homeBar()
  );
}

export function mobileProduct() {
  let a = R(0, 0, 390, 844, { f: '#fff' }) + R(0, 0, 390, 424, { f: '#e4ebe4' });
  a +=
    `<ellipse cx="195" cy="342" rx="112" ry="10" fill="#1f4a3f" opacity=".16"/>` +
    at(55, 96, 1.4, drawn.pack()) +
    phoneStatus();
  a +=
    circle(40, 82, 21, '#fff') +
    glyph('back', 29, 71, 22, C.ink, 2) +
    circle(302, 82, 21, '#fff') +
    glyph('share', 292, 71, 20, C.ink) +
    circle(350, 82, 21, '#fff') +
    glyph('heart', 339, 72, 22, C.rust, 2);
  a += [0, 1, 2, 3]
    .map(i => R(158 + (i ? 24 + (i - 1) * 13 : 0), 394, i ? 6 : 20, 6, { r: 3, f: i ? '#b9c6bb' : C.pine }))
    .join('');
  a += `<path d="M0 444v-8a24 24 0 0 1 24-24h342a24 24 0 0 1 24 24v408H0z" fill="#fff"/>`;
  a += chips(20, 432, ['Best seller', 'Lifetime repair'], 8, i =>
    i ? { f: C.pineSoft, c: C.pine } : { f: C.ochreSoft, c: '#8a5a12' },
  );
  a +=
    T(20, 490, 'Fellside Pack 28 L', { z: 24, w: 700, ff: SERIF, ls: -0.3 }) +
    T(370, 490, '$118', { z: 24, w: 700, f: C.pine, a: 'end' });
  a += stars(26, 512, 5, 6.5) + T(106, 517, '4.9 · 1,204 reviews', { z: 13.5, f: C.mute });
  a += T(20, 552, 'Colour', { z: 13.5, w: 700 }) + T(76, 552, 'Pine', { z: 13.5, f: C.mute });
  ['#2f6152', '#b75a37', '#4f7f95', '#6b4a63', '#33312d'].forEach((f, i) => {
    const x = 36 + i * 46;
    if (!i) a += circle(x, 580, 18, 'none', `stroke="${C.pine}" stroke-width="2"`);
    a += circle(x, 580, 13.5, f);
  });
  a +=
    T(20, 630, 'Back length', { z: 13.5, w: 700 }) +
    T(370, 630, 'Size guide', { z: 13.5, f: C.pine, w: 700, a: 'end' });
  ['S', 'M', 'L', 'XL'].forEach((s, i) => {
    const x = 20 + i * 90;
    a +=
      R(x, 644, 80, 42, { r: 11, f: i === 1 ? C.pine : '#fff', s: i === 1 ? '' : C.field }) +
      T(x + 40, 670, s, { z: 15, w: 700, f: i === 1 ? '#fff' : i === 3 ? C.faint : C.ink, a: 'middle' });
    if (i === 3) a += line(x + 16, 680, x + 64, 650, C.field, 1.5);
  });
  a +=
    glyph('truck', 20, 704, 22, C.moss) +
    T(52, 720, 'Arrives Thursday, free', { z: 14, f: C.soft }) +
    glyph('leaf', 218, 704, 20, C.moss) +
    T(246, 720, 'Recycled nylon', { z: 14, f: C.soft });
  a +=
    R(0, 744, 390, 100, { f: '#fff' }) +
    line(0, 744, 390, 744) +
    R(20, 758, 104, 54, { r: 16, f: C.cream }) +
    glyph('minus', 32, 775, 20, C.soft) +
    T(72, 791, '1', { z: 17, w: 700, a: 'middle' }) +
    glyph('plus', 94, 775, 20, C.ink);
  return a + button(136, 758, 234, 54, 'Add to bag · $118', { z: 16, r: 16 }) + homeBar();
}
