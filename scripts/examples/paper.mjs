// Paper: an invoice, a delivery note, a receipt.
import { circle, line, MONO, R, SERIF, T } from './kit.mjs';
import { random } from './noise.mjs';

export function invoice() {
  const w = 2480;
  const k = '#2b2b2b';
  let a = R(0, 0, w, 3508, { f: '#f4f4f4' });
  a += `<g transform="rotate(.35 1240 1754)">`;
  a +=
    `<path d="M232 340v-90h24v34h60v-34h24v90h-24v-34h-60v34z" fill="${k}"/><path d="M228 366q29-22 58 0t58 0" fill="none" stroke="#777777" stroke-width="9"/>` +
    T(380, 330, 'Harbour & Loom', { z: 76, w: 700, f: k, ff: SERIF }) +
    T(380, 388, 'Cloth merchants, Saltmarket 12', { z: 36, f: '#555555' });
  a +=
    T(2260, 300, 'INVOICE', { z: 84, w: 700, f: k, a: 'end', ls: 6 }) +
    T(2260, 368, 'No. 2026-0417', { z: 42, f: k, a: 'end', ff: MONO });
  [
    ['Bill to', 'Tarnfell Outfitters', 'Quarry Lane 1', '80302 Boulder'],
    ['Issued', '17 September 2026', 'Due', '17 October 2026'],
  ].forEach((b, i) => {
    const x = i ? 1500 : 220;
    b.forEach(
      (s, j) => (a += T(x, 580 + j * 58, s, { z: 42, w: j === 0 || (i && j === 2) ? 700 : 400, f: k })),
    );
  });
  a += R(220, 880, 2040, 84, { f: '#dcdcdc' });
  ['Item', 'Qty', 'Unit', 'Amount'].forEach(
    (h, i) => (a += T([250, 1560, 1900, 2230][i], 936, h, { z: 40, w: 700, f: k, a: i ? 'end' : 'start' })),
  );
  const rows = [
    ['Waxed canvas, 12 oz, pine', 84, 14.5],
    ['Recycled nylon 210 D, lake blue', 120, 7.9],
    ['Cotton webbing 25 mm', 300, 1.15],
    ['Brass buckle, 25 mm', 220, 2.4],
    ['Merino yarn 2/28, rust', 36, 21.0],
    ['Bonded thread 20/3, ecru', 48, 6.25],
    ['Coil zip, 60 cm', 150, 1.85],
    ['Seam tape 20 mm', 90, 3.1],
    ['Snap fasteners, set of 100', 12, 9.5],
    ['Leather offcuts, veg-tanned, kg', 8, 32.0],
  ];
  let sum = 0;
  rows.forEach(([name, n, unit], i) => {
    const y = 1040 + i * 98;
    sum += n * unit;
    a +=
      T(250, y, name, { z: 40, f: k }) +
      T(1560, y, n, { z: 40, f: k, a: 'end', ff: MONO }) +
      T(1900, y, unit.toFixed(2), { z: 40, f: k, a: 'end', ff: MONO }) +
      T(2230, y, (n * unit).toFixed(2), { z: 40, f: k, a: 'end', ff: MONO }) +
      line(220, y + 38, 2260, y + 38, '#c2c2c2', 2);
  });
  [
    ['Subtotal', sum],
    ['Freight', 84],
    ['Tax 8 %', (sum + 84) * 0.08],
  ].forEach(
    ([l, v], i) =>
      (a +=
        T(1900, 2080 + i * 72, l, { z: 40, f: k, a: 'end' }) +
        T(2230, 2080 + i * 72, v.toFixed(2), { z: 40, f: k, a: 'end', ff: MONO })),
  );
  a +=
    R(1440, 2300, 820, 100, { f: '#2b2b2b' }) +
    T(1480, 2366, 'Total, USD', { z: 46, w: 700, f: '#f4f4f4' }) +
    T(2230, 2366, ((sum + 84) * 1.08).toFixed(2), { z: 46, w: 700, f: '#f4f4f4', a: 'end', ff: MONO });
  [
    'Goods remain ours until paid in full. Shortages within eight days, please.',
    'Cloth is measured relaxed; a variance of two per cent is usual for this weight.',
    'Payment within thirty days by transfer, with the invoice number as reference.',
  ].forEach((s, i) => (a += T(220, 2640 + i * 60, s, { z: 38, f: '#444444' })));
  a += `<g transform="rotate(-9 700 2960)" opacity=".75">${R(380, 2850, 640, 210, { r: 24, s: '#666666', sw: 10 })}${T(700, 2950, 'RECEIVED', { z: 92, w: 700, f: '#666666', a: 'middle', ls: 8 })}${T(700, 3024, '21 SEP 2026', { z: 54, f: '#666666', a: 'middle', ff: MONO })}</g>`;
  a +=
    `<path d="M1500 3000c60-120 120-120 110-20s-60 90 0 20s90-140 120-60s-20 90 50 30s70-60 90-10s80 20 140-20" fill="none" stroke="#3a3a3a" stroke-width="7" stroke-linecap="round"/>` +
    line(1460, 3070, 2100, 3070, '#888888', 3) +
    T(1460, 3118, 'for Harbour & Loom', { z: 34, f: '#666666' });
  a += T(1240, 3380, 'page 1 of 1', { z: 32, f: '#777777', a: 'middle' }) + '</g>';
  return (
    a +
    circle(70, 1170, 26, '#cfcfcf') +
    circle(70, 2330, 26, '#cfcfcf') +
    `<path d="M2480 0h-60q30 1700 0 3508h60z" fill="#dedede"/>`
  );
}

