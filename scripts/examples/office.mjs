// Screenshots: what the shop manager looks at.
import { button, card, chip, chips, circle, glyph, line, logo, money, MONO, R, round, SERIF, T, width } from './kit.mjs';
import { clamp, fbm } from './noise.mjs';
import { C, wares } from './shop.mjs';
import { ware } from './wares.mjs';

function sidebar(w, h, active) {
  let a = R(0, 0, w, h, { f: C.pineDark }) + logo(28, 28, 1, '#fff');
  [
    ['home', 'Overview'],
    ['box', 'Orders'],
    ['tag', 'Products'],
    ['grid', 'Inventory'],
    ['user', 'Customers'],
    ['chart', 'Reports'],
    ['repair', 'Repairs'],
  ].forEach(([icon, label], i) => {
    const y = 96 + i * 48;
    const on = label === active;
    if (on)
      a +=
        R(14, y, w - 28, 40, { r: 9, f: '#ffffff', o: 0.12 }) + R(14, y + 8, 3, 24, { r: 1.5, f: C.ochre });
    a +=
      glyph(icon, 32, y + 9, 22, on ? '#fff' : '#8fb0a4') +
      T(68, y + 25, label, { z: 15, w: on ? 700 : 400, f: on ? '#fff' : '#b4cbc2' });
    if (label === 'Orders')
      a +=
        R(w - 58, y + 9, 32, 22, { r: 11, f: C.rust }) +
        T(w - 42, y + 24.5, '12', { z: 12, w: 700, f: '#fff', a: 'middle' });
  });
  return (
    a +
    circle(46, h - 48, 19, C.ochre) +
    T(46, h - 43, 'IV', { z: 13, w: 700, f: '#fff', a: 'middle' }) +
    T(76, h - 52, 'Ines Vidal', { z: 14, w: 700, f: '#fff' }) +
    T(76, h - 34, 'Shop manager', { z: 12.5, f: '#8fb0a4' })
  );
}

function curve(points) {
  let d = `M${round(points[0][0])} ${round(points[0][1])}`;
  for (let i = 0; i < points.length - 1; i++) {
    const [x0, y0] = points[i];
    const [x1, y1] = points[i + 1];
    const m = (x0 + x1) / 2;
    d += `C${round(m)} ${round(y0)} ${round(m)} ${round(y1)} ${round(x1)} ${round(y1)}`;
  }
  return d;
}

const pill = {
  Paid: [C.pineSoft, C.pine],
  Packed: [C.ochreSoft, '#8a5a12'],
  Sent: [C.skySoft, '#2f5f74'],
  Refund: [C.rustSoft, C.rust],
};

