import assert from 'node:assert/strict';
import { Registry } from '../../../src/core/models/registry';
import { paint } from '../../../src/cli/describe';
import { describeModel } from '../../../src/cli/describeModel';
import { didYouMean } from '../../../src/cli/nearest';
import { parseSize } from '../../../src/cli/sources';
import { table } from '../../../src/cli/table';
import { wrapped } from '../../../src/cli/wrap';

/** Runs with the output taken for a terminal, or not. */
function onTerminal<T>(isTTY: boolean, noColor: string | undefined, run: () => T): T {
  const before = { isTTY: process.stdout.isTTY, noColor: process.env.NO_COLOR };
  const set = (tty: boolean, value: string | undefined): void => {
    process.stdout.isTTY = tty;
    if (value === undefined) delete process.env.NO_COLOR;
    else process.env.NO_COLOR = value;
  };
  set(isTTY, noColor);
  try {
    return run();
  } finally {
    set(before.isTTY, before.noColor);
  }
}

describe('colour', () => {
  it('is on terminals alone, and not where NO_COLOR is set', () => {
    const shown = (): string => paint('bold', 'x');
    assert.equal(onTerminal(true, undefined, shown), '\u001b[1mx\u001b[22m');
    assert.equal(onTerminal(true, '', shown), '\u001b[1mx\u001b[22m');
    assert.equal(onTerminal(true, '1', shown), 'x');
    assert.equal(onTerminal(false, undefined, shown), 'x');
  });
});

describe('tables', () => {
  it('are aligned by what is seen: wide letters, emoji, colours', () => {
    const rows = [
      ['a', '写真', '1'],
      ['bb', '😀', '22'],
      [onTerminal(true, undefined, () => paint('bold', 'ccc')), 'x', '333'],
    ];
    assert.deepEqual(
      table(rows, { right: [2] })
        .replace(/\u001b\[\d+m/g, '')
        .split('\n'),
      ['a    写真    1', 'bb   😀     22', 'ccc  x     333'],
    );
  });

  it('end in free text that widens nothing', () => {
    assert.equal(
      table([
        ['a', 'a long word at the end'],
        ['b', 'c', 'd'],
      ]),
      'a  a long word at the end\nb  c  d',
    );
  });

  it('have a head and an indentation', () => {
    assert.equal(
      onTerminal(false, undefined, () => table([['a', 'b']], { head: ['one', 'two'], indent: '  ' })),
      '  one  two\n  a    b',
    );
  });
});

describe('a line that ends in a sentence', () => {
  const sentence = 'refused: convert the picture to another format';

  it('is left alone where it fits', () => {
    assert.equal(wrapped('  a.tiff  ', sentence, Infinity), `  a.tiff  ${sentence}`);
  });

  it('goes on below the sentence, or at the left where there is no room', () => {
    assert.deepEqual(wrapped('  a.tiff  ', sentence, 40).split('\n'), [
      '  a.tiff  refused: convert the picture',
      '          to another format',
    ]);
    assert.deepEqual(wrapped('  a long path/a.tiff  ', sentence, 40).split('\n'), [
      '  a long path/a.tiff  refused: convert',
      '    the picture to another format',
    ]);
  });
});

describe('a slip of the keyboard', () => {
  it('is answered with the word that was meant, if one is near', () => {
    assert.equal(didYouMean('hihg', ['low', 'high']), ' Did you mean high?');
    assert.equal(didYouMean('HIGH', ['low', 'high']), ' Did you mean high?');
    assert.equal(didYouMean('something', ['low', 'high']), '');
  });
});

describe('a size', () => {
  it('is two whole numbers with an x', () => {
    assert.deepEqual(parseSize('1024x768'), { width: 1024, height: 768 });
    assert.deepEqual(parseSize('1024X768'), { width: 1024, height: 768 });
    assert.deepEqual(parseSize('1024×768'), { width: 1024, height: 768 });
    for (const text of [
      '1024',
      '1024x',
      'x768',
      '1024x768.png',
      '-1x1',
      '1.5x1',
      '1024 x 768',
      './1x1',
      '1x1x1',
    ])
      assert.equal(parseSize(text), undefined, text);
  });
});

describe('a model in words', () => {
  it('is words for every model', () => {
    for (const model of new Registry().all()) {
      const text = describeModel(model);
      assert.match(text, new RegExp(`^${model.id.replace(/[.+]/g, '\\$&')} `));
      assert.doesNotMatch(text, /undefined|\[object|NaN|null/, text);
    }
  });
});
