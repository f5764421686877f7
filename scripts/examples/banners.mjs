// Banners.
import { at, button, circle, group, logo, R, SERIF, T } from './kit.mjs';
import { dusk, lake, landscape } from './landscape.mjs';
import { C } from './shop.mjs';
import { drawn } from './wares.mjs';

export function heroBanner(w, h) {
  let a = landscape(w, h, { seed: 42, ...lake, id: 'hb', sun: [0.62, 0.34, 0.09] });
  a += `<defs><linearGradient id="shade" x1="0" x2="1"><stop offset="0" stop-color="#14322b" stop-opacity=".82"/><stop offset=".55" stop-color="#14322b" stop-opacity="0"/></linearGradient></defs><rect width="${w}" height="${h}" fill="url(#shade)"/>`;
  a +=
    logo(96, 70, 1.1, '#fff') +
    T(96, 230, 'Autumn, carried well.', { z: 68, w: 700, f: '#fff', ff: SERIF, ls: -1 });
  a +=
    T(98, 290, 'Twenty per cent off every pack until Sunday.', { z: 26, f: '#dfeae4' }) +
    button(98, 340, 230, 64, 'Find yours', { f: C.ochre, z: 22, r: 12 });
  return a + at(1580, 60, 2.1, drawn.pack());
}

export function newsletterTile(w, h) {
  let a = landscape(w, h, { seed: 9, ...dusk, id: 'nt' });
  a +=
    at(256, 286, 0.95, drawn.tent()) +
    logo(36, 36, 1, '#fff') +
    T(36, 130, 'Nights', { z: 56, w: 700, f: '#fff', ff: SERIF, ls: -1 }) +
    T(36, 190, 'out.', { z: 56, w: 700, f: '#fff', ff: SERIF, ls: -1 });
  return (
    a +
    T(38, 228, 'Tents from $349', { z: 20, f: '#fbe3cd' }) +
    button(36, 424, 150, 50, 'Pitch one', { f: C.ochre, z: 18, r: 25 })
  );
}

export function emailHeader(w, h) {
  let a =
    R(0, 0, w, h, { f: C.sand }) +
    group(784, 0, landscape(784, h, { seed: 30, id: 'eh', sun: [0.5, 0.3, 0.09] })) +
    logo(96, 90, 1.4);
  a +=
    T(96, 290, 'We mend', { z: 84, w: 700, ff: SERIF, ls: -1.5 }) +
    T(96, 386, 'what we make.', { z: 84, w: 700, ff: SERIF, ls: -1.5 });
  a +=
    T(98, 456, 'Send us your worn-out Tarnfell gear and', { z: 27, f: C.soft }) +
    T(98, 494, 'get it back ready for another ten years.', { z: 27, f: C.soft });
  a += button(98, 548, 300, 76, 'Book a repair', { z: 27, r: 14 });
  return a + circle(1176, 400, 170, '#fff', 'opacity=".92"') + at(1046, 270, 1.3, drawn.jacket());
}
