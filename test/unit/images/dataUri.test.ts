import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dataUriSource } from '../../../src/images/dataUri';
import { ImageError } from '../../../src/images/imageError';
import { readImageFacts } from '../../../src/images/readFacts';
import { fixture } from './support';

const malformed = (error: unknown): boolean => ImageError.is(error, 'malformed-uri');

async function whole(uri: string): Promise<Buffer> {
  const source = dataUriSource(uri);
  const bytes = await source.read(0, source.size + 10);
  assert.equal(bytes.length, source.size);
  return Buffer.from(bytes);
}

describe('data URIs', () => {
  it('give the bytes of base64, from anywhere', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.nat(220),
        fc.integer({ min: 1, max: 220 }),
        (bytes, offset, length) => {
          const base64 = Buffer.from(bytes).toString('base64');
          for (const text of [
            base64,
            base64.replace(/=+$/, ''),
            base64.replace(/(.{20})/g, '$1\r\n  '),
            encodeURIComponent(base64),
            Buffer.from(bytes).toString('base64url'),
          ]) {
            const source = dataUriSource(`data:image/png;base64,${text}`);
            assert.equal(source.size, bytes.length);
            void source.read(offset, length).then(part => {
              assert.deepEqual([...part], [...bytes.subarray(offset, offset + length)]);
            });
          }
        },
      ),
    );
  });

  it('give the bytes of percent-encoded text, from anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.nat(80), async (text, offset) => {
        const bytes = Buffer.from(text, 'utf8'); // `fast-check` makes no lone surrogates here
        const raw = text.replace(/%/g, '%25');
        for (const encoded of [encodeURIComponent(text), raw]) {
          const uri = `data:image/svg+xml,${encoded}`;
          assert.deepEqual(await whole(uri), bytes);
          const part = await dataUriSource(uri).read(offset, 7);
          assert.deepEqual(Buffer.from(part), bytes.subarray(offset, offset + 7));
        }
      }),
    );
  });

  it('are named by their media type and compared with it', async () => {
    const base64 = Buffer.from(fixture('still.gif')).toString('base64');
    assert.equal(dataUriSource(`data:image/GIF;base64,${base64}`).name, 'data:image/gif');
    assert.deepEqual((await readImageFacts(dataUriSource(`data:image/gif;base64,${base64}`))).warnings, []);
    assert.equal(
      (await readImageFacts(dataUriSource(`data:image/png;base64,${base64}`))).warnings[0]?.kind,
      'misnamed',
    );
    assert.deepEqual((await readImageFacts(dataUriSource(`DATA:;BASE64,${base64}`))).warnings, []);
  });

  it('may have parameters, and SVG with unescaped signs', async () => {
    const uri = `data:image/svg+xml;charset=utf-8,<svg xmlns='http://www.w3.org/2000/svg' fill='#fff' width='100%' viewBox='0 0 30 20'/>`;
    const { width, height, format } = await readImageFacts(dataUriSource(uri));
    assert.deepEqual([format, width, height], ['svg', 30, 20]);
  });

  it('are refused where they are malformed', async () => {
    for (const uri of [
      '',
      'http://a/b.png',
      'data:image/png;base64',
      'data:image png,',
      'data:image/png;base64,AAAAA',
    ]) {
      assert.throws(() => dataUriSource(uri), malformed, uri);
    }
    await assert.rejects(readImageFacts(dataUriSource('data:image/png;base64,iVBO*w0K')), malformed);
    assert.throws(() => dataUriSource('data:image/png;base64,iVBO%'), malformed);
    await assert.rejects(readImageFacts(dataUriSource('data:image/png;base64,')), (e: unknown) =>
      ImageError.is(e, 'empty'),
    );
  });

  it('do not put their content into messages', async () => {
    const uri = `data:image/png;base64,${Buffer.from('not a picture at all').toString('base64')}`;
    await assert.rejects(
      readImageFacts(dataUriSource(uri)),
      /^ImageError: data:image\/png is not an image format/,
    );
  });

  it('of 20 MB are not decoded whole', async () => {
    const png = Buffer.from(fixture('still.png'));
    // Past the header stands what is no base64 at all: decoding it would throw.
    const uri = `data:image/png;base64,${png.subarray(0, 4098).toString('base64')}${'*'.repeat(20 * 1024 * 1024)}`;
    const facts = await readImageFacts(dataUriSource(uri));
    assert.deepEqual([facts.width, facts.height], [200, 120]);
  });
});
