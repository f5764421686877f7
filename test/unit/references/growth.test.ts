import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { findReferences } from '../../../src/references/find';
import type { Language } from '../../../src/references/language';
import { assertGrowsWithLength } from '../growth';

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

function assertGrows(language: Language, made: (length: number) => string, longest = length): void {
  const what = `${language}: ${JSON.stringify(made(0).slice(0, 40))}…`;
  assertGrowsWithLength(what, longest, length => findReferences(made(length), language));
}

describe('the time it takes to find references', function () {
  this.timeout(300_000);
  for (const language of languages) {
    it(`does not depend on what a text in ${language} repeats`, () => {
      for (const piece of pieces) {
        const repeated = (length: number): string => piece.repeat(Math.ceil(length / piece.length) + 1);
        assertGrows(language, length => `${repeated(length)} ".png`);
        assertGrows(language, length => `"a.png" [x ${repeated(length)}`);
      }
    });
  }

  const elevenMegabytes = 11_000_000;
  const dataUri = (length: number): string =>
    `data:image/png;base64,${'iVBORw0KGgo'.repeat(Math.ceil(length / 11))}`;
  const uri = dataUri(elevenMegabytes);
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
    it(`grows with a picture within the text, to 11 MB: ${language}, ${before}…`, () => {
      assertGrows(language, length => before + dataUri(length) + after, elevenMegabytes);
      const found = findReferences(before + uri + after, language);
      assert.equal(found.length, 1);
      assert.equal(found[0]?.form, 'data');
      assert.equal(found[0].target.length, uri.length);
    });
    it(`grows with a picture that never ends, to 11 MB: ${language}, ${before}…`, () => {
      assertGrows(language, length => before + dataUri(length), elevenMegabytes);
    });
  }

  it('is enough where regular expressions are compiled without care for their memory', () => {
    // V8 does so in a process that has compiled many, and one that remembers each character then runs out of it.
    const { status, stdout } = spawnSync(
      process.execPath,
      [
        ...['--no-regexp-optimization', '--import', 'tsx', require.resolve('mocha/bin/mocha.js')],
        ...['--no-config', '--fgrep', 'to 11 MB', __filename],
      ],
      { encoding: 'utf8' },
    );
    assert.equal(status, 0, stdout);
    assert.match(stdout, /\d\d passing/);
  });

  it('grows with a bundle on one line, to 5 MB', () => {
    const piece =
      'var a=function(b){return"x"===b?/[\'"]/g.test(c)/2:`${d("a.png")}/e`},f="img/g.webp",h=\'it\\\'s\';';
    const pieces = (length: number): number => Math.ceil(length / piece.length);
    assertGrows('javascript', length => piece.repeat(pieces(length)), 5_000_000);
    const found = findReferences(piece.repeat(pieces(5_000_000)), 'javascript');
    assert.equal(found.length, 2 * pieces(5_000_000));
  });
});
