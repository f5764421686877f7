// Layered landscapes in flat colours.
import { circle, round } from './kit.mjs';
import { fbm, random } from './noise.mjs';

/** A flat, layered landscape as SVG: sky, sun, ridges into the haze, a line of firs. */
export function landscape(
  w,
  h,
  {
    seed = 3,
    sky = ['#f3d9b1', '#f7ead2'],
    sun = [0.7, 0.42, 0.07],
    ridges = ['#c9cdb9', '#9db0a0', '#6f8f80', '#45695b', '#24463b'],
    firs = true,
    id = 'l',
  } = {},
) {
  const rnd = random(seed);
  let art = `<defs><linearGradient id="${id}s" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${sky[0]}"/><stop offset="1" stop-color="${sky[1]}"/></linearGradient><clipPath id="${id}c"><rect width="${w}" height="${h}"/></clipPath></defs>`;
  art += `<g clip-path="url(#${id}c)"><rect width="${w}" height="${h}" fill="url(#${id}s)"/>`;
  const r = Math.min(w, h) * sun[2];
  art +=
    circle(w * sun[0], h * sun[1], r * 2.1, '#fff', 'opacity=".22"') +
    circle(w * sun[0], h * sun[1], r * 1.45, '#fff', 'opacity=".3"') +
    circle(w * sun[0], h * sun[1], r, '#fff7e4');
  ridges.forEach((fill, i) => {
    const base = h * (0.46 + 0.12 * i);
    const amp = h * (0.34 - 0.045 * i);
    const scale = (2.4 + i * 0.9) / h;
    let d = `M0 ${h}`;
    for (let x = 0; x <= w + 4; x += 4) {
      const n = fbm(x * scale + i * 17.3, seed * 3.1, seed + i * 7, 5);
      d += `L${x} ${round(base - (n - 0.34) * amp * 1.5)}`;
    }
    art += `<path d="${d}L${w} ${h}Z" fill="${fill}"/>`;
  });
  if (firs) {
    const dark = ridges.at(-1);
    for (let x = -10; x < w + 10; x += h * (0.018 + rnd() * 0.03)) {
      const tall = h * (0.05 + rnd() * 0.1);
      const n = fbm(
        x * ((2.4 + (ridges.length - 1) * 0.9) / h) + (ridges.length - 1) * 17.3,
        seed * 3.1,
        seed + (ridges.length - 1) * 7,
        5,
      );
      const y =
        h * (0.46 + 0.12 * (ridges.length - 1)) -
        (n - 0.34) * h * (0.34 - 0.045 * (ridges.length - 1)) * 1.5 +
        h * 0.02;
      const half = tall * 0.2;
      art += `<path d="M${round(x)} ${round(y - tall)}l${round(half * 0.6)} ${round(tall * 0.4)}h${round(-half * 0.2)}l${round(half * 0.6)} ${round(tall * 0.6)}h${round(-half * 2)}l${round(half * 0.6)} ${round(-tall * 0.6)}h${round(-half * 0.2)}z" fill="${dark}"/>`;
    }
  }
  return art + '</g>';
}
export const dusk = {
  sky: ['#3c4b6b', '#f0b184'],
  ridges: ['#a98a8c', '#7f7482', '#565d73', '#35455a', '#1d2f3c'],
  sun: [0.74, 0.3, 0.06],
};
export const lake = {
  sky: ['#bcd5de', '#eef2e6'],
  ridges: ['#b6c9c8', '#8fb0ad', '#648f89', '#3f6e65', '#1f4a3f'],
  sun: [0.78, 0.3, 0.06],
};
