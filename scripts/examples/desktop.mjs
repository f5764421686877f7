// Mockups: the shop on a wide screen.
import { button, card, chips, circle, field, glyph, line, logo, money, R, SERIF, T, width } from './kit.mjs';
import { C, wares } from './shop.mjs';
import { ware, wareIn } from './wares.mjs';

export function shopHeader(w, { active = '', bag = 3, pad = 64 } = {}) {
  let art = R(0, 0, w, 72, { f: '#fff' }) + line(0, 72, w, 72) + logo(pad, 23);
  let x = pad + 190;
  for (const label of ['New in', 'Packs', 'Shelter', 'Clothing', 'Camp kitchen', 'Repairs']) {
    const on = label === active;
    art += T(x, 42, label, { z: 14.5, w: on ? 700 : 400, f: on ? C.pine : C.soft });
    if (on) art += R(x, 69, width(label, 14.5, 700), 3, { r: 1.5, f: C.ochre });
    x += width(label, 14.5) + 34;
  }
  art +=
    R(w - pad - 330, 18, 196, 36, { r: 18, f: C.cream, s: C.line }) +
    glyph('search', w - pad - 318, 27, 18, C.mute) +
    T(w - pad - 292, 41, 'Search gear', { z: 13.5, f: C.mute });
  art +=
    glyph('user', w - pad - 108, 24, 24, C.ink) +
    glyph('heart', w - pad - 66, 24, 24, C.ink) +
    glyph('bag', w - pad - 24, 24, 24, C.ink);
  return (
    art +
    circle(w - pad + 1, 27, 8.5, C.rust) +
    T(w - pad + 1, 31, bag, { z: 11, w: 700, f: '#fff', a: 'middle' })
  );
}

function summaryLine(x, y, w, key, qty) {
  const it = wares[key];
  return (
    ware(key, x, y, 64, { r: 10, pad: 0.08 }) +
    circle(x + 62, y + 4, 11, C.soft) +
    T(x + 62, y + 8.5, qty, { z: 11.5, w: 700, f: '#fff', a: 'middle' }) +
    T(x + 84, y + 28, it.name, { z: 15, w: 700 }) +
    T(x + 84, y + 49, it.note, { z: 13, f: C.mute }) +
    T(x + w, y + 38, money(it.price * qty), { z: 15, a: 'end' })
  );
}

