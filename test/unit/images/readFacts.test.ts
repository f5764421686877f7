import assert from 'node:assert/strict';
import { imageDimensionsFromData } from 'image-dimensions';
import { imageSize } from 'image-size';
import sharp from 'sharp';
import { displaySize, type ImageFacts } from '../../../src/images/facts';
import { dataUriSource } from '../../../src/images/dataUri';
import { readFileFactsSync } from '../../../src/images/fileFacts';
import { ImageError } from '../../../src/images/imageError';
import { readImageFacts } from '../../../src/images/readFacts';
import { CountingSource, expected, fixture, fixturePath } from './support';

const images = expected.flatMap(each => ('facts' in each ? [each] : []));
const refused = expected.flatMap(each => ('reason' in each ? [each] : []));

function assertFacts(
  facts: ImageFacts,
  { frames, warnings = [], ...rest }: (typeof images)[number]['facts'],
): void {
  const { format, width, height, orientation, animated } = facts;
  assert.deepEqual({ format, width, height, orientation, animated }, rest);
  if (frames !== undefined) assert.equal(facts.frames, frames);
  assert.deepEqual(
    facts.warnings.map(warning => warning.kind),
    warnings,
  );
}

describe('image facts', () => {
  describe('of every fixture', () => {
    for (const { file, facts } of images) {
      it(file, async () => {
        const bytes = fixture(file);
        const fromFile = readFileFactsSync(fixturePath(file));
        assertFacts(fromFile, facts);
        assert.equal(fromFile.bytes, bytes.length);
        assert.deepEqual(await readImageFacts(new CountingSource(bytes, file)), fromFile);
        const uri = `data:;base64,${Buffer.from(bytes).toString('base64')}`;
        const { warnings: _, ...same } = fromFile;
        const { warnings: __, ...fromUri } = await readImageFacts(dataUriSource(uri));
        assert.deepEqual(fromUri, same);
      });

      it(`${file}, from a source that does not say its size`, async () => {
        const found = await readImageFacts(CountingSource.ofUnknownSize(fixture(file), file));
        const { warnings = [], ...rest } = facts;
        // How much is missing cannot be told without knowing how much there is.
        assertFacts(found, {
          ...rest,
          warnings: warnings.filter(kind => kind !== 'incomplete' || found.bytes !== undefined),
        });
      });
    }
  });

  describe('agree with sharp', () => {
    let compared = 0;
    for (const { file, facts } of images) {
      it(file, async function () {
        const metadata = await sharp(fixturePath(file))
          .metadata()
          .catch(() => undefined);
        if (metadata === undefined) return; // what sharp cannot read, the README next to the fixtures lists
        compared++;
        const found = readFileFactsSync(fixturePath(file));
        if (metadata.format === 'heif') {
          // libheif hands out the picture already turned.
          assert.deepEqual({ width: metadata.width, height: metadata.height }, displaySize(found));
        } else if (metadata.format === 'svg') {
          // librsvg takes an inch for 72 pixels; CSS, browsers and we take it for 96.
          const perInch = ['units.svg', 'metric.svg'].includes(file) ? 96 / 72 : 1;
          assert.deepEqual(
            [metadata.width * perInch, metadata.height * perInch],
            [found.width, found.height],
          );
        } else {
          assert.deepEqual([metadata.width, metadata.height], [facts.width, facts.height]);
          assert.equal(metadata.orientation ?? 1, found.orientation);
          assert.equal((metadata.pages ?? 1) > 1, found.animated && found.format !== 'png'); // sharp sees no APNG
        }
      });
    }
    after(() => {
      assert.ok(compared >= 48, `only ${compared} files could be compared`);
    });
  });

  it('agree with image-size and image-dimensions where these are right', () => {
    /** Known differences: it takes the largest size in a HEIF, and miscounts or refuses what its own readers leave out. */
    const sizeDiffers = new Set([
      'os2.bmp',
      'cropped.heic',
      'sequence.avif',
      'commas.svg',
      'prefixed.svg',
      'mirrored.heif',
      'fill-bytes.jpg',
      'preamble.svg',
    ]);
    const dimensionsDiffer = new Set(['cropped.heic', 'sequence.avif', 'cut-in-the-data.webp']);
    let agreed = 0;
    for (const { file, facts } of images) {
      const bytes = fixture(file);
      if (!sizeDiffers.has(file)) {
        const { width, height } = imageSize(bytes);
        assert.deepEqual([width, height], [facts.width, facts.height], `image-size: ${file}`);
        agreed++;
      }
      const dimensions = dimensionsDiffer.has(file) ? undefined : imageDimensionsFromData(bytes);
      if (dimensions === undefined) continue;
      assert.deepEqual(
        [dimensions.width, dimensions.height],
        [facts.width, facts.height],
        `image-dimensions: ${file}`,
      );
      assert.equal(dimensions.type, facts.format);
      agreed++;
    }
    assert.ok(agreed > 90, `only ${agreed} comparisons`);
  });

  it('show the turned size for the orientations that turn by a quarter', () => {
    const stored = { width: 3, height: 2 };
    for (const orientation of [1, 2, 3, 4] as const)
      assert.deepEqual(displaySize({ ...stored, orientation }), stored);
    for (const orientation of [5, 6, 7, 8] as const) {
      assert.deepEqual(displaySize({ ...stored, orientation }), { width: 2, height: 3 });
    }
  });

  it('warn of a name that promises another format, in an extension or a media type', async () => {
    const bytes = fixture('baseline.jpg');
    const [warning] = (await readImageFacts(new CountingSource(bytes, 'photo.PNG'))).warnings;
    assert.deepEqual(warning && { ...warning, message: '' }, {
      kind: 'misnamed',
      says: '.png',
      format: 'jpeg',
      message: '',
    });
    const uri = dataUriSource(`data:image/webp;base64,${Buffer.from(bytes).toString('base64')}`);
    const [fromUri] = (await readImageFacts(uri)).warnings;
    assert.equal(fromUri?.kind === 'misnamed' && fromUri.says, 'image/webp');
    for (const name of [
      'photo.jpeg',
      'photo',
      'photo.dat',
      'https://a.test/x.jpg?as=.png',
      'a.png/photo',
      'photo.constructor',
    ]) {
      assert.deepEqual((await readImageFacts(new CountingSource(bytes, name))).warnings, [], name);
    }
  });

  describe('are refused, with a reason and a way out', () => {
    for (const { file, reason } of refused) {
      it(`${file}: ${reason}`, async () => {
        for (const read of [
          () => readFileFactsSync(fixturePath(file)),
          () => readImageFacts(new CountingSource(fixture(file), file)),
          () => readImageFacts(CountingSource.ofUnknownSize(fixture(file), file)),
        ]) {
          const error: unknown = await Promise.resolve()
            .then(read)
            .then(
              () => undefined,
              (thrown: unknown) => thrown,
            );
          assert.ok(ImageError.is(error, reason), String(error));
          assert.ok(
            error.message.startsWith(`${file} `) && error.message.endsWith(error.wayOut),
            error.message,
          );
          assert.equal(error.image, file);
        }
      });
    }

    it('by what people drop among images, named for what it is', async () => {
      await assert.rejects(
        readImageFacts(new CountingSource(fixture('pointer.png'), 'a.png')),
        /Git LFS pointer.*git lfs pull/,
      );
      await assert.rejects(
        readImageFacts(new CountingSource(fixture('document.jpg'), 'a.jpg')),
        /a PDF document/,
      );
    });

    it('and a source that fails is told by its code', async () => {
      const failing = (code: string) => ({
        name: 'a.png',
        size: 10,
        read: () => Promise.reject(Object.assign(new Error('no'), { code })),
      });
      for (const [code, reason] of [
        ['ENOENT', 'not-found'],
        ['FileNotFound', 'not-found'],
        ['EACCES', 'denied'],
        ['NoPermissions', 'denied'],
        ['EISDIR', 'not-a-file'],
        ['EIO', 'unreadable'],
      ] as const) {
        await assert.rejects(readImageFacts(failing(code)), (error: unknown) => ImageError.is(error, reason));
      }
    });
  });
});
