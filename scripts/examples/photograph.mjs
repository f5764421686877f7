// A small ray marcher for things on a table: real shadows, reflections and depth of field out of arithmetic.
import { clamp, fbm, hash, mix, noise, random, rgb, smooth } from './noise.mjs';
import { paint } from './painting.mjs';
import { scenes, V } from './scenes.mjs';

/** Round specks, one in every other cell of a grid. */
function spots(x, y, seed, size) {
  const cx = Math.floor(x);
  const cy = Math.floor(y);
  let most = 0;
  for (let j = -1; j <= 1; j++) {
    for (let i = -1; i <= 1; i++) {
      const big = hash(cx + i, cy + j, seed);
      if (big < 0.5) continue;
      const dx = x - cx - i - hash(cx + i, cy + j, seed + 1);
      const dy = y - cy - j - hash(cx + i, cy + j, seed + 2);
      const r = size * (0.25 + 0.75 * ((big - 0.5) * 2) ** 2);
      most = Math.max(
        most,
        smooth(r, r * 0.6, Math.hypot(dx, dy * (0.8 + 0.5 * hash(cx + i, cy + j, seed + 3)))),
      );
    }
  }
  return most;
}

/** The light in the room: a bright window on the left, a pale room elsewhere. */
function room(d) {
  const base = mix([0.42, 0.37, 0.32], [0.78, 0.78, 0.76], clamp(d[1] * 0.6 + 0.4));
  if (d[0] < -0.15) {
    const u = d[2] / -d[0];
    const v = d[1] / -d[0];
    const pane =
      smooth(0.85, 0.8, Math.abs(u - 0.1)) *
      smooth(1.25, 1.2, v) *
      smooth(0.12, 0.17, v) *
      (1 - smooth(0.06, 0.03, Math.abs(u - 0.1))) *
      (1 - smooth(0.05, 0.02, Math.abs(v - 0.7)));
    return mix(base, [2.6, 2.55, 2.4], pane);
  }
  return base;
}

export function wood(x, z) {
  const plank = Math.floor(z / 1.15 + 40);
  const off = hash(plank, 3, 5) * 60;
  const inPlank = (z / 1.15 + 40) % 1;
  const warp = fbm(x * 0.5 + off, z * 1.4 + off, 33, 3) * 2.4;
  const ring = 0.5 + 0.5 * Math.sin((z * 9 + warp * 6 + x * 0.15) * 2.2);
  const fibre = fbm(x * 2.2 + off, z * 70, 34, 3);
  let c = mix([0.36, 0.21, 0.115], [0.6, 0.39, 0.225], clamp(0.25 + ring * 0.35 + (fibre - 0.45) * 1.1));
  c = V.mul(c, 0.86 + 0.24 * hash(plank, 9, 1));
  return V.mul(c, 0.35 + 0.65 * smooth(0, 0.012, Math.min(inPlank, 1 - inPlank)));
}