export function checkout() {
  const w = 1440;
  let a = R(0, 0, w, 900, { f: C.cream });
  a += R(0, 0, w, 72, { f: '#fff' }) + line(0, 72, w, 72) + logo(120, 23);
  let x = 500;
  ['Bag', 'Details', 'Payment', 'Done'].forEach((label, i) => {
    const done = i < 2;
    const now = i === 2;
    a += circle(x, 36, 13, done ? C.pine : now ? C.ochre : C.sand);
    a += done
      ? glyph('check', x - 8, 28, 16, '#fff', 2.6)
      : T(x, 41, i + 1, { z: 13, w: 700, f: now ? '#fff' : C.mute, a: 'middle' });
    a += T(x + 22, 41, label, { z: 14, w: now ? 700 : 400, f: now ? C.ink : C.soft });
    const next = x + 22 + width(label, 14, now ? 700 : 400) + 16;
    if (i < 3) a += line(next, 36, next + 44, 36, done ? C.pine : C.field, 2);
    x = next + 72;
  });
  a += glyph('lock', 1193, 26, 19, C.moss) + T(1320, 41, 'Secure checkout', { z: 13.5, f: C.soft, a: 'end' });

  a += T(120, 134, 'Checkout', { z: 32, w: 700, ff: SERIF, ls: -0.3 });
  a += T(120, 160, 'Four things in your bag. Leaves our workshop tomorrow.', { z: 14.5, f: C.mute });

  a += card(120, 186, 740, 318);
  a +=
    T(152, 226, 'Delivery', { z: 18, w: 700 }) + T(828, 226, 'Edit', { z: 14, w: 700, f: C.pine, a: 'end' });
  a += field(152, 246, 330, 'First name', 'Maren') + field(498, 246, 330, 'Last name', 'Okafor');
  a += field(152, 310, 676, 'Address', '48 Quarry Lane', { icon: 'pin' });
  a +=
    field(152, 374, 218, 'Postcode', '80302') +
    field(386, 374, 218, 'City', 'Boulder') +
    field(620, 374, 208, 'State', 'Colorado', { icon: 'down' });
  a +=
    R(152, 438, 330, 48, { r: 8, f: C.pineSoft, s: C.pine, sw: 1.6 }) +
    circle(176, 462, 8, '#fff', `stroke="${C.pine}" stroke-width="1.600"`) +
    circle(176, 462, 4.2, C.pine) +
    T(196, 467, 'Standard, 3–4 days', { z: 14, w: 700 }) +
    T(466, 467, 'Free', { z: 14, w: 700, f: C.pine, a: 'end' });
  a +=
    R(498, 438, 330, 48, { r: 8, f: '#fff', s: C.field }) +
    circle(522, 462, 8, '#fff', `stroke="${C.faint}" stroke-width="1.600"`) +
    T(542, 467, 'Express, next day', { z: 14 }) +
    T(812, 467, '$14.00', { z: 14, f: C.soft, a: 'end' });

  a += card(120, 528, 740, 316);
  a += T(152, 568, 'Payment', { z: 18, w: 700 });
  ['Card', 'Bank transfer', 'Gift card'].forEach((label, i) => {
    const bx = 152 + i * 230;
    a += R(bx, 588, 216, 46, { r: 8, f: i ? '#fff' : C.pineSoft, s: i ? C.field : C.pine, sw: i ? 1 : 1.6 });
    a +=
      glyph(['card', 'home', 'tag'][i], bx + 14, 601, 20, i ? C.mute : C.pine) +
      T(bx + 44, 616, label, { z: 14, w: i ? 400 : 700, f: i ? C.soft : C.pine });
  });
  a += field(152, 652, 676, 'Card number', '4000 0012 3456 78', { icon: 'card', focus: true });
  a +=
    field(152, 720, 218, 'Expires', '08 / 29') +
    field(386, 720, 218, 'Security code', '•••', { icon: 'lock' }) +
    field(620, 720, 208, 'Name on card', 'M. Okafor');
  a +=
    R(152, 794, 20, 20, { r: 5, f: C.pine }) +
    glyph('check', 154, 796, 16, '#fff', 2.8) +
    T(182, 809, 'Billing address is the same as delivery', { z: 14, f: C.soft });

  a += card(892, 186, 428, 658);
  a +=
    T(924, 226, 'Order summary', { z: 18, w: 700 }) + T(1288, 226, '4 items', { z: 14, f: C.mute, a: 'end' });
  a +=
    summaryLine(924, 252, 364, 'pack', 1) +
    summaryLine(924, 334, 364, 'mug', 2) +
    summaryLine(924, 416, 364, 'beanie', 1);
  a += line(924, 504, 1288, 504);
  a +=
    R(924, 524, 262, 44, { r: 8, f: C.cream, s: C.field }) +
    T(940, 551, 'Gift or promo code', { z: 14, f: C.mute }) +
    button(1196, 524, 92, 44, 'Apply', { f: C.sand, c: C.ink, z: 14 });
  [
    ['Subtotal', '$186.00'],
    ['Delivery', 'Free'],
    ['Estimated tax', '$14.88'],
  ].forEach(([k, v], i) => {
    a +=
      T(924, 606 + i * 28, k, { z: 14.5, f: C.soft }) +
      T(1288, 606 + i * 28, v, {
        z: 14.5,
        f: v === 'Free' ? C.pine : C.ink,
        w: v === 'Free' ? 700 : 400,
        a: 'end',
      });
  });
  a +=
    line(924, 684, 1288, 684) +
    T(924, 722, 'Total', { z: 18, w: 700 }) +
    T(1288, 724, '$200.88', { z: 26, w: 700, a: 'end' });
  a += button(924, 746, 364, 54, 'Pay $200.88', { z: 17, icon: 'lock' });
  a += T(1106, 826, 'Free returns and lifetime repairs on everything', { z: 12.5, f: C.mute, a: 'middle' });
  return a;
}

