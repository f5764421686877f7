// What stands on the table: distances for the ray marcher in photograph.mjs.
import { clamp } from './noise.mjs';

export const V = {
  add: (a, b) => [a[0] + b[0], a[1] + b[1], a[2] + b[2]],
  sub: (a, b) => [a[0] - b[0], a[1] - b[1], a[2] - b[2]],
  mul: (a, k) => [a[0] * k, a[1] * k, a[2] * k],
  dot: (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2],
  cross: (a, b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]],
  norm: a => V.mul(a, 1 / Math.hypot(...a)),
};
const blend = (a, b, k) => {
  const h = clamp(0.5 + (0.5 * (b - a)) / k);
  return b + (a - b) * h - k * h * (1 - h);
};
/** A rounded, capped cylinder standing on y0. */
const drum = (x, y, z, r, y0, y1, round_) => {
  const dx = Math.hypot(x, z) - r + round_;
  const dy = Math.abs(y - (y0 + y1) / 2) - (y1 - y0) / 2 + round_;
  return Math.min(Math.max(dx, dy), 0) + Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) - round_;
};

/** Each scene answers [distance, material] at a point, and says where its things are. */
export const scenes = {
  mug: {
    eye: [1.5, 2.15, 4.3],
    look: [0.12, 0.62, 0],
    fov: 0.62,
    focus: 4.55,
    lens: 0.045,
    ball: [0.15, 0.75, 0, 1.75],
    map(x, y, z) {
      const wall = Math.max(
        drum(x, y, z, 0.75, 0.02, 1.4, 0.07),
        -drum(x, y - 0.08, z, 0.69, 0.02, 1.6, 0.06),
      );
      const hx = x - 0.76;
      const hy = (y - 0.72) * 0.86;
      const handle = Math.hypot(Math.hypot(hx, hy) - 0.33, z * 0.8) - 0.062;
      const body = blend(wall, Math.max(handle, -(Math.hypot(x, z) - 0.72)), 0.05);
      const rim = Math.hypot(Math.hypot(x, z) - 0.722, y - 1.39) - 0.036;
      const drink = Math.max(Math.hypot(x, z) - 0.7, Math.abs(y - 1.16) - 0.01);
      let best = [body, 'enamel'];
      if (rim < best[0]) best = [rim, 'rim'];
      if (drink < best[0]) best = [drink, 'coffee'];
      // a pebble and a cone beside it
      const px = x + 1.12;
      const pz = z - 0.62;
      const pebble = (Math.hypot(px / 1.25, (y - 0.15) / 0.72, pz) - 0.23) * 0.75;
      if (pebble < best[0]) best = [pebble, 'stone'];
      const pebble2 = (Math.hypot((x + 0.86) / 1.1, (y - 0.08) / 0.66, (z - 1.02) / 1.2) - 0.125) * 0.7;
      return pebble2 < best[0] ? [pebble2, 'stone2'] : best;
    },
    colour: { enamel: '#f0e6d2', rim: '#1d3a33', coffee: '#2b160b', stone: '#7c8583', stone2: '#a3816a' },
    gloss: { enamel: 0.75, rim: 0.8, coffee: 0.9, stone: 0.08, stone2: 0.08 },
    speckle: 'enamel',
  },
  bowls: {
    eye: [0.3, 2.5, 4.1],
    look: [0, 0.5, 0],
    fov: 0.66,
    focus: 4.4,
    lens: 0.05,
    ball: [-0.2, 0.6, 0.2, 2.1],
    map(x, y, z) {
      let best = [9, ''];
      const bowl = (cx, cy, cz, r, name) => {
        const q = Math.hypot(x - cx, (y - cy - r * 0.72) * 1.08, z - cz);
        const shell = Math.max(Math.abs(q - r) - 0.028, y - cy - r * 0.74) * 0.9;
        const foot = drum(x - cx, y, z - cz, r * 0.48, cy, cy + 0.12, 0.02);
        const d = Math.min(shell, foot);
        if (d < best[0]) best = [d, name];
        const lip = Math.hypot(Math.hypot(x - cx, z - cz) - r * 0.998, y - cy - r * 0.74) - 0.034;
        if (lip < best[0]) best = [lip, 'rim'];
      };
      bowl(0.28, 0.02, -0.1, 0.86, 'a');
      bowl(0.3, 0.26, -0.1, 0.82, 'b');
      bowl(0.26, 0.5, -0.08, 0.78, 'c');
      bowl(-1.0, 0.02, 0.75, 0.6, 'd');
      const apple =
        Math.hypot(x + 0.98, (y - 0.44) * 1.08, z - 0.74) -
        0.3 +
        0.1 * Math.exp(-14 * Math.hypot(x + 0.98, z - 0.74)) * (y > 0.44 ? 1 : 0);
      if (apple * 0.8 < best[0]) best = [apple * 0.8, 'apple'];
      return best;
    },
    colour: { a: '#24564a', b: '#f0e6d2', c: '#c9772c', d: '#4f7f95', rim: '#20302c', apple: '#b3362a' },
    gloss: { a: 0.7, b: 0.7, c: 0.7, d: 0.7, rim: 0.8, apple: 0.45 },
    speckle: 'b',
  },
  bottle: {
    eye: [0.9, 1.7, 4.6],
    look: [0, 1.02, 0],
    fov: 0.42,
    focus: 4.6,
    lens: 0.05,
    ball: [0, 1.1, 0, 1.75],
    map(x, y, z) {
      const body = drum(x, y, z, 0.46, 0.02, 1.62, 0.12);
      const neck = drum(x, y, z, 0.27, 1.3, 1.86, 0.05);
      let best = [blend(body, neck, 0.22), 'coat'];
      const ring = drum(x, y, z, 0.285, 1.8, 1.88, 0.02);
      if (ring < best[0]) best = [ring, 'steel'];
      const cap = drum(x, y, z, 0.29, 1.89, 2.14, 0.05) + 0.006 * Math.sin(Math.atan2(z, x) * 40);
      if (cap < best[0]) best = [cap * 0.9, 'cap'];
      const loop = Math.hypot(Math.hypot(x, (y - 2.12) * 1.1) - 0.2, z) - 0.035;
      if (loop < best[0]) best = [loop, 'cap'];
      const stone = (Math.hypot((x - 0.86) / 1.3, (y - 0.16) / 0.7, z - 0.5) - 0.25) * 0.72;
      return stone < best[0] ? [stone, 'stone'] : best;
    },
    colour: { coat: '#34584f', steel: '#c9ced0', cap: '#22282a', stone: '#8b8f8a' },
    gloss: { coat: 0.22, steel: 0.9, cap: 0.15, stone: 0.06 },
    band: 'coat',
  },
};