export function dashboard() {
  const w = 1920;
  let a = R(0, 0, w, 1080, { f: C.cream }) + sidebar(256, 1080, 'Overview');
  a +=
    T(296, 62, 'Overview', { z: 28, w: 700, ff: SERIF }) +
    T(296, 88, 'Week 41, Monday 5 to Sunday 11 October', { z: 14.5, f: C.mute });
  a +=
    R(1366, 34, 260, 44, { r: 22, f: '#fff', s: C.line }) +
    glyph('search', 1382, 46, 20, C.mute) +
    T(1412, 61, 'Orders, people, gear', { z: 14, f: C.mute }) +
    R(1642, 34, 150, 44, { r: 10, f: '#fff', s: C.line }) +
    T(1660, 61, 'Last 7 days', { z: 14 }) +
    glyph('down', 1760, 47, 18, C.mute) +
    circle(1840, 56, 22, '#fff', `stroke="${C.line}"`) +
    glyph('bell', 1828, 44, 24, C.soft) +
    circle(1850, 44, 5, C.rust);
  const kpis = [
    ['Revenue', '$48,210', '+12.4 %', true, 11],
    ['Orders', '612', '+8.1 %', true, 23],
    ['Average order', '$78.77', '+3.9 %', true, 35],
    ['Returns', '4.2 %', '+0.6 pts', false, 47],
  ];
  kpis.forEach(([label, value, change, good, seed], i) => {
    const x = 296 + i * 402;
    a +=
      card(x, 116, 382, 148) +
      T(x + 24, 152, label, { z: 15, f: C.mute }) +
      T(x + 24, 198, value, { z: 36, w: 700, ls: -0.5 });
    a +=
      R(x + 24, 220, width(change, 13, 700) + 16, 24, { r: 12, f: good ? C.pineSoft : C.rustSoft }) +
      T(x + 32, 236.5, change, { z: 13, w: 700, f: good ? C.pine : C.rust }) +
      T(x + 50 + width(change, 13, 700), 236.5, 'vs last week', { z: 12.5, f: C.mute });
    const pts = Array.from({ length: 9 }, (_, j) => [
      x + 222 + j * 17,
      208 - (good ? j * 3.4 : j * 1.6) - fbm(j * 0.9, 1, seed, 3) * 40 + 22,
    ]);
    a +=
      `<path d="${curve(pts)}L${x + 358} 232L${x + 222} 232Z" fill="${good ? C.moss : C.rust}" opacity=".12"/><path d="${curve(pts)}" fill="none" stroke="${good ? C.moss : C.rust}" stroke-width="2.600" stroke-linecap="round"/>` +
      circle(...pts.at(-1), 4.5, good ? C.moss : C.rust);
  });
  a +=
    card(296, 288, 1054, 392) +
    T(322, 328, 'Revenue by day', { z: 18, w: 700 }) +
    circle(1090, 322, 5, C.pine) +
    T(1104, 327, 'This week', { z: 13.5, f: C.soft }) +
    circle(1206, 322, 5, C.faint) +
    T(1220, 327, 'Last week', { z: 13.5, f: C.soft });
  [0, 2, 4, 6, 8, 10].forEach((v, i) => {
    const y = 630 - i * 52;
    a +=
      line(372, y, 1326, y, i ? C.line : C.field) +
      T(358, y + 5, v ? `${v}k` : '0', { z: 13, f: C.mute, a: 'end' });
  });
  const now = [5.2, 6.1, 5.6, 6.8, 7.4, 9.3, 7.8];
  const was = [4.9, 5.3, 5.9, 5.5, 6.6, 7.7, 7.0];
  const px = i => 430 + i * 140;
  const py = v => 630 - v * 26;
  const pn = now.map((v, i) => [px(i), py(v)]);
  a += `<defs><linearGradient id="dg" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${C.pine}" stop-opacity=".26"/><stop offset="1" stop-color="${C.pine}" stop-opacity="0"/></linearGradient></defs><path d="${curve(pn)}L${px(6)} 630L${px(0)} 630Z" fill="url(#dg)"/>`;
  a += `<path d="${curve(was.map((v, i) => [px(i), py(v)]))}" fill="none" stroke="${C.faint}" stroke-width="2.400" stroke-dasharray="6 6"/><path d="${curve(pn)}" fill="none" stroke="${C.pine}" stroke-width="3.400"/>`;
  ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].forEach(
    (d, i) =>
      (a += T(px(i), 658, d, { z: 13.5, f: i === 5 ? C.ink : C.mute, w: i === 5 ? 700 : 400, a: 'middle' })),
  );
  a +=
    line(px(5), 388, px(5), 630, C.pine, 1.2, '3 4') +
    circle(...pn[5], 7, '#fff', `stroke="${C.pine}" stroke-width="3.400"`) +
    R(px(5) - 74, 336, 148, 46, { r: 8, f: C.ink }) +
    T(px(5), 355, 'Saturday 10 Oct', { z: 12, f: '#c9d2cd', a: 'middle' }) +
    T(px(5), 373, '$9,312', { z: 15, w: 700, f: '#fff', a: 'middle' });
  a += card(1370, 288, 514, 392) + T(1396, 328, 'Sales by category', { z: 18, w: 700 });
  const parts = [
    ['Packs', 0.31, C.pine],
    ['Outerwear', 0.24, '#4f7f95'],
    ['Footwear', 0.18, C.ochre],
    ['Shelter', 0.15, C.moss],
    ['Other', 0.12, '#cfc7b7'],
  ];
  let turn = -Math.PI / 2;
  for (const [, share, f] of parts) {
    const from = turn + 0.02;
    turn += share * 2 * Math.PI;
    const to = turn - 0.02;
    const big = share > 0.5 ? 1 : 0;
    a += `<path d="M${round(1510 + 92 * Math.cos(from))} ${round(492 + 92 * Math.sin(from))}A92 92 0 ${big} 1 ${round(1510 + 92 * Math.cos(to))} ${round(492 + 92 * Math.sin(to))}" fill="none" stroke="${f}" stroke-width="34"/>`;
  }
  a +=
    T(1510, 490, '$48.2k', { z: 26, w: 700, a: 'middle' }) +
    T(1510, 512, 'this week', { z: 13, f: C.mute, a: 'middle' });
  parts.forEach(
    ([label, share, f], i) =>
      (a +=
        R(1660, 398 + i * 42, 12, 12, { r: 3, f }) +
        T(1682, 409 + i * 42, label, { z: 14.5 }) +
        T(1856, 409 + i * 42, `${Math.round(share * 100)} %`, { z: 14.5, w: 700, a: 'end' })),
  );
  a +=
    card(296, 704, 1054, 340) +
    T(322, 744, 'Latest orders', { z: 18, w: 700 }) +
    T(1324, 744, 'View all', { z: 14, w: 700, f: C.pine, a: 'end' });
  const cols = [322, 450, 700, 980, 1160, 1324];
  ['Order', 'Customer', 'Items', 'Status', 'When', 'Total'].forEach(
    (h, i) => (a += T(cols[i], 782, h, { z: 12.5, f: C.mute, a: i === 5 ? 'end' : 'start' })),
  );
  const orders = [
    ['#20418', 'Maren Okafor', 'pack', 'Fellside Pack, Mug × 2', 'Paid', '4 min ago', '$200.88'],
    ['#20417', 'Tomas Lindqvist', 'tent', 'Ridgeline Tent 2P', 'Packed', '18 min ago', '$376.92'],
    ['#20416', 'Aiko Brandt', 'boot', 'Scree Boot Mid', 'Sent', '41 min ago', '$177.12'],
    ['#20415', 'Priya Castellan', 'jacket', 'Squall Shell, Beanie', 'Refund', '1 h ago', '$281.88'],
    ['#20414', 'Joel Marchetti', 'lantern', 'Lowlight Lantern × 2', 'Sent', '2 h ago', '$99.36'],
  ];
  orders.forEach(([id, who, key, what, state, when, total], i) => {
    const y = 796 + i * 48;
    a +=
      line(322, y, 1324, y) +
      T(cols[0], y + 30, id, { z: 14, f: C.soft, ff: MONO }) +
      circle(cols[1] + 14, y + 24, 14, [C.pineSoft, C.ochreSoft, C.skySoft, C.rustSoft, C.sand][i]) +
      T(
        cols[1] + 14,
        y + 28.5,
        who
          .split(' ')
          .map(p => p[0])
          .join(''),
        { z: 11, w: 700, f: C.soft, a: 'middle' },
      ) +
      T(cols[1] + 40, y + 30, who, { z: 14.5, w: 700 });
    a +=
      ware(key, cols[2], y + 8, 32, { r: 6, pad: 0.06 }) +
      T(cols[2] + 44, y + 30, what, { z: 14, f: C.soft });
    a +=
      chip(cols[3], y + 12, state, { f: pill[state][0], c: pill[state][1], z: 12.5 }).art +
      T(cols[4], y + 30, when, { z: 14, f: C.mute }) +
      T(cols[5], y + 30, total, { z: 14.5, w: 700, a: 'end' });
  });
  a +=
    card(1370, 704, 514, 340) +
    T(1396, 744, 'Running low', { z: 18, w: 700 }) +
    T(1856, 744, 'Reorder', { z: 14, w: 700, f: C.pine, a: 'end' });
  [
    ['boot', 'Scree Boot Mid, 41', 2, 0.08],
    ['bottle', 'Tarn Bottle 0.7 L', 9, 0.2],
    ['beanie', 'Merino Beanie, rust', 14, 0.31],
    ['mat', 'Hollow Mat', 22, 0.46],
  ].forEach(([key, label, n, k], i) => {
    const y = 766 + i * 68;
    a +=
      ware(key, 1396, y, 52, { r: 10, pad: 0.08 }) +
      T(1464, y + 22, label, { z: 15, w: 700 }) +
      T(1856, y + 22, `${n} left`, { z: 14, f: i ? C.soft : C.rust, w: i ? 400 : 700, a: 'end' }) +
      R(1464, y + 35, 392, 7, { r: 3.5, f: C.sand }) +
      R(1464, y + 35, 392 * k, 7, { r: 3.5, f: i ? (i < 2 ? C.ochre : C.moss) : C.rust });
  });
  return a;
}

