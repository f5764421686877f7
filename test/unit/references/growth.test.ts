import assert from 'node:assert/strict';
import { findReferences } from '../../../src/references/find';
import type { ImageReference } from '../../../src/references/reference';
import type { Language } from '../../../src/references/language';

const languages: readonly Language[] = [
  'javascript',
  'c',
  'php',
  'python',
  'hash',
  'shell',
  'powershell',
  'config',
  'sql',
  'lua',
  'json',
  'yaml',
  'css',
  'html',
  'markdown',
  'notebook',
  'text',
  'plain',
];

/** Texts of nothing but one of these make a careless reader look at the rest of them again and again. */
const pieces: readonly string[] = [
  '"',
  "'",
  '`',
  "\\'",
  '\\"',
  '\\`',
  "'\\'",
  '"""',
  "\\'''",
  '\\',
  '/',
  '(/[',
  '=/(',
  '/*',
  '*/',
  '//',
  '#',
  '<!--',
  '-->',
  '--[[',
  '{',
  '}',
  '`${',
  '${',
  '{{',
  '[',
  ']',
  '![',
  '](',
  '[](',
  '[](x',
  '[](<x',
  '[](x "',
  '[](x (',
  '[a]:',
  '\n[a]: x',
  '[a[b]',
  '(',
  ')',
  '``` `',
  '`` ` ',
  '\n```\n',
  '\n~~~a',
  '\n    x\n\n',
  '\n- ',
  '\n> ',
  '<a ',
  '<a b="',
  '<a b=\'c" ',
  '<a b={',
  '<a b={>',
  '<script>',
  '<style>',
  '<img srcset="a b c',
  'a b, ',
  'url(',
  'url( ',
  'url("',
  'a: ',
  '- ',
  ', ',
  '\na: |\n',
  '\n [',
  ' ',
  '\t',
  '\n',
  '\r',
  '\r\n',
  '&',
  '&#',
  'data:',
  'a.png',
  'a.png ',
  '"a.png',
  'r#"',
  'R"(',
  '$"{',
  "f'{",
  "&'a",
  "n't ",
  '\\u00',
  '😀',
  '{"cells":[',
  '"source":"',
];

const length = 200_000;
/**
 * Of the processor, not of the clock. A reader that looks at each character a few times takes a hundredth of this, also
 * where two share a core; one that starts over, many times it.
 */
const milliseconds = 5000;

function assertQuick(language: Language, text: string): void {
  const { took } = timed(text, language);
  assert.ok(
    took < milliseconds,
    `${language}: ${JSON.stringify(text.slice(0, 40))}… took ${String(Math.round(took))} ms`,
  );
}

/** In milliseconds of this process alone: what else the machine does is not the reader's fault. */
function timed(
  text: string,
  language: Language,
): { readonly took: number; readonly found: readonly ImageReference[] } {
  const start = process.cpuUsage();
  const found = findReferences(text, language);
  const { user, system } = process.cpuUsage(start);
  return { took: (user + system) / 1000, found };
}

describe('the time it takes to find references', function () {
  this.timeout(300_000);
  for (const language of languages) {
    it(`does not depend on what a text in ${language} repeats`, () => {
      for (const piece of pieces) {
        const repeated = piece.repeat(Math.ceil(length / piece.length));
        assertQuick(language, `${repeated} ".png`);
        assertQuick(language, `"a.png" [x ${repeated}`);
      }
    });
  }

  const uri = `data:image/png;base64,${'iVBORw0KGgo'.repeat(1_000_000)}`;
  const holders: readonly (readonly [Language, string, string])[] = [
    ['javascript', 'f("', '")'],
    ['javascript', 'f(`', '`)'],
    ['python', 'f("""', '""")'],
    ['shell', "f '", "'"],
    ['json', '{"a": "', '"}'],
    ['yaml', 'a: "', '"'],
    ['css', 'a { b: url(', ') }'],
    ['css', 'a { b: url("', '") }'],
    ['html', '<img src="', '">'],
    ['html', '<img src=', ' >'],
    ['html', '<img srcset="', ' 2x, b 3x">'],
    ['markdown', '![a](', ')'],
    ['markdown', '[a]: ', '\n'],
    ['markdown', '<img src="', '">'],
    ['notebook', '{"cells": [{"cell_type": "code", "source": "f(\'', '\')"}]}'],
    ['text', '"', '"'],
  ];
  for (const [language, before, after] of holders) {
    it(`is short for a picture of 11 MB within the text: ${language}, ${before}…`, () => {
      const text = before + uri + after;
      const { took, found } = timed(text, language);
      assert.ok(took < milliseconds, String(took));
      assert.equal(found.length, 1);
      assert.equal(found[0]?.form, 'data');
      assert.equal(found[0].target.length, uri.length);
    });
    it(`is short for a picture of 11 MB that never ends: ${language}, ${before}…`, () => {
      const { took } = timed(before + uri, language);
      assert.ok(took < milliseconds, String(took));
    });
  }

  it('is short for a bundle of 5 MB on one line', () => {
    const piece =
      'var a=function(b){return"x"===b?/[\'"]/g.test(c)/2:`${d("a.png")}/e`},f="img/g.webp",h=\'it\\\'s\';';
    const text = piece.repeat(Math.ceil(5_000_000 / piece.length));
    const { took, found } = timed(text, 'javascript');
    assert.ok(took < milliseconds, String(took));
    assert.equal(found.length, 2 * Math.ceil(5_000_000 / piece.length));
  });
});