export function photograph(name, w, h, samples = 6) {
  const s = scenes[name];
  const sun = V.norm([-1.15, 1.05, 0.55]);
  const fwd = V.norm(V.sub(s.look, s.eye));
  const right = V.norm(V.cross(fwd, [0, 1, 0]));
  const up = V.cross(right, fwd);
  const tint = Object.fromEntries(Object.entries(s.colour).map(([k, v]) => [k, rgb(v).map(c => c ** 2.2)]));
  const rnd = random(7);
  const [bx, by, bz, br] = s.ball;

  function hit(o, d, far) {
    const ox = o[0] - bx;
    const oy = o[1] - by;
    const oz = o[2] - bz;
    const b = ox * d[0] + oy * d[1] + oz * d[2];
    const disc = b * b - (ox * ox + oy * oy + oz * oz - br * br);
    if (disc < 0) return null;
    const root_ = Math.sqrt(disc);
    let t = Math.max(0.002, -b - root_);
    const end = Math.min(far, -b + root_);
    for (let i = 0; i < 110 && t < end; i++) {
      const m = s.map(o[0] + d[0] * t, o[1] + d[1] * t, o[2] + d[2] * t);
      if (m[0] < 0.0012) return [t, m[1]];
      t += m[0] * 0.95;
    }
    return null;
  }
  const normal = p => {
    const e = 0.0016;
    const f = (x, y, z) => s.map(p[0] + x, p[1] + y, p[2] + z)[0];
    return V.norm([f(e, 0, 0) - f(-e, 0, 0), f(0, e, 0) - f(0, -e, 0), f(0, 0, e) - f(0, 0, -e)]);
  };
  const occlusion = (p, n) => {
    let k = 0;
    for (const d of [0.05, 0.14, 0.32])
      k += (d - Math.min(d, Math.max(0, s.map(p[0] + n[0] * d, p[1] + n[1] * d, p[2] + n[2] * d)[0]))) / d;
    return clamp(1 - k * 0.27);
  };
  /** Sun through the window: panes, and the soft shadow of what stands on the table. */
  function sunlight(p, n, du = 0, dv = 0) {
    const d = V.norm([
      sun[0] + (rnd() - 0.5) * 0.16,
      sun[1] + (rnd() - 0.5) * 0.16,
      sun[2] + (rnd() - 0.5) * 0.16,
    ]);
    const k = V.dot(n, d);
    if (k <= 0) return 0;
    const t = (-6 - p[0]) / d[0];
    const u = p[2] + d[2] * t - 3.1 + du;
    const v = p[1] + d[1] * t - 5.9 + dv;
    const pane =
      smooth(2.6, 2.3, Math.abs(u)) *
      smooth(2.5, 2.2, Math.abs(v)) *
      (1 - 0.85 * smooth(0.26, 0.06, Math.abs(u))) *
      (1 - 0.85 * smooth(0.24, 0.05, Math.abs(v + 0.2)));
    if (pane < 0.01) return 0;
    return hit(V.add(p, V.mul(n, 0.006)), d, 20) ? 0 : k * pane;
  }
  function ground(o, d) {
    const tf = d[1] < -1e-4 ? -o[1] / d[1] : 1e9;
    const tw = d[2] < -1e-4 ? (-5.2 - o[2]) / d[2] : 1e9;
    if (Math.min(tf, tw) > 1e8) return [60, room(d)];
    if (tf < tw) {
      const p = V.add(o, V.mul(d, tf));
      const base = wood(p[0], p[2]).map(c => c ** 1.5 * 1.05);
      const lit = sunlight(p, [0, 1, 0]);
      const ao = Math.hypot(p[0] - bx, p[2] - bz) < br + 0.6 ? occlusion(p, [0, 1, 0]) : 1;
      const fres = 0.03 + 0.3 * (1 + d[1]) ** 5;
      let c = base.map((v, i) => v * ([0.44, 0.45, 0.48][i] * ao + [2.5, 2.15, 1.6][i] * lit));
      c = V.add(c, V.mul(room([d[0], -d[1], d[2]]), fres * 0.35 * ao));
      return [tf, c];
    }
    const p = V.add(o, V.mul(d, tw));
    const plaster = 0.88 + 0.16 * (fbm(p[0] * 1.1, p[1] * 1.1, 50, 4) - 0.5);
    const lit = sunlight(p, [0, 0, 1], 5.3, -2.1);
    return [
      tw,
      [0.36 + 1.5 * lit, 0.38 + 1.3 * lit, 0.37 + 0.98 * lit].map(
        (v, i) => v * plaster * [0.72, 0.74, 0.7][i],
      ),
    ];
  }
  function trace(o, d) {
    const [tg, back] = ground(o, d);
    const m = hit(o, d, tg);
    if (!m) return back;
    const p = V.add(o, V.mul(d, m[0]));
    const n = normal(p);
    let c = tint[m[1]];
    if (m[1] === s.speckle) {
      const r = Math.hypot(p[0], p[2]);
      const [q, t] = r > 0.8 && name === 'mug' ? [p[0] * 1.3 + 9, p[2]] : [Math.atan2(p[2], p[0]) * 0.75, 0];
      const spot = spots(q * 9, (p[1] + t) * 9, 71, 0.3) + spots(q * 19, (p[1] + t) * 19, 72, 0.24) * 0.7;
      c = mix(c, [0.03, 0.06, 0.05], clamp(spot) * 0.85);
    }
    if (m[1].startsWith('stone')) c = V.mul(c, 0.6 + 0.8 * fbm(p[0] * 16, p[1] * 16 + p[2] * 13, 73, 5));
    if (m[1] === 'apple')
      c = mix(c, [0.62, 0.5, 0.1], smooth(0.5, 0.75, fbm(p[0] * 3 + 4, p[2] * 3 + p[1], 74, 4)) * 0.8);
    if (s.band === m[1]) {
      const a = Math.atan2(p[0], p[2]);
      const y = p[1];
      const mountain = y > 0.84 && y < 1.14 - Math.abs(a - 0.25) * 0.55 && y < 1.24;
      const second = y > 0.84 && y < 1.02 - Math.abs(a - 0.62) * 0.6;
      if (mountain || second) c = [0.86, 0.79, 0.64];
      else if (y > 0.75 && y < 0.805 && Math.abs(a - 0.34) < 0.5) c = [0.7, 0.3, 0.04];
      c = V.mul(c, 0.94 + 0.12 * noise(a * 220, y * 260, 75));
    }
    const g = s.gloss[m[1]];
    const ao = occlusion(p, n);
    const lit = sunlight(p, n);
    const sky = 0.5 + 0.5 * n[1];
    let out = c.map(
      (v, i) =>
        v *
        (([0.62, 0.62, 0.64][i] * sky + [0.3, 0.2, 0.12][i] * (1 - sky) + Math.max(0, -n[0]) * 0.3) * ao +
          [2.5, 2.15, 1.6][i] * lit),
    );
    const r = V.sub(d, V.mul(n, 2 * V.dot(d, n)));
    const fres = (0.04 + 0.96 * (1 - Math.max(0, -V.dot(d, n))) ** 5) * g;
    const mirror =
      r[1] < -0.02
        ? wood(p[0] + r[0] * (p[1] / -r[1]), p[2] + r[2] * (p[1] / -r[1])).map(v => v ** 1.5 * 0.7)
        : room(r);
    const metal = m[1] === 'steel' ? 0.7 : 0;
    return out.map((v, i) => v * (1 - metal) + mirror[i] * Math.max(fres, metal) * (0.35 + 0.65 * ao));
  }

  const film = v => {
    const x = v * 0.82;
    return clamp((x * (2.51 * x + 0.03)) / (x * (2.43 * x + 0.59) + 0.14)) ** (1 / 2.2);
  };
  return paint(
    w,
    h,
    (u, v) => {
      const sum = [0, 0, 0];
      for (let i = 0; i < samples; i++) {
        const px = ((u + (rnd() - 0.5) / w) * 2 - 1) * s.fov * (w / h >= 1 ? 1 : w / h);
        const py = (1 - (v + (rnd() - 0.5) / h) * 2) * s.fov * (w / h >= 1 ? h / w : 1);
        const aim = V.add(s.eye, V.mul(V.norm(V.add(fwd, V.add(V.mul(right, px), V.mul(up, py)))), s.focus));
        const ang = rnd() * 6.2832;
        const rad = Math.sqrt(rnd()) * s.lens;
        const o = V.add(s.eye, V.add(V.mul(right, Math.cos(ang) * rad), V.mul(up, Math.sin(ang) * rad)));
        const c = trace(o, V.norm(V.sub(aim, o)));
        for (let k = 0; k < 3; k++) sum[k] += Math.min(c[k], 4);
      }
      return sum.map(x => film(x / samples));
    },
    { grain: 0.014, vignette: 0.42, seed: 17 },
  );
}