export function inventory() {
  const w = 1288;
  let a = R(0, 0, w, 728, { f: C.cream }) + sidebar(208, 728, 'Inventory');
  a +=
    T(236, 50, 'Inventory', { z: 24, w: 700, ff: SERIF }) +
    T(236, 72, '9 products in 2 warehouses', { z: 13, f: C.mute }) +
    button(1120, 26, 140, 40, 'Add product', { z: 14, icon: 'plus' }) +
    button(996, 26, 112, 40, 'Export', { f: '#fff', c: C.ink, z: 14, s: C.field });
  a += chips(236, 92, ['All 9', 'Low stock 2', 'Drafts 1', 'Archived'], 8, i =>
    i ? { f: '#fff', s: C.line, h: 28 } : { f: C.pine, c: '#fff', h: 28 },
  );
  a += card(236, 134, 1024, 566);
  const cols = [260, 318, 546, 668, 788, 970, 1170, 1236];
  ['', 'Product', 'Category', 'SKU', 'Stock', 'Sold, 30 days', 'Price', ''].forEach(
    (h, i) => (a += T(cols[i], 162, h, { z: 12, f: C.mute, a: i === 6 ? 'end' : 'start' })),
  );
  Object.entries(wares).forEach(([key, it], i) => {
    const y = 176 + i * 58;
    const stock = [84, 212, 14, 31, 2, 67, 48, 9, 22][i];
    const low = stock < 10;
    a +=
      line(260, y, 1236, y) +
      ware(key, 260, y + 8, 42, { r: 8, pad: 0.06 }) +
      T(cols[1], y + 27, it.name, { z: 14.5, w: 700 }) +
      T(cols[1], y + 45, it.note, { z: 12, f: C.mute });
    a +=
      chip(cols[2], y + 18, it.kind, { f: it.tint, c: C.soft, z: 11.5, h: 22 }).art +
      T(cols[3], y + 34, `TF-${String(1040 + i * 17)}`, { z: 13, f: C.soft, ff: MONO });
    a +=
      R(cols[4], y + 27, 96, 6, { r: 3, f: C.sand }) +
      R(cols[4], y + 27, clamp(stock / 220, 0.03) * 96, 6, { r: 3, f: low ? C.rust : C.moss }) +
      T(cols[4] + 110, y + 34, stock, { z: 14, w: 700, f: low ? C.rust : C.ink });
    const pts = Array.from({ length: 10 }, (_, j) => [
      cols[5] + j * 8,
      y + 42 - fbm(j * 0.7, i, 60 + i, 3) * 34,
    ]);
    a +=
      `<path d="${curve(pts)}" fill="none" stroke="${low ? C.rust : C.pine}" stroke-width="1.800"/>` +
      T(cols[6], y + 34, money(it.price), { z: 14, w: 700, a: 'end' }) +
      [0, 1, 2].map(d => circle(cols[7] - 14 + d * 6, y + 30, 1.8, C.mute)).join('');
  });
  return a;
}
