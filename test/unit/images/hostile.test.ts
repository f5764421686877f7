import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ImageFacts } from '../../../src/images/facts';
import { ImageError } from '../../../src/images/imageError';
import { readImageFactsSync } from '../../../src/images/readFactsSync';
import { CountingSource, expected, fixture } from './support';

/** Whatever the bytes: sound facts or an `ImageError`, within bounds. */
function read(bytes: Uint8Array, name: string, known = true): ImageFacts | ImageError {
  const source = known ? new CountingSource(bytes, name) : CountingSource.ofUnknownSize(bytes, name);
  let outcome: ImageFacts | ImageError;
  try {
    outcome = readImageFactsSync(source);
  } catch (error) {
    if (!(error instanceof ImageError)) throw error;
    outcome = error;
  }
  assert.ok(source.reads <= 1100 && source.largest <= 1024 * 1024);
  if (outcome instanceof ImageError) return outcome;
  for (const side of [outcome.width, outcome.height]) {
    assert.ok(Number.isInteger(side) && side >= 1 && side <= 1_000_000, `${name}: ${side}`);
  }
  assert.ok(Number.isInteger(outcome.orientation) && outcome.orientation >= 1 && outcome.orientation <= 8);
  return outcome;
}

describe('damaged images', () => {
  describe('cut at every byte give their facts or say they are cut', () => {
    for (const each of expected) {
      if (!('facts' in each)) continue;
      it(each.file, () => {
        const bytes = fixture(each.file);
        for (let length = 0; length < Math.min(bytes.length, 6000); length++) {
          for (const known of [true, false]) {
            const outcome = read(bytes.slice(0, length), each.file, known);
            if (!(outcome instanceof ImageError)) {
              // An orientation or an animation behind the cut is not seen; the size is never another.
              assert.deepEqual(
                [outcome.width, outcome.height],
                [each.facts.width, each.facts.height],
                `at ${length}`,
              );
              continue;
            }
            const reasons = length === 0 ? ['empty'] : ['truncated'];
            assert.ok(reasons.includes(outcome.reason), `at ${length}: ${outcome.reason}`);
          }
        }
      });
    }
  });

  describe('changed anywhere give facts or an ImageError', () => {
    for (const { file } of expected) {
      it(file, () => {
        const bytes = fixture(file);
        const span = Math.min(bytes.length, 700);
        if (span === 0) return;
        fc.assert(
          fc.property(
            fc.array(fc.tuple(fc.nat(span - 1), fc.integer({ min: 0, max: 255 })), {
              minLength: 1,
              maxLength: 12,
            }),
            fc.option(fc.nat(bytes.length)),
            fc.boolean(),
            (changes, cut, known) => {
              const changed = bytes.slice(0, cut ?? bytes.length);
              for (const [at, value] of changes) if (at < changed.length) changed[at] = value;
              read(changed, file, known);
            },
          ),
          { numRuns: 150 },
        );
      });
    }
  });

  it('each byte of each header set to its extremes', () => {
    for (const { file } of expected) {
      const bytes = fixture(file);
      for (let at = 0; at < Math.min(bytes.length, 400); at++) {
        for (const value of [0x00, 0x7f, 0x80, 0xff]) {
          const changed = bytes.slice();
          changed[at] = value;
          read(changed, file);
        }
      }
    }
  });

  it('random bytes behind every signature', () => {
    const starts = expected.flatMap(({ file }) => {
      const bytes = fixture(file);
      return bytes.length < 40 ? [] : [bytes.slice(0, 12), bytes.slice(0, 40)];
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...starts),
        fc.uint8Array({ maxLength: 600 }),
        fc.boolean(),
        (start, rest, known) => {
          read(Uint8Array.from([...start, ...rest]), 'image', known);
        },
      ),
      { numRuns: 5000 },
    );
  });

  it('a source that answers with less or more than asked', () => {
    for (const each of expected) {
      if (!('facts' in each)) continue;
      const bytes = fixture(each.file);
      for (const answer of [
        (length: number) => length + 999,
        (length: number) => length >> 1,
        () => 1,
        () => 0,
      ]) {
        const source = {
          name: each.file,
          size: bytes.length,
          readSync: (offset: number, length: number) => bytes.subarray(offset, offset + answer(length)),
        };
        try {
          readImageFactsSync(source);
        } catch (error) {
          assert.ok(ImageError.is(error), String(error));
        }
      }
    }
  });
});
