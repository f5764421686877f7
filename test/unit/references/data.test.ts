import assert from 'node:assert/strict';
import { findReferences } from '../../../src/references/find';
import { cases, data, dot, dynamic, glob, url } from './marks';

describe('references in YAML', () => {
  cases('yaml', [
    ['quoted', `a: "⟦a.png⟧"\nb: '⟦b.png⟧'`],
    ['plain', 'a: ⟦a.png⟧\nb:   ⟦my photo.png⟧  \n? ⟦c.png⟧\nlong key with words: ⟦d.png⟧'],
    ['lists', 'a:\n  - ⟦a.png⟧\n  - file: ⟦b.png⟧\n    alt: x\n  - - ⟦c.png⟧\n-  ⟦d.png⟧'],
    ['flow lists and maps', 'a: [⟦a.png⟧, ⟦b.png⟧, "⟦c.png⟧"]\nb: {x: ⟦d.png⟧, y: [⟦e.png⟧], "z": ⟦f.png⟧}'],
    ['flow lists over lines', 'a: [\n  ⟦a.png⟧,\n  ⟦b.png⟧\n]\nb: ⟦c.png⟧'],
    ['quoted commas and brackets', `a: ["x, ]", ⟦a.png⟧, '⟦b,c.png⟧']\nb: ⟦d.png⟧`],
    ['comments', 'a: ⟦a.png⟧ # no.png\n# b: no.png\nc: ⟦a#1.png⟧\nd: "⟦x # y.png⟧" # "no.png"'],
    [
      'escapes',
      String.raw`a: "⟦caf\u00e9.png⟧"` + "\nb: '⟦it''s.png⟧'\nc: '⟦C:\\new\\a.png⟧'\nd: ⟦C:\\new\\b.png⟧",
      'café.png',
      "it's.png",
    ],
    ['tags and anchors', 'a: !image ⟦a.png⟧\nb: &hero ⟦b.png⟧\nc: *hero'],
    [
      'blocks of text: links, not names',
      'prompt: |\n  See a.png and ![x](⟦b.png⟧).\n\n  c.png\nfile: ⟦d.png⟧\nlist:\n  - >-\n    e.png\n  - ⟦f.png⟧',
    ],
    ['apostrophes', "a: Don't\nb: ⟦it's.png⟧\nc: '⟦d.png⟧'"],
    [
      'templates',
      'a: ⟦{{ base }}/x.png⟧\nb: ⟦${{ base }}/a.png⟧\nc: "⟦{{ base }}/b.png⟧"',
      dynamic,
      dynamic,
      dynamic,
    ],
    [
      'addresses, data URIs, globs',
      `a: ⟦https://x.example/a.png⟧\nb: ⟦${dot}⟧\nc: "⟦*.png⟧"`,
      url,
      data,
      glob,
    ],
    ['documents', '---\na: ⟦a.png⟧\n---\nb: ⟦b.png⟧\n...'],
    ['CRLF', 'a: ⟦a.png⟧\r\nb: [⟦b.png⟧,\r\n ⟦c.png⟧]\r\n- ⟦d.png⟧\r\n'],
    ['what never ends', 'a: [⟦a.png⟧, {b: ⟦b.png⟧\nc: "oops\nd: ⟦c.png⟧'],
    ['an extension alone', 'a: .png\nb: [.png, .jpg]\nc: png'],
  ]);
});

describe('references in JSON', () => {
  cases('json', [
    ['values and keys', '{"a": "⟦a.png⟧", "⟦b.png⟧": ["⟦c/d.png⟧"]}'],
    [
      'escapes',
      String.raw`{"a": "⟦caf\u00e9.png⟧", "b": "⟦img\/b.png⟧", "c": "⟦img\\c.png⟧", "d": "⟦\ud83d\ude00.png⟧"}`,
      'café.png',
      'img/b.png',
      'img\\c.png',
      '😀.png',
    ],
    ['comments', '{ // "no.png"\n "a": "⟦a.png⟧" /* "no.png" */ }'],
    ['a data URI', `{"url": "⟦${dot}⟧"}`, data],
    ['lines of JSON', '{"a": "⟦a.png⟧"}\n{"a": "⟦b.png⟧"}'],
    ['JSON5', "{a: '⟦a.png⟧'}"],
    ['what is broken', '{"a": "oops\n"b": "⟦a.png⟧", }}]'],
  ]);
});

