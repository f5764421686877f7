// What the shop sells, drawn.
import { at, R, round } from './kit.mjs';
import { wares } from './shop.mjs';

function spiral(cx, cy, r, turns) {
  let d = '';
  for (let i = 4; i <= 60; i++) {
    const t = (i / 60) * turns * 2 * Math.PI;
    d += `${d ? 'L' : 'M'}${round(cx + ((r * i) / 60) * Math.cos(t))} ${round(cy + ((r * i) / 60) * Math.sin(t))}`;
  }
  return d;
}

/** The wares on a 200 × 200 ground. */
export const drawn = {
  pack: (a = '#2f6152', b = '#244d41', l = '#b07b45') => `
    <path d="M80 44c0-22 40-22 40 0" fill="none" stroke="${b}" stroke-width="7" stroke-linecap="round"/>
    <path d="M44 96c-12 6-14 44-6 62M156 96c12 6 14 44 6 62" fill="none" stroke="${b}" stroke-width="9" stroke-linecap="round"/>
    <rect x="46" y="42" width="108" height="132" rx="34" fill="${a}"/>
    <path d="M128 44c18 4 26 16 26 34v62a34 34 0 0 1-34 34z" fill="#000" opacity=".1"/>
    <rect x="60" y="118" width="80" height="46" rx="14" fill="${b}"/>
    <path d="M60 132q40 9 80 0" fill="none" stroke="#fff" stroke-opacity=".18" stroke-width="2.500"/>
    <path d="M46 78c0-24 14-36 36-36h36c22 0 36 12 36 36v18c-34 17-74 17-108 0z" fill="${b}"/>
    <path d="M52 70c3-14 13-22 30-22" fill="none" stroke="#fff" stroke-opacity=".28" stroke-width="3" stroke-linecap="round"/>
    <rect x="71" y="64" width="9" height="58" rx="3" fill="${l}"/><rect x="120" y="64" width="9" height="58" rx="3" fill="${l}"/>
    <rect x="68" y="100" width="15" height="12" rx="2.500" fill="#e9dcc1"/><rect x="117" y="100" width="15" height="12" rx="2.500" fill="#e9dcc1"/>
    <path d="M92 76h16v9H92z" fill="#e9dcc1"/>`,
  mug: (a = '#f4ead7', b = '#d8c8a8', l = '#23352f') => `
    <path d="M134 86c34-8 40 48 0 46" fill="none" stroke="${b}" stroke-width="12" stroke-linecap="round"/>
    <path d="M134 86c34-8 40 48 0 46" fill="none" stroke="${a}" stroke-width="9" stroke-linecap="round"/>
    <path d="M50 62h88v84c0 12-8 18-18 18H68c-10 0-18-6-18-18z" fill="${a}"/>
    <path d="M112 62h26v84c0 12-8 18-18 18h-16c6-30 8-66 8-102z" fill="${b}" opacity=".6"/>
    <path d="M58 72v66" stroke="#fff" stroke-width="6" stroke-linecap="round" opacity=".75"/>
    <ellipse cx="94" cy="62" rx="44" ry="11" fill="${l}"/><ellipse cx="94" cy="64" rx="37" ry="7.500" fill="#5b3a24"/>
    <g fill="${l}" opacity=".5"><circle cx="72" cy="96" r="1.800"/><circle cx="88" cy="118" r="1.400"/><circle cx="104" cy="88" r="1.600"/><circle cx="120" cy="128" r="1.900"/><circle cx="78" cy="142" r="1.500"/><circle cx="98" cy="150" r="1.300"/><circle cx="126" cy="98" r="1.300"/><circle cx="66" cy="124" r="1.200"/></g>
    <path d="M74 44c-7-8 6-12 0-21M94 42c-7-8 6-12 0-21M114 44c-7-8 6-12 0-21" fill="none" stroke="#fff" stroke-width="4" stroke-linecap="round" opacity=".7"/>`,
  beanie: (a = '#b75a37', b = '#97452a') => `
    <circle cx="100" cy="46" r="19" fill="${b}"/><circle cx="95" cy="41" r="11" fill="${a}" opacity=".7"/>
    <path d="M42 128c-2-52 24-72 58-72s60 20 58 72z" fill="${a}"/>
    <path d="M122 60c24 10 38 30 36 68h-24c4-30 0-52-12-68z" fill="#000" opacity=".1"/>
    <g stroke="#fff" stroke-opacity=".2" stroke-width="3" fill="none" stroke-linecap="round"><path d="M64 122c0-24 6-42 16-54M82 122c0-24 4-42 10-58M100 122V62M118 122c0-24-4-42-10-58M136 122c0-24-6-42-16-54"/></g>
    <rect x="34" y="122" width="132" height="36" rx="14" fill="${b}"/>
    <g stroke="#000" stroke-opacity=".16" stroke-width="2.500"><path d="M52 124v32M66 124v32M80 124v32M94 124v32M108 124v32M122 124v32M136 124v32M150 124v32"/></g>
    <rect x="112" y="132" width="24" height="16" rx="2" fill="#f2e6cf"/>`,
  tent: (a = '#7d945f', b = '#5f7747', l = '#d98f2e') => `
    <ellipse cx="100" cy="163" rx="86" ry="8" fill="#000" opacity=".1"/>
    <path d="M14 160L6 166M186 160l8 6M98 46l-86 96M98 46l90 96" stroke="#8b8f80" stroke-width="1.500" fill="none"/>
    <path d="M22 162L84 48q12-14 24 0l70 114z" fill="${a}"/>
    <path d="M96 42q7 0 12 6l70 114h-58z" fill="${b}"/>
    <path d="M92 52L60 162h60z" fill="#3b4a2d"/><path d="M92 52l-6 110H60z" fill="#fff1cf" opacity=".9"/><path d="M92 52l8 110h20z" fill="#f3dca6" opacity=".5"/>
    <path d="M92 50q-2 60-30 112" fill="none" stroke="${l}" stroke-width="3"/>
    <path d="M34 140q12-3 24 0M150 140q-8-3-16 0" stroke="#fff" stroke-opacity=".3" stroke-width="2.500" fill="none"/>`,
  boot: (a = '#8a5a34', b = '#6d4526', l = '#e3d3b3') => `
    <ellipse cx="104" cy="170" rx="78" ry="7" fill="#000" opacity=".1"/>
    <path d="M54 40q24-8 50 0l4 48c12 14 34 18 50 28c14 8 16 20 16 34H44c-4-36 4-74 10-110z" fill="${a}"/>
    <path d="M54 40q24-8 50 0l1 14q-26-8-54 2z" fill="${b}"/>
    <path d="M46 122c16-6 30 4 32 28H44q-1-14 2-28z" fill="${b}"/><path d="M132 108c20 6 40 12 42 42h-40c0-18-2-32-2-42z" fill="${b}"/>
    <g stroke="${l}" stroke-width="4.500" stroke-linecap="round"><path d="M86 62l20-3M86 76l22-3M88 90l24-5M94 104l26-9M106 116l24-13"/></g>
    <path d="M62 60q-6 30-8 56" stroke="#fff" stroke-opacity=".22" stroke-width="4" fill="none" stroke-linecap="round"/>
    <path d="M38 148h138v12q0 8-8 8H46q-8 0-8-8z" fill="#2d2a25"/><path d="M38 148h138v6H38z" fill="#d6c6a4"/>
    <g fill="#1b1916"><rect x="50" y="164" width="14" height="6"/><rect x="74" y="164" width="14" height="6"/><rect x="98" y="164" width="14" height="6"/><rect x="122" y="164" width="14" height="6"/><rect x="146" y="164" width="14" height="6"/></g>`,
  lantern: (a = '#b98a3e', b = '#8d6526') => `
    <circle cx="100" cy="108" r="72" fill="#ffd98a" opacity=".28"/>
    <path d="M62 74C62 10 138 10 138 74" fill="none" stroke="${b}" stroke-width="5"/>
    <path d="M72 62h56l-10-18H82z" fill="${a}"/><rect x="64" y="60" width="72" height="12" rx="5" fill="${b}"/>
    <path d="M70 72h60q10 34 0 66H70q-10-32 0-66z" fill="#fff3cf"/><path d="M110 72h20q10 34 0 66h-20z" fill="#f3d48a" opacity=".6"/>
    <path d="M100 88c12 14 10 28 0 34c-10-6-12-20 0-34z" fill="#f0982f"/><path d="M100 102c5 7 4 14 0 17c-4-3-5-10 0-17z" fill="#fff0b8"/>
    <path d="M82 72v66M118 72v66" stroke="${b}" stroke-width="3.500"/>
    <rect x="60" y="136" width="80" height="30" rx="8" fill="${a}"/><path d="M112 136h20q8 0 8 8v14q0 8-8 8h-20z" fill="${b}" opacity=".6"/><circle cx="100" cy="151" r="7" fill="${b}"/>`,
  jacket: (a = '#4f7f95', b = '#3d6579', l = '#d98f2e') => `
    <path d="M62 52L30 74l-12 78q10 8 24 4l16-52z" fill="${b}"/><path d="M138 52l32 22l12 78q-10 8-24 4l-16-52z" fill="${b}"/>
    <path d="M60 52q40-20 80 0l6 116q-46 10-92 0z" fill="${a}"/>
    <path d="M102 44q24 0 38 8l6 116q-22 5-44 5z" fill="#000" opacity=".09"/>
    <path d="M68 54q4-34 32-34t32 34q-14 18-32 18T68 54z" fill="${b}"/><path d="M78 56q4-22 22-22t22 22q-10 10-22 10t-22-10z" fill="#213842"/>
    <path d="M100 70v103" stroke="${l}" stroke-width="3.500"/>
    <path d="M66 122l20 8M134 122l-20 8" stroke="#213842" stroke-opacity=".5" stroke-width="3.500" stroke-linecap="round"/>
    <path d="M66 62q-4 40-4 96" stroke="#fff" stroke-opacity=".2" stroke-width="4" fill="none"/><rect x="112" y="90" width="16" height="9" rx="1.500" fill="#f2e6cf"/>`,
  bottle: (a = '#2f6152', b = '#244d41') => `
    <ellipse cx="100" cy="178" rx="38" ry="5" fill="#000" opacity=".12"/>
    <path d="M84 24c0-16 32-16 32 0" fill="none" stroke="#3a3f3c" stroke-width="6"/><rect x="80" y="22" width="40" height="24" rx="6" fill="#3a3f3c"/>
    <path d="M82 44h36c0 16 18 14 18 40v80q0 14-14 14H78q-14 0-14-14V84c0-26 18-24 18-40z" fill="${a}"/>
    <path d="M112 44h6c0 16 18 14 18 40v80q0 14-14 14h-16c8-30 10-90 6-134z" fill="${b}"/>
    <path d="M74 88v70" stroke="#fff" stroke-opacity=".4" stroke-width="6" stroke-linecap="round"/>
    <path d="M82 124l14-18l7 9l4-5l10 14z" fill="#f2e6cf"/><path d="M86 129h26l-5 5H91z" fill="#d98f2e"/>`,
  mat: (a = '#7d5a76', b = '#62445c', l = '#b07b45') => `
    <ellipse cx="104" cy="152" rx="84" ry="7" fill="#000" opacity=".1"/>
    <path d="M54 62h96q34 0 34 42t-34 42H54z" fill="${a}"/><path d="M54 116h128q-6 30-32 30H54z" fill="#000" opacity=".12"/>
    <g fill="${l}"><path d="M92 62h12q26 42 0 84H92q26-42 0-84z"/><path d="M136 62h12q26 42 0 84h-12q26-42 0-84z"/></g>
    <circle cx="54" cy="104" r="42" fill="${b}"/><path d="${spiral(54, 104, 36, 3.2)}" fill="none" stroke="#d9c3d2" stroke-width="3.500" stroke-linecap="round" opacity=".75"/>`,
};

/** A ware on its own coloured ground. */
export const ware = (key, x, y, size, { r = 10, f = wares[key].tint, pad = 0.1 } = {}) =>
  R(x, y, size, size, { r, f }) +
  at(x + size * pad, y + size * pad, (size * (1 - 2 * pad)) / 200, drawn[key]());
export const wareIn = (key, x, y, w, h, { r = 10, f = wares[key].tint, k = 0.78 } = {}) => {
  const size = Math.min(w, h) * k;
  return R(x, y, w, h, { r, f }) + at(x + (w - size) / 2, y + (h - size) / 2, size / 200, drawn[key]());
};
