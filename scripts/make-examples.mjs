// Draws every picture of examples/ and the extension's icon. Nothing is fetched and nothing is random: the
// same script draws the same pictures, so the sizes in examples/README.md and in the tests stay true.
//
//   node scripts/make-examples.mjs            draw everything, then print what was drawn
//   node scripts/make-examples.mjs checkout   draw only the pictures whose path contains "checkout"
//   node scripts/make-examples.mjs --list     print the table only
//   node scripts/make-examples.mjs --out=DIR  leave the project alone: draw below DIR
//
// The shop, its wares and its people are invented. The lettering is whatever "DejaVu Sans" gives on the machine
// that draws; the drawn pictures are committed, so nobody has to draw them again. What is drawn and how is in
// examples/pictures.mjs, beside this file.
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { kept, pictures } from './examples/pictures.mjs';

const args = process.argv.slice(2);
const out = args.find(a => a.startsWith('--out='))?.slice('--out='.length);
const root = out === undefined ? fileURLToPath(new URL('..', import.meta.url)) : path.resolve(out);

async function describe(file) {
  const bytes = await readFile(path.join(root, file));
  let facts = '';
  if (file.endsWith('.bmp')) facts = `${bytes.readInt32LE(18)} × ${bytes.readInt32LE(22)} bmp`;
  else if (file.endsWith('.ico'))
    facts = `${Array.from({ length: bytes.readUInt16LE(4) }, (_, i) => bytes[6 + 16 * i]).join(', ')} ico`;
  else {
    try {
      const m = await sharp(bytes, { limitInputPixels: false }).metadata();
      await sharp(bytes, { limitInputPixels: false }).stats();
      const more = [
        m.pages > 1 ? `${m.pages} frames` : '',
        m.orientation > 1 ? `orientation ${m.orientation}` : '',
        m.space === 'b-w' ? 'grey' : '',
        m.hasAlpha ? 'alpha' : '',
      ].filter(Boolean);
      facts = `${m.width} × ${m.pageHeight ?? m.height} ${m.format}${more.length ? ` (${more.join(', ')})` : ''}`;
    } catch (error) {
      facts = `unreadable: ${error.message.split('\n')[0]}`;
    }
  }
  return [file, facts, bytes.length];
}

const wanted = args.filter(a => !a.startsWith('--'));
const chosen = Object.keys(pictures).filter(p => wanted.length === 0 || wanted.some(f => p.includes(f)));
if (!args.includes('--list')) {
  for (const file of chosen) {
    const bytes = await pictures[file]();
    await mkdir(path.dirname(path.join(root, file)), { recursive: true });
    await writeFile(path.join(root, file), bytes);
  }
}
let total = 0;
for (const file of [...chosen, ...(wanted.length ? [] : kept)].sort()) {
  if (!(await stat(path.join(root, file)).catch(() => null))) continue;
  const [name, facts, size] = await describe(file);
  if (name.startsWith('examples/')) total += size;
  process.stdout.write(`${name.padEnd(46)} ${facts.padEnd(44)} ${String(size).padStart(9)}\n`);
}
process.stdout.write(`${'pictures in examples/'.padEnd(91)} ${String(total).padStart(9)}\n`);
