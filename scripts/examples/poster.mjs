// For print.
import { circle, R, SERIF, T } from './kit.mjs';
import { fbm } from './noise.mjs';

/** The poster: a trail map in flat colours and with hard edges, so that 36 megapixels stay a small file. */
export function poster() {
  const s = 6000;
  let a = R(0, 0, s, s, { f: '#e9e4d3' }) + '<g shape-rendering="crispEdges">';
  const bands = ['#dfe0c6', '#cfd6b5', '#b9c7a1', '#9fb48c', '#7f9c76', '#5f8262', '#446a53'];
  const peaks = [
    [2300, 2700, 1900, 1500, 4],
    [4300, 1800, 1100, 900, 8],
    [4100, 4300, 1200, 900, 15],
  ];
  bands.forEach((f, i) => {
    const k = 1 - i * 0.13;
    for (const [cx, cy, rx, ry, seed] of peaks) {
      const pts = [];
      for (let j = 0; j < 40; j++) {
        const t = (j / 40) * 2 * Math.PI;
        const n = 0.72 + 0.56 * fbm(2 + Math.cos(t) * 1.4, 2 + Math.sin(t) * 1.4, seed, 3) + 0.012 * i;
        pts.push([cx + Math.cos(t) * rx * k * n, cy + Math.sin(t) * ry * k * n]);
      }
      let d = '';
      pts.forEach((p, j) => {
        const q = pts[(j + 1) % pts.length];
        const m = [(p[0] + q[0]) / 2, (p[1] + q[1]) / 2];
        d += j
          ? `Q${Math.round(p[0])} ${Math.round(p[1])} ${Math.round(m[0])} ${Math.round(m[1])}`
          : `M${Math.round(m[0])} ${Math.round(m[1])}`;
      });
      const p = pts[0];
      const m = [(pts[0][0] + pts[1][0]) / 2, (pts[0][1] + pts[1][1]) / 2];
      a += `<path d="${d}Q${Math.round(p[0])} ${Math.round(p[1])} ${Math.round(m[0])} ${Math.round(m[1])}Z" fill="${f}"/>`;
    }
  });
  a += `<path d="M700 4300c500-400 1100-200 1500 100s1000 200 1200 500s-100 700-600 700s-900-100-1500 0s-1000-900-600-1300z" fill="#a9c3cf"/>`;
  a += `<path d="M600 900C1500 1300 1300 2300 2200 2600S3300 3300 3500 3900S4700 4200 5300 5200" fill="none" stroke="#b3502f" stroke-width="34" stroke-dasharray="110 70" stroke-linecap="round"/>`;
  for (const [x, y] of [
    [600, 900],
    [2200, 2600],
    [3500, 3900],
    [5300, 5200],
  ])
    a += circle(x, y, 80, '#fff') + circle(x, y, 52, '#b3502f');
  a += '</g>';
  const places = [
    [760, 880, 'Tarnfell, 310 m'],
    [2340, 2560, 'Long Fell, 1840 m', '#ffffff'],
    [3640, 3860, 'Halfway Hut, 1120 m'],
    [4480, 5400, 'Saltmarket, 290 m'],
  ];
  for (const [x, y, text, f = '#14322b'] of places) a += T(x, y, text, { z: 124, w: 700, f });
  a += T(1180, 4900, 'Cold Tarn', { z: 170, f: '#2f5f74', ff: SERIF });
  a +=
    R(3560, 5660, 1000, 30, { f: '#14322b' }) + R(3560, 5660, 500, 30, { f: '#ffffff', s: '#14322b', sw: 8 });
  a +=
    T(3560, 5610, '0', { z: 96, f: '#14322b' }) + T(4560, 5610, '2 km', { z: 96, f: '#14322b', a: 'middle' });
  a +=
    `<path d="M560 1560l90 240l-90-50l-90 50z" fill="#14322b"/>` +
    T(560, 1520, 'N', { z: 130, w: 700, f: '#14322b', a: 'middle' });
  a +=
    R(0, 0, s, s, { s: '#1f4a3f', sw: 120 }) +
    R(3560, 220, 2220, 620, { f: '#1f4a3f' }) +
    T(3680, 520, 'The Fellside Round', { z: 196, w: 700, f: '#ffffff', ff: SERIF }) +
    T(3686, 700, '42 km · two days · 1 : 25 000', { z: 112, f: '#dfe0c6' });
  return a;
}
