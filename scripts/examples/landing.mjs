// Screenshot of a whole page.
import { shopHeader } from './desktop.mjs';
import { at, button, card, chips, circle, glyph, group, logo, R, SERIF, stars, T } from './kit.mjs';
import { dusk, lake, landscape } from './landscape.mjs';
import { C, shop, wares } from './shop.mjs';
import { productTile } from './tablet.mjs';
import { drawn, wareIn } from './wares.mjs';

/** A whole page from top to bottom: 1280 × 7200. */
export function landingPage() {
  const w = 1280;
  let a = R(0, 0, w, 7200, { f: C.cream });
  a +=
    R(0, 0, w, 40, { f: C.pineDark }) +
    T(640, 25, 'Free delivery over $60 · Lifetime repairs · 60 days to change your mind', {
      z: 13,
      f: '#d3e3db',
      a: 'middle',
    });
  a += group(0, 40, shopHeader(w, { active: 'New in', bag: 2 }));
  // hero
  a +=
    group(0, 113, landscape(w, 647, { seed: 77, ...dusk, id: 'lp1', sun: [0.66, 0.5, 0.07] })) +
    at(830, 478, 1.25, drawn.tent());
  a +=
    T(64, 300, 'Autumn collection', { z: 16, w: 700, f: '#ffe3c2', ls: 1.5 }) +
    T(64, 374, 'Stay for', { z: 72, w: 700, f: '#fff', ff: SERIF, ls: -1 }) +
    T(64, 454, 'the last light.', { z: 72, w: 700, f: '#fff', ff: SERIF, ls: -1 });
  a +=
    T(66, 508, 'Shelter, layers and small comforts for the season', { z: 20, f: '#f6e6da' }) +
    T(66, 536, 'when everyone else has gone home.', { z: 20, f: '#f6e6da' }) +
    button(66, 572, 190, 58, 'Shop the season', { f: C.ochre, z: 17, r: 10 }) +
    button(272, 572, 160, 58, 'Our repairs', { f: 'none', s: '#fff', c: '#fff', z: 17, r: 10 });
  // promises
  a += R(0, 760, w, 110, { f: '#fff' });
  [
    ['truck', 'Free delivery', 'on orders over $60'],
    ['repair', 'Lifetime repairs', 'we mend what we make'],
    ['leaf', 'Better materials', '86 % recycled or natural'],
    ['heart', '60-day returns', 'even after a wet weekend'],
  ].forEach(([icon, h, s], i) => {
    const x = 64 + i * 292;
    a +=
      circle(x + 26, 815, 26, C.pineSoft) +
      glyph(icon, x + 14, 803, 24, C.pine) +
      T(x + 66, 810, h, { z: 16, w: 700 }) +
      T(x + 66, 832, s, { z: 13.5, f: C.mute });
  });
  // categories
  a +=
    T(64, 950, 'Shop by place', { z: 34, w: 700, ff: SERIF }) +
    T(1216, 948, 'All categories', { z: 15, w: 700, f: C.pine, a: 'end' });
  [
    ['On the ridge', 'Packs and boots', { ...lake, seed: 8 }],
    ['By the lake', 'Shelter and sleep', { seed: 14 }],
    ['Round the fire', 'Camp kitchen', { ...dusk, seed: 19 }],
  ].forEach(([h, s, opt], i) => {
    const x = 64 + i * 392;
    a += `<defs><linearGradient id="fade" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#10201b" stop-opacity="0"/><stop offset="1" stop-color="#10201b" stop-opacity=".75"/></linearGradient><clipPath id="cat${i}"><rect x="${x}" y="980" width="368" height="380" rx="18"/></clipPath></defs><g clip-path="url(#cat${i})">${group(x, 980, landscape(368, 380, { ...opt, id: `cat${i}l` }))}<rect x="${x}" y="1180" width="368" height="180" fill="url(#fade)"/></g>`;
    a +=
      T(x + 24, 1300, h, { z: 24, w: 700, f: '#fff', ff: SERIF }) +
      T(x + 24, 1330, s, { z: 15, f: '#e6efe9' }) +
      circle(x + 328, 1308, 20, '#fff') +
      glyph('chevron', x + 318, 1298, 20, C.pine, 2.2);
  });
  // best sellers
  a +=
    T(64, 1448, 'Loved this month', { z: 34, w: 700, ff: SERIF }) +
    chips(64, 1470, ['Everything', 'Packs', 'Shelter', 'Clothing', 'Kitchen'], 10, i =>
      i ? { f: '#fff', s: C.line, h: 32, z: 13.5 } : { f: C.pine, c: '#fff', h: 32, z: 13.5 },
    );
  ['pack', 'tent', 'boot', 'jacket', 'mug', 'lantern', 'bottle', 'beanie'].forEach((key, i) => {
    a += productTile(key, 64 + (i % 4) * 292, 1528 + Math.floor(i / 4) * 430, 276, 400, {
      badge: ['Best seller', '', 'New', '', '', 'Back in stock', '', ''][i],
      rating: ['4.9', '4.9', '4.7', '4.8', '4.9', '4.6', '4.6', '4.8'][i],
    });
  });
  // story
  a +=
    R(0, 2440, w, 620, { f: C.pine }) +
    group(640, 2440, landscape(640, 620, { seed: 51, ...lake, id: 'lp2' }));
  a +=
    T(64, 2600, 'Made beside', { z: 50, w: 700, f: '#fff', ff: SERIF }) +
    T(64, 2662, 'a cold lake.', { z: 50, w: 700, f: '#fff', ff: SERIF });
  [
    'Since 1987 our workshop has stood at the end of a',
    'gravel road. Eleven people cut, sew and test here,',
    'and every pack carries the initials of its maker.',
  ].forEach((s, i) => (a += T(66, 2724 + i * 32, s, { z: 19, f: '#cfe0d8' })));
  [
    ['11', 'makers'],
    ['38', 'years'],
    ['64k', 'repairs'],
  ].forEach(
    ([n, l], i) =>
      (a +=
        T(66 + i * 150, 2884, n, { z: 44, w: 700, f: '#ffd79b', ff: SERIF }) +
        T(66 + i * 150, 2912, l, { z: 15, f: '#cfe0d8' })),
  );
  a += button(66, 2946, 180, 54, 'Visit us', { f: '#fff', c: C.pine, z: 16, r: 10 });
  // look book
  a +=
    T(640, 3150, 'The weekend list', { z: 34, w: 700, ff: SERIF, a: 'middle' }) +
    T(640, 3184, 'Everything for two nights out, under nine kilograms', { z: 17, f: C.mute, a: 'middle' });
  a += R(64, 3220, 564, 480, { r: 18, f: wares.tent.tint }) + at(126, 3240, 2.2, drawn.tent());
  [
    ['mat', 644, 3220],
    ['lantern', 934, 3220],
    ['mug', 644, 3464],
    ['beanie', 934, 3464],
  ].forEach(([key, x, y]) => (a += wareIn(key, x, y, 282, 236, { r: 18, k: 0.8 })));
  [
    [346, 3420, '1'],
    [785, 3300, '2'],
    [1075, 3330, '3'],
    [785, 3560, '4'],
    [1075, 3580, '5'],
  ].forEach(
    ([x, y, n]) =>
      (a += circle(x, y, 18, '#fff', 'opacity=".95"') + T(x, y + 6, n, { z: 16, w: 700, a: 'middle' })),
  );
  // tested
  a +=
    R(0, 3760, w, 540, { f: '#fff' }) +
    T(64, 3840, 'Field tested, then tested again', { z: 34, w: 700, ff: SERIF });
  const rows = [
    ['Water column', 'Squall Shell', 0.92, '20,000 mm'],
    ['Warmth for weight', 'Hollow Mat', 0.78, 'R 4.2'],
    ['Abrasion cycles', 'Fellside Pack', 0.86, '11,400'],
    ['Grip on wet rock', 'Scree Boot Mid', 0.71, '0.64 µ'],
    ['Hours of light', 'Lowlight Lantern', 0.83, '46 h'],
  ];
  rows.forEach(([what, who, k, v], i) => {
    const y = 3892 + i * 76;
    a +=
      T(64, y + 22, what, { z: 17, w: 700 }) +
      T(64, y + 44, who, { z: 14, f: C.mute }) +
      R(330, y + 16, 700, 14, { r: 7, f: C.sand }) +
      R(330, y + 16, 700 * k, 14, { r: 7, f: [C.pine, C.plum, C.moss, C.rust, C.ochre][i] }) +
      T(1216, y + 30, v, { z: 18, w: 700, a: 'end' });
  });
  // reviews
  a += T(640, 4384, 'From the people who wear it out', { z: 34, w: 700, ff: SERIF, a: 'middle' });
  [
    [
      '“Three winters, one broken buckle,',
      'mended in four days. I am not buying',
      'another pack in this life.”',
      'Tomas L.',
      'Fellside Pack',
    ],
    [
      '“The tent stood in a wind that took our',
      'neighbour’s away. We made tea and',
      'listened.”',
      'Priya C.',
      'Ridgeline Tent',
    ],
    [
      '“Light enough to forget, warm enough to',
      'be glad I did not. The colour is even nicer',
      'outside.”',
      'Aiko B.',
      'Merino Beanie',
    ],
  ].forEach((r, i) => {
    const x = 64 + i * 392;
    a += card(x, 4420, 368, 260, { r: 16 }) + stars(x + 36, 4462, 5, 8);
    r.slice(0, 3).forEach((s, j) => (a += T(x + 28, 4514 + j * 29, s, { z: 17, f: C.soft })));
    a +=
      circle(x + 48, 4632, 20, [C.pineSoft, C.ochreSoft, C.skySoft][i]) +
      T(
        x + 48,
        4638,
        r[3]
          .split(' ')
          .map(p => p[0])
          .join(''),
        { z: 14, w: 700, a: 'middle', f: C.soft },
      ) +
      T(x + 80, 4628, r[3], { z: 15, w: 700 }) +
      T(x + 80, 4648, r[4], { z: 13.5, f: C.mute });
  });
  // journal
  a +=
    T(64, 4780, 'Journal', { z: 34, w: 700, ff: SERIF }) +
    T(1216, 4778, 'Read all', { z: 15, w: 700, f: C.pine, a: 'end' });
  [
    ['How to dry a tent in a flat', 'Care · 4 min', { seed: 61 }],
    ['Forty kilometres of fog', 'Stories · 9 min', { seed: 62, ...lake }],
    ['A soup for eight in one pot', 'Kitchen · 3 min', { seed: 63, ...dusk }],
  ].forEach(([h, s, opt], i) => {
    const x = 64 + i * 392;
    a += `<defs><clipPath id="j${i}"><rect x="${x}" y="4816" width="368" height="250" rx="16"/></clipPath></defs><g clip-path="url(#j${i})">${group(x, 4816, landscape(368, 250, { ...opt, id: `j${i}l` }))}</g>`;
    a += T(x, 5104, s, { z: 13.5, f: C.rust, w: 700 }) + T(x, 5136, h, { z: 22, w: 700, ff: SERIF });
    [
      'We tried every corner of a small apartment so that',
      'you do not have to. The bath wins, with a fan.',
    ].forEach((t, j) => (a += T(x, 5168 + j * 24, t, { z: 15, f: C.mute })));
  });
  // repairs
  a +=
    R(64, 5260, 1152, 300, { r: 22, f: C.ochreSoft }) +
    T(120, 5356, 'A seam is a promise.', { z: 40, w: 700, ff: SERIF }) +
    T(122, 5400, 'Book a repair in two minutes. You only pay the postage.', { z: 18, f: C.soft }) +
    button(122, 5436, 180, 56, 'Book a repair', { z: 16 }) +
    at(800, 5296, 1.15, drawn.jacket()) +
    at(1000, 5306, 1.0, drawn.boot());
  // questions
  a += T(640, 5668, 'Good questions', { z: 34, w: 700, ff: SERIF, a: 'middle' });
  [
    'How long does a repair take?',
    'Which size of pack is mine?',
    'Can I return a tent I have slept in?',
    'Do you ship to islands?',
    'What is in the waterproofing?',
  ].forEach((q, i) => {
    const y = 5704 + i * 76;
    a +=
      card(240, y, 800, 62) +
      T(268, y + 38, q, { z: 17, w: 700 }) +
      glyph(i ? 'plus' : 'minus', 996, y + 20, 22, C.pine, 2.2);
  });
  // newsletter
  a +=
    R(0, 6140, w, 360, { f: C.sand }) +
    T(640, 6252, 'A letter on Thursdays', { z: 38, w: 700, ff: SERIF, a: 'middle' }) +
    T(640, 6294, 'New gear, old trails and one recipe. No more than that.', {
      z: 18,
      f: C.soft,
      a: 'middle',
    });
  a +=
    R(390, 6334, 360, 58, { r: 10, f: '#fff', s: C.field }) +
    T(412, 6370, 'you@somewhere.example', { z: 16, f: C.mute }) +
    button(762, 6334, 130, 58, 'Sign up', { z: 17 });
  // footer
  a += R(0, 6500, w, 700, { f: C.pineDark }) + logo(64, 6580, 1.2, '#fff');
  ['End of the gravel road', 'Quarry Lane 1', 'open Wednesday to Saturday'].forEach(
    (s, i) => (a += T(64, 6660 + i * 28, s, { z: 15, f: '#9dbbb0' })),
  );
  [
    ['Shop', ['New in', 'Packs', 'Shelter', 'Clothing', 'Camp kitchen', 'Gift cards']],
    ['Help', ['Delivery', 'Returns', 'Size guide', 'Repairs', 'Contact']],
    ['About', ['Our workshop', 'Materials', 'People', 'Journal', 'Jobs']],
  ].forEach(([h, items], i) => {
    const x = 560 + i * 230;
    a += T(x, 6600, h, { z: 16, w: 700, f: '#fff' });
    items.forEach((s, j) => (a += T(x, 6640 + j * 34, s, { z: 15, f: '#9dbbb0' })));
  });
  a += group(
    0,
    6920,
    `<g opacity=".5">${landscape(w, 200, { seed: 90, sky: [C.pineDark, C.pineDark], sun: [0.5, 0.5, 0], ridges: ['#1c4238', '#20493e', '#245144'], id: 'ft' })}</g>`,
  );
  return (
    a +
    R(0, 7120, w, 80, { f: '#0f2822' }) +
    T(64, 7166, `© ${shop} Outfitters, an invented shop`, { z: 14, f: '#9dbbb0' }) +
    T(1216, 7166, 'Imprint   ·   Privacy   ·   Terms', { z: 14, f: '#9dbbb0', a: 'end' })
  );
}
