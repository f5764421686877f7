// Photographs of the mountains, painted pixel by pixel.
import sharp from 'sharp';
import { at, circle, round } from './kit.mjs';
import { clamp, fbm, hash, mix, noise, random, rgb, smooth } from './noise.mjs';
import { drawn } from './wares.mjs';

/** Paints pixel by pixel: `shade(u, v)` in 0…1 answers linear-ish rgb in 0…1. */
export function paint(w, h, shade, { grain = 0.02, seed = 1, vignette = 0.25 } = {}) {
  const out = Buffer.alloc(w * h * 3);
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const c = shade((x + 0.5) / w, (y + 0.5) / h, x, y);
      const dx = x / w - 0.5;
      const dy = y / h - 0.5;
      const dark = 1 - vignette * (dx * dx + dy * dy) * 1.6;
      const g = (hash(x, y, seed) + hash(x >> 1, y >> 1, seed + 9) - 1) * grain;
      const i = (y * w + x) * 3;
      for (let k = 0; k < 3; k++) out[i + k] = clamp(c[k] * dark + g) * 255 + 0.5;
    }
  }
  return sharp(out, { raw: { width: w, height: h, channels: 3 } });
}

/** A mountain lake in the last light; wide or tall. */
export function lakeScene(aspect, { seed = 4, horizon = 0.55, warm = true, sunAt = 0.62, near = 1 } = {}) {
  const skyTop = rgb(warm ? '#2c4a78' : '#5f8fb8');
  const skyMid = rgb(warm ? '#b98fa0' : '#b4cfdc');
  const skyLow = rgb(warm ? '#ffc98a' : '#f0efe2');
  const sunX = sunAt * aspect;
  const layers = (
    warm ? ['#9a8796', '#6f6f86', '#4a5670', '#2b3d50'] : ['#a3bac4', '#7896a2', '#4f7280', '#2c4d55']
  ).map(rgb);
  const ridge = (x, i) =>
    horizon -
    (0.075 - i * 0.014) -
    (fbm((x / near) * (2.2 + i * 1.5) + i * 31.7, seed + i, seed * 7 + i, 7) - 0.42) *
      (0.5 - i * 0.11) *
      near ** 0.6;
  const cache = new Map();
  const ridges = x => {
    const key = Math.round(x * 20000);
    let r = cache.get(key);
    if (!r) {
      r = layers.map((_, i) => ridge(x, i));
      cache.set(key, r);
    }
    return r;
  };
  function sky(x, y) {
    const t = clamp(y / horizon);
    let c =
      t < 0.6
        ? mix(skyTop, skyMid, smooth(0, 1, t / 0.6))
        : mix(skyMid, skyLow, smooth(0, 1, (t - 0.6) / 0.4));
    const cloud = smooth(0.5, 0.72, fbm(x * 1.6, y * 7, seed + 40, 6)) * (1 - Math.abs(t - 0.5) * 1.2);
    c = mix(c, warm ? [1, 0.78, 0.66] : [1, 1, 1], clamp(cloud) * 0.55);
    const d = Math.hypot(x - sunX, (y - horizon * 0.86) * 1.15);
    const glow = Math.exp(-d * 5.5) * 0.75 + Math.exp(-d * 26) * 0.7;
    return mix(c, [1, 0.92, 0.74], clamp(glow));
  }
  function land(x, y) {
    const r = ridges(x);
    for (let i = layers.length - 1; i >= 0; i--) {
      if (y > r[i]) {
        const depth = clamp((y - r[i]) / 0.2);
        const slope = fbm(x * 30 + y * 22, y * 46 - x * 9, seed + 60 + i, 4) - 0.47;
        let c = mix(layers[i], [0, 0, 0], 0.05);
        c = c.map(v => v * (1 + slope * (0.5 + i * 0.18)));
        const snow = i === 0 ? smooth(0.02, -0.02, y - r[0] - 0.03 + slope * 0.12) : 0;
        c = mix(c, warm ? [0.98, 0.83, 0.76] : [0.96, 0.97, 0.98], snow * 0.8);
        const haze = smooth(0.0, 1, depth) * (0.6 - i * 0.12);
        c = mix(c, warm ? [0.93, 0.71, 0.58] : [0.84, 0.89, 0.88], haze);
        if (i === layers.length - 1) {
          const firs = smooth(0.35, 0.7, noise(x * 300, y * 40, seed + 5));
          c = mix(c, [0.07, 0.11, 0.13], 0.35 + firs * 0.35);
        }
        const d = Math.hypot(x - sunX, y - horizon * 0.86);
        return mix(c, [1, 0.8, 0.55], Math.exp(-d * 7) * 0.35);
      }
    }
    return sky(x, y);
  }
  return (u, v) => {
    const x = u * aspect;
    if (v < horizon) return land(x, v);
    const depth = (v - horizon) / (1 - horizon);
    const ripple =
      (fbm(x * (26 - 18 * depth), v * (300 - 190 * depth), seed + 80, 4) - 0.47) * (0.006 + 0.055 * depth);
    let c = land(x + ripple * 0.6, clamp(horizon - (v - horizon) * 0.92 + ripple, 0, horizon - 0.001));
    c = mix(c, warm ? [0.12, 0.17, 0.24] : [0.14, 0.27, 0.31], 0.24 + depth * 0.42);
    const spark =
      smooth(0.66, 0.9, noise(x * 160, v * 900, seed + 90)) *
      Math.exp(-Math.abs(x - sunX) * 9) *
      (1 - depth * 0.7);
    return mix(c, [1, 0.85, 0.6], spark * 0.75);
  };
}