export function cart() {
  const w = 1440;
  let a = R(0, 0, w, 900, { f: C.cream }) + shopHeader(w, { bag: 4, pad: 120 });
  a +=
    T(120, 134, 'Your bag', { z: 32, w: 700, ff: SERIF, ls: -0.3 }) +
    T(283, 134, '4 items', { z: 16, f: C.mute });
  a += card(120, 160, 772, 436);
  ['tent', 'boot', 'bottle'].forEach((key, i) => {
    const it = wares[key];
    const y = 184 + i * 138;
    const qty = i === 2 ? 2 : 1;
    a += ware(key, 144, y, 112, { pad: 0.1 });
    a +=
      T(280, y + 28, it.name, { z: 18, w: 700 }) +
      T(280, y + 52, [`${it.note} · two-person, 1.9 kg`, 'Chestnut · EU 41 / US 8', 'Pine · 0.7 litres'][i], {
        z: 14,
        f: C.mute,
      });
    a += chips(
      280,
      y + 70,
      [['In stock', 'Lifetime repair'], ['Only 2 left', 'Free returns'], ['In stock']][i],
      8,
      j => (j ? { f: C.sand } : i === 1 ? { f: C.rustSoft, c: C.rust } : { f: C.pineSoft, c: C.pine }),
    );
    a +=
      R(622, y + 34, 118, 42, { r: 21, f: '#fff', s: C.field }) +
      glyph('minus', 634, y + 46, 18, C.soft) +
      T(681, y + 61, qty, { z: 16, w: 700, a: 'middle' }) +
      glyph('plus', 710, y + 46, 18, C.soft);
    a +=
      T(868, y + 62, money(it.price * qty), { z: 18, w: 700, a: 'end' }) +
      T(868, y + 98, 'Remove', { z: 13, f: C.mute, a: 'end', deco: 'underline' });
    if (i < 2) a += line(144, y + 125, 868, y + 125);
  });
  a += card(924, 160, 396, 436);
  a += T(954, 202, 'Summary', { z: 20, w: 700 });
  a +=
    R(954, 222, 336, 64, { r: 10, f: C.ochreSoft }) +
    glyph('truck', 968, 232, 22, C.ochre) +
    T(1000, 248, 'Free express delivery unlocked', { z: 14, w: 700, f: '#7c4d10' }) +
    R(1000, 262, 272, 8, { r: 4, f: '#f0d9b0' }) +
    R(1000, 262, 272, 8, { r: 4, f: C.ochre });
  [
    ['Subtotal', '$569.00'],
    ['Member price', '−$28.45'],
    ['Delivery', 'Free'],
    ['Estimated tax', '$43.24'],
  ].forEach(([k, v], i) => {
    a +=
      T(954, 322 + i * 29, k, { z: 15, f: C.soft }) +
      T(1290, 322 + i * 29, v, { z: 15, a: 'end', f: i === 1 || i === 2 ? C.pine : C.ink });
  });
  a +=
    line(954, 430, 1290, 430) +
    T(954, 466, 'Total', { z: 18, w: 700 }) +
    T(1290, 468, '$583.79', { z: 26, w: 700, a: 'end' });
  a += button(954, 490, 336, 54, 'Go to checkout', { z: 17, icon: 'lock' });
  a += T(1122, 570, 'or four payments of $145.95', { z: 13, f: C.mute, a: 'middle' });

  a += T(120, 648, 'Goes well with it', { z: 22, w: 700, ff: SERIF });
  a += T(1320, 646, 'See all', { z: 14, w: 700, f: C.pine, a: 'end' });
  ['lantern', 'mat', 'mug', 'jacket'].forEach((key, i) => {
    const it = wares[key];
    const x = 120 + i * 304;
    a += card(x, 670, 288, 198);
    a += wareIn(key, x + 12, 682, 264, 118, { r: 8, k: 0.9 });
    a +=
      T(x + 16, 826, it.name, { z: 15, w: 700 }) +
      T(x + 16, 848, `${it.kind} · ${money(it.price)}`, { z: 13, f: C.mute });
    a += circle(x + 258, 832, 17, C.pine) + glyph('plus', x + 248, 822, 20, '#fff', 2.2);
  });
  return a;
}
