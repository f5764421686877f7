import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findReferences } from '../../../src/references/find';
import type { Language } from '../../../src/references/language';
import type { ImageReference } from '../../../src/references/reference';

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

/** What texts are made of where readers may stumble. */
const token = fc.constantFrom(
  ...[
    '"',
    "'",
    '`',
    '\\',
    '\n',
    '\r\n',
    ' ',
    '    ',
    '{',
    '}',
    '${',
    '(',
    ')',
    '[',
    ']',
    '![',
    '](',
    '<',
    '>',
    '/>',
  ],
  ...[
    '<img src=',
    '<script>',
    '</script>',
    '<style>',
    'srcset="',
    '<!--',
    '-->',
    '/*',
    '*/',
    '//',
    '#',
    '--',
    '---\n',
  ],
  ...[
    'url(',
    '```',
    '~~~',
    '- ',
    ': ',
    ': |',
    ',',
    '=',
    '&amp;',
    '"""',
    "'''",
    'r"',
    'f"{',
    '@"',
    'R"(',
    'r#"',
    '/',
    '😀',
    'א',
  ],
  ...[
    'a.png',
    'b c.jpg',
    '../d.webp',
    'data:image/png;base64,AA==',
    'https://x.example/a.png',
    '\\u0061.png',
    '%20.png',
  ],
  ...[
    '{"cells":[{"cell_type":"code","source":["',
    '{"cells":[{"cell_type":"markdown","source":"',
    '"]}]}',
    '\\n',
    '\\"',
  ],
);
const text = fc.oneof(
  fc.array(token, { maxLength: 60 }).map(tokens => tokens.join('')),
  fc.string({ unit: 'binary', maxLength: 100 }).map(words => `${words}"a.png"`),
);
const language = fc.constantFrom(...languages);

function assertInOrder(found: readonly ImageReference[], length: number): void {
  let covered = 0;
  let last = -1;
  for (const { start, end, form, target } of found) {
    assert.ok(
      0 <= start && start < end && end <= length,
      `${String(start)}–${String(end)} of ${String(length)}`,
    );
    assert.ok(start > last, 'each place once, in order');
    assert.ok(start >= covered, 'none within another that is no pattern');
    assert.notEqual(target, '');
    last = start;
    if (form !== 'dynamic') covered = end;
  }
}

describe('references of any text', () => {
  it('are in order, within it, and never an error', () => {
    fc.assert(
      fc.property(text, language, (input, as) => {
        assertInOrder(findReferences(input, as), input.length);
      }),
      { numRuns: 5000 },
    );
  });

  it('are the same every time', () => {
    fc.assert(
      fc.property(text, language, (input, as) => {
        assert.deepEqual(findReferences(input, as), findReferences(input, as));
      }),
      { numRuns: 300 },
    );
  });

  it('stay where they are when lines are put before them', () => {
    fc.assert(
      fc.property(text, fc.constantFrom<Language>('json', 'css', 'sql'), (input, as) => {
        const before = '/* 😀 */\n';
        assert.deepEqual(
          findReferences(before + input, as),
          findReferences(input, as).map(reference => ({
            ...reference,
            start: reference.start + before.length,
            end: reference.end + before.length,
          })),
        );
      }),
      { numRuns: 1000 },
    );
  });
});

const word = fc.stringMatching(/^[a-z0-9 _.'"$é写-]{1,12}$/u);
const path = fc
  .array(word, { minLength: 1, maxLength: 4 })
  .map(parts => `${parts.join('/').trim()}x.png`.trim())
  .filter(name => !/["|]/.test(name));

describe('a path that is written as a language writes strings', () => {
  const written: readonly (readonly [Language, (target: string) => string])[] = [
    ['javascript', (target): string => `const a = ${JSON.stringify(target)};`],
    ['json', (target): string => JSON.stringify({ a: target })],
    ['python', (target): string => `a = ${JSON.stringify(target)}`],
    ['shell', (target): string => `f '${target.replaceAll("'", "'\\''")}'`],
    ['powershell', (target): string => `f '${target.replaceAll("'", "''")}'`],
    ['sql', (target): string => `select '${target.replaceAll("'", "''")}'`],
    ['yaml', (target): string => `a: '${target.replaceAll("'", "''")}'`],
    ['markdown', (target): string => `![a](<${target}>)`],
    ['html', (target): string => `<img src="${target}">`],
    ['css', (target): string => `a { b: url(${JSON.stringify(target)}) }`],
    ['c', (target): string => `f(@"${target}")`],
    ['php', (target): string => `f('${target.replaceAll("'", "\\'")}');`],
  ];
  for (const [as, write] of written) {
    it(`is found with that target: ${as}`, () => {
      fc.assert(
        fc.property(path, target => {
          fc.pre(as !== 'shell' || !target.includes("'"));
          const input = write(target);
          const [reference, ...others] = findReferences(input, as);
          assert.equal(reference?.target, target, input);
          assert.deepEqual(others, []);
        }),
        { numRuns: 500 },
      );
    });
  }

  it('stands where the offsets say', () => {
    fc.assert(
      fc.property(path, target => {
        const input = `😀 f(${JSON.stringify(target)})`;
        const [reference] = findReferences(input, 'javascript');
        assert.ok(reference);
        assert.equal(JSON.parse(`"${input.slice(reference.start, reference.end)}"`), target);
      }),
    );
  });

  it('stands there in notebooks too, however the cell is cut', () => {
    fc.assert(
      fc.property(path, fc.nat(40), fc.boolean(), (target, cut, ascii) => {
        const source = `x = "é😀"\nf(${JSON.stringify(target)})\n`;
        const at = Math.min(cut, source.length);
        const lines = [source.slice(0, at), source.slice(at)];
        let input = JSON.stringify({ cells: [{ cell_type: 'code', source: lines }] });
        if (ascii)
          input = input.replace(/[^ -~]/g, char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
        // Lines are cut at their ends, never in an extension.
        fc.pre(input.includes('.png'));
        const [reference] = findReferences(input, 'notebook');
        assert.equal(reference?.target, target);
        const raw = input.slice(reference.start, reference.end).replace('","', '');
        assert.equal(JSON.parse(`"${String(JSON.parse(`"${raw}"`))}"`), target);
      }),
    );
  });
});
