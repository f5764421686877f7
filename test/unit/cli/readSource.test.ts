import assert from 'node:assert/strict';
import { truncateSync } from 'node:fs';
import path from 'node:path';
import { decodeSource, largestSource, readSource } from '../../../src/host/readSource';
import { clear, plant } from './run';

const text = 'f("é😀/写.png")\r\n';

describe('a source file', () => {
  after(clear);

  const encodings: readonly (readonly [string, Buffer])[] = [
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${text}`)],
    ['UTF-16, little-endian', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16, big-endian', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
  ];
  for (const [name, bytes] of encodings) {
    it(`is read as ${name}, without the mark`, () => {
      const file = path.join(plant({ 'a.ts': bytes }), 'a.ts');
      assert.equal(decodeSource(readSource(file)), text);
    });
  }

  it('is read as far as it goes: odd bytes, none at all', () => {
    assert.equal(decodeSource(Buffer.from([0xfe, 0xff, 0, 0x61, 0])), 'a');
    assert.equal(decodeSource(Buffer.from([0xff, 0xfe])), '');
    assert.equal(decodeSource(Buffer.alloc(0)), '');
    assert.equal(decodeSource(Buffer.from([0xff, 0x61])), '\ufffda');
    const file = path.join(plant({ 'a.ts': '' }), 'a.ts');
    assert.equal(readSource(file).length, 0);
  });

  it('is read whole whatever its length, and one behind the other', () => {
    const lengths = [1, 300_000, 10, 262_144, 5, 600_000];
    const folder = plant(
      Object.fromEntries(lengths.map(length => [`${String(length)}.ts`, 'x'.repeat(length)])),
    );
    for (const length of lengths)
      assert.equal(readSource(path.join(folder, `${String(length)}.ts`)).length, length);
  });

  it('has a size that people write', () => {
    const file = path.join(plant({ 'a.ts': '' }), 'a.ts');
    truncateSync(file, largestSource + 1);
    assert.throws(() => readSource(file), { code: 'EFBIG' });
  });
});