/** Foreground of the phone photo: a lit tent on a dark shore, with grass. */
export function camp(w, h) {
  const rnd = random(11);
  let a = `<defs><radialGradient id="glow"><stop offset="0" stop-color="#ffcf7a" stop-opacity=".85"/><stop offset=".45" stop-color="#ff9a3c" stop-opacity=".25"/><stop offset="1" stop-color="#ff9a3c" stop-opacity="0"/></radialGradient><linearGradient id="tl" x1="0" y1="0" x2=".9" y2="1"><stop offset="0" stop-color="#ffe7a8"/><stop offset=".45" stop-color="#f7a94a"/><stop offset="1" stop-color="#a8521f"/></linearGradient><linearGradient id="tr" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#f0a146"/><stop offset="1" stop-color="#5e3a24"/></linearGradient><linearGradient id="gr" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#27332c"/><stop offset=".5" stop-color="#18211c"/><stop offset="1" stop-color="#0d1310"/></linearGradient><filter id="b1"><feGaussianBlur stdDeviation="5"/></filter><filter id="rough" filterUnits="userSpaceOnUse" x="-200" y="1200" width="1900" height="1000"><feTurbulence type="fractalNoise" baseFrequency=".035 .05" numOctaves="4" seed="4"/><feDisplacementMap in="SourceGraphic" scale="34"/></filter><filter id="cloth"><feTurbulence type="fractalNoise" baseFrequency=".012 .004" numOctaves="3" seed="8" result="n"/><feColorMatrix in="n" type="matrix" values="0 0 0 0 0  0 0 0 0 0  0 0 0 0 0  0 0 0 -1.600 1.050" result="m"/><feComposite in="m" in2="SourceGraphic" operator="in" result="s"/><feMerge><feMergeNode in="SourceGraphic"/><feMergeNode in="s"/></feMerge></filter></defs>`;
  a += `<path filter="url(#rough)" d="M-300 1500c380-130 840-80 1140-70s560-90 1100-20v1000H-300z" fill="url(#gr)"/>`;
  for (let i = 0; i < 130; i++) {
    a += circle(
      rnd() * w,
      rnd() ** 1.6 * 620,
      0.7 + rnd() ** 6 * 2,
      '#fff',
      `opacity="${round(0.12 + rnd() * 0.5)}"`,
    );
  }
  a += `<ellipse cx="560" cy="1540" rx="820" ry="400" fill="url(#glow)"/>`;
  a += `<ellipse cx="570" cy="1570" rx="430" ry="36" fill="#000" opacity=".6" filter="url(#b1)"/>`;
  a += `<g filter="url(#cloth)"><path d="M230 1566C330 1400 440 1210 536 1110c20-12 40-10 52 4c40 150 60 300 66 452c-140 10-290 10-424 0z" fill="url(#tl)"/><path d="M560 1104c20-4 34 4 44 16c110 120 220 280 320 440c-90 12-180 14-270 6c-6-152-36-312-94-462z" fill="url(#tr)"/></g>`;
  a += `<path d="M548 1108C500 1260 430 1440 384 1570h186c14-160 4-320-22-462z" fill="#fff0bf" opacity=".85" filter="url(#b1)"/><path d="M548 1112C540 1270 520 1430 498 1572h76c12-160 2-320-26-460z" fill="#d98738" opacity=".75"/><path d="M232 1564C332 1398 442 1208 538 1108q30-16 58 8c112 122 222 282 326 446" fill="none" stroke="#2a1c14" stroke-width="5" opacity=".7"/>`;
  a += `<path d="M548 1108L160 1600M590 1106l420 470" stroke="#1a1512" stroke-width="2.500" opacity=".7"/>`;
  a += `<path d="M410 1500q30-50 60 0v66h-60z" fill="#6b3516" opacity=".55" filter="url(#b1)"/>`;
  a += at(
    960,
    1420,
    1.05,
    `<circle cx="100" cy="110" r="150" fill="url(#glow)"/>${drawn.lantern('#6d4a20', '#3f2a12').replace(/<circle[^>]*>/, '')}`,
  );
  for (let i = 0; i < 2600; i++) {
    const x = rnd() * (w + 80) - 40;
    const y = 1560 + rnd() ** 0.8 * 520;
    const tall = (26 + rnd() * 70) * (0.5 + ((y - 1540) / 480) * 1.5);
    const lean = (rnd() - 0.42) * tall * 0.7;
    const near = Math.exp(-(((x - 560) / 420) ** 2)) * Math.exp(-((y - 1560) / 190));
    const c = mix([0.045, 0.075, 0.06], [0.86, 0.56, 0.22], near * 0.85 * rnd()).map(v =>
      Math.round(v * 255),
    );
    a += `<path d="M${round(x)} ${round(y)}q${round(lean * 0.3)} ${round(-tall * 0.6)} ${round(lean)} ${round(-tall)}" stroke="rgb(${c})" stroke-width="${round(1.4 + rnd() * 2.2)}" fill="none" stroke-linecap="round"/>`;
  }
  return a;
}