describe('references in notebooks', () => {
  const notebook = (cells: string, metadata = '{}'): string =>
    `{"cells": [${cells}], "metadata": ${metadata}}`;
  const code = (source: string): string => `{"cell_type": "code", "source": ${source}, "outputs": []}`;
  cases('notebook', [
    ['a list of lines', notebook(code('["f(\\"⟦a.png⟧\\")\\n", "g(\'⟦b.png⟧\') # \'no.png\'\\n"]'))],
    ['one string', notebook(code('"f(\\"⟦a.png⟧\\")\\ng(\'⟦b.png⟧\')"'))],
    ['Markdown', notebook('{"cell_type": "markdown", "source": ["![a](⟦a.png⟧)\\n", "`![a](no.png)`"]}')],
    ['raw cells', notebook('{"cell_type": "raw", "source": "\'no.png\'"}')],
    [
      'the type behind the source',
      notebook('{"source": "![a](⟦a.png⟧) \'no.png\'", "cell_type": "markdown"}'),
    ],
    [
      'outputs',
      notebook(
        `{"cell_type": "code", "outputs": [{"data": {"image/png": "iVBOR", "text/plain": "'no.png'"}, "name": "'no.png'"}], "source": "f('⟦a.png⟧')"}`,
      ),
    ],
    [
      'escapes in JSON',
      notebook(code(String.raw`"x = '\u00e9\\\\' ; f('⟦caf\u00e9.png⟧', '⟦\ud83d\ude00\/b.png⟧')"`)),
      'café.png',
      '😀/b.png',
    ],
    [
      'escapes of both',
      notebook(code(String.raw`"f('⟦scans\\\\a.png⟧', r'⟦scans\\b.png⟧', \"⟦c.png⟧\")"`)),
      'scans\\a.png',
      'scans\\b.png',
    ],
    [
      'an escape at its end and at its beginning',
      notebook(code(String.raw`["f('⟦\u0061.png⟧')", "g('⟦b.pn\u0067⟧')"]`)),
      'a.png',
      'b.png',
    ],
    ['a string over pieces', notebook(code(String.raw`["f('⟦img/\\\n", "a.png⟧')"]`)), 'img/a.png'],
    ['empty pieces', notebook(code(`["", "f('⟦a.png⟧')", "", ""]`))],
    [
      'the kernel’s language',
      notebook(code(`"f('⟦a.png⟧') // 'no.png'"`), '{"kernelspec": {"language": "typescript"}}'),
    ],
    ['language_info', notebook(code(`"f('⟦a.png⟧') -- 'no.png'"`), '{"language_info": {"name": "sql"}}')],
    [
      'CRLF and indentation',
      notebook(code(`[\r\n   "f('⟦a.png⟧')\\r\\n",\r\n   "g('⟦b.png⟧')"\r\n  ]`)).replaceAll(
        ', "',
        ',\r\n "',
      ),
    ],
    ['a byte order mark', `\uFEFF${notebook(code(`"f('⟦a.png⟧')"`))}`],
    [
      'a file that ends in the midst of a string',
      `{"cells": [{"cell_type": "code", "source": ["f('⟦a.png⟧')`,
    ],
    ['a comma too many', notebook(code(`["f('⟦a.png⟧')",],`))],
    ['no notebook', '["a.png"]'],
    ['cells that are none', '{"cells": ["a.png", 1, {"source": {"a": "b.png"}}, null]}'],
    ['a language that is a notebook', notebook(code(`"'a.png'"`), '{"language_info": {"name": "ipynb"}}')],
    [
      'a language called like a property of all objects',
      notebook(code(`"f('⟦a.png⟧')"`), '{"language_info": {"name": "constructor"}}'),
    ],
  ]);

  it('does not mind brackets a hundred thousand deep', () => {
    assert.deepEqual(findReferences(`${'['.repeat(100_000)}"a.png"`, 'notebook'), []);
  });
});