export function deliveryNote() {
  const k = '#000';
  let a = R(0, 0, 1654, 2339, { f: '#fff' }) + `<g transform="rotate(-.5 800 1100)">`;
  a +=
    T(150, 220, 'Delivery note', { z: 64, w: 700, f: k, ff: SERIF }) +
    T(1500, 220, 'DN 88120', { z: 44, f: k, a: 'end', ff: MONO }) +
    R(150, 260, 1350, 6, { f: k });
  [
    ['From', 'Harbour & Loom, Saltmarket 12'],
    ['To', 'Tarnfell Outfitters, Quarry Lane 1'],
    ['Via', 'Own van, two pallets, dry'],
  ].forEach(([label, text], i) => {
    a +=
      T(150, 340 + i * 52, label, { z: 32, f: k, ff: MONO }) +
      T(270, 340 + i * 52, text, { z: 32, f: k, ff: MONO });
  });
  [
    'Waxed canvas',
    'Recycled nylon',
    'Cotton webbing',
    'Brass buckles',
    'Merino yarn',
    'Bonded thread',
    'Zips 60 cm',
    'Seam tape',
  ].forEach((s, i) => {
    const y = 580 + i * 96;
    a +=
      R(150, y, 48, 48, { s: k, sw: 4 }) +
      (i === 6 ? '' : `<path d="M160 ${y + 24}l12 14l22-34" fill="none" stroke="#000" stroke-width="6"/>`) +
      T(230, y + 36, s, { z: 34, f: k }) +
      T(1500, y + 36, [84, 120, 300, 220, 36, 48, 150, 90][i], { z: 34, f: k, a: 'end', ff: MONO }) +
      R(150, y + 70, 1350, 2, { f: k });
  });
  a += T(150, 1480, 'Zips short by twelve, to follow on Monday.', { z: 34, f: k, ff: SERIF });
  let x = 150;
  const rnd = random(88120);
  while (x < 900) {
    const wide = 3 + Math.floor(rnd() * 4) * 3;
    a += R(x, 1640, wide, 180, { f: k });
    x += wide + 4 + Math.floor(rnd() * 3) * 4;
  }
  return (
    a +
    T(150, 1870, '8 8120 0417 2026 1', { z: 32, f: k, ff: MONO }) +
    `<path d="M1050 1800c40-120 90-120 90-20s-50 90 10 20s80-130 110-50s-20 80 40 30s60-50 90-10" fill="none" stroke="#000" stroke-width="6"/>` +
    R(1030, 1860, 470, 3, { f: k }) +
    '</g>'
  );
}

export function receipt() {
  const k = '#34322f';
  let a = `<defs><filter id="sh" x="-20%" y="-20%" width="140%" height="140%"><feGaussianBlur stdDeviation="22"/></filter><linearGradient id="pp" x1="0" x2="1" y2=".4"><stop offset="0" stop-color="#e9e5dc"/><stop offset=".45" stop-color="#fbf9f4"/><stop offset="1" stop-color="#ded8cc"/></linearGradient></defs>`;
  a += `<g transform="rotate(-3.500 600 800)"><path d="M282 150h640v1330l-40-18l-40 18l-40-18l-40 18l-40-18l-40 18l-40-18l-40 18l-40-18l-40 18l-40-18l-40 18l-40-18l-40 18l-40-18l-40 18z" fill="#120c06" opacity=".55" filter="url(#sh)" transform="translate(18 26)"/><path d="M280 140h640v1330l-40-18l-40 18l-40-18l-40 18l-40-18l-40 18l-40-18l-40 18l-40-18l-40 18l-40-18l-40 18l-40-18l-40 18l-40-18l-40 18z" fill="url(#pp)"/>`;
  a +=
    T(600, 240, 'THE HALFWAY HUT', { z: 46, w: 700, f: k, a: 'middle', ff: MONO }) +
    T(600, 290, 'Ridge path, 1 840 m', { z: 28, f: k, a: 'middle', ff: MONO }) +
    T(600, 330, '12.10.2026  13:07  table 4', { z: 28, f: k, a: 'middle', ff: MONO });
  a += line(330, 370, 870, 370, k, 3, '10 8');
  const rows = [
    ['2 Barley soup', 17],
    ['1 Cheese board', 14.5],
    ['3 Apple juice', 10.5],
    ['1 Plum cake', 6.2],
    ['2 Coffee', 7.6],
    ['1 Trail map', 9],
  ];
  rows.forEach(
    ([n, v], i) =>
      (a +=
        T(340, 440 + i * 66, n, { z: 34, f: k, ff: MONO }) +
        T(860, 440 + i * 66, v.toFixed(2), { z: 34, f: k, a: 'end', ff: MONO })),
  );
  a +=
    line(330, 850, 870, 850, k, 3, '10 8') +
    T(340, 920, 'TOTAL', { z: 48, w: 700, f: k, ff: MONO }) +
    T(860, 920, '64.80', { z: 48, w: 700, f: k, a: 'end', ff: MONO }) +
    T(340, 980, 'incl. tax 10 %', { z: 28, f: k, ff: MONO }) +
    T(860, 980, '5.89', { z: 28, f: k, a: 'end', ff: MONO }) +
    T(340, 1030, 'CARD  **** 3456', { z: 28, f: k, ff: MONO });
  let x = 380;
  const rnd = random(13);
  while (x < 820) {
    const wide = 3 + Math.floor(rnd() * 3) * 3;
    a += R(x, 1110, wide, 130, { f: k });
    x += wide + 4 + Math.floor(rnd() * 3) * 3;
  }
  return (
    a +
    T(600, 1330, 'Thank you. Mind the', { z: 30, f: k, a: 'middle', ff: MONO }) +
    T(600, 1372, 'last step, it is steep.', { z: 30, f: k, a: 'middle', ff: MONO }) +
    '</g>'
  );
}
