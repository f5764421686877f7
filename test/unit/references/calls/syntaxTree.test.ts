import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { GrammarName, LoadedGrammar, Node } from '../../../../src/references/calls/parser';
import { loadGrammar } from '../../../../src/references/calls/parser';
import { SyntaxTree } from '../../../../src/references/calls/syntaxTree';

const statements: Readonly<Record<'javascript' | 'typescript' | 'python', readonly string[]>> = {
  javascript: [
    "import OpenAI from 'openai';",
    "const a = { b: [1, 'x', `y ${f({ c: `}` })} z`], d: /[/}]{2}\\/'/g };",
    'function f(a, { b = 1 } = {}) {\n  if (a) {\n    return b;\n  }\n  return `\n}\n`;\n}',
    'class A extends B {\n  #c = 1;\n  async *d() {\n    yield* this.e;\n  }\n}',
    "client\n  .chat.completions\n  .create({ model: 'm' })\n  .then(r => r);",
    'for (const x of [1, 2]) {\n  use(x);\n}',
    'if (a) {\n  b();\n}\nelse {\n  c();\n}',
    '// a comment with { and `\nlet e = 1;',
    '/* of several\nlines } */ let g = (1 / 2) / 3;',
    'export const h = async () => {\n  await f();\n};',
    'label: while (true) break label;',
    "const i = <p title='x'>text {a} </p>;",
  ],
  typescript: [
    "import type { A } from './a';",
    'interface B<T extends object = {}> {\n  readonly c?: T[];\n  (d: string): void;\n}',
    'const a = f<string>({ b: <const>[1] }) satisfies C;',
    'enum D {\n  E = `x`,\n}',
    'export abstract class F<T> {\n  constructor(private readonly g: string) {\n    super();\n  }\n}',
    '@Injectable()\nexport class H {}',
    'declare module "x" {\n  export type Y = 1;\n}',
    'type I = { [K in keyof J]: `${K}` };',
    'function assert(x: unknown): asserts x is string {\n  return;\n}',
    '// {\nlet k = a! / b!;',
  ],
  python: [
    'import os, base64 as b',
    'def f(a, *b, c: int = 1, **d) -> str:\n    """Doc {\n    string"""\n    return f"{a!r:>{c}} {{x}}"',
    'class A(B):\n    c = 1\n\n    @property\n    def d(self):\n        return self.c',
    'if a:\n    b()\nelif c:\n    d()\nelse:\n    e()',
    'try:\n    f()\nexcept E as g:\n    pass\nfinally:\n    h()',
    'x = [\n    1,\n    {"a": (2,\n3)},\n]',
    '@decorator\n@other(1)\nasync def i():\n    async with j() as k:\n        yield k',
    '# a comment with ( and """\nl = """of\nseveral ( lines"""',
    'for m, (n, *o) in p:\n    print(m)',
    "q = 'it''s' + r'\\d' \\\n    + b'x'",
    'match r:\n    case {"s": t}:\n        u(t)',
  ],
};

type Language = keyof typeof statements;
const languages = Object.keys(statements) as Language[];

/** Statements, many enough to be parsed in pieces. */
function textOf(language: Language): fc.Arbitrary<string> {
  const many = statements[language].join('\n');
  const times = Math.ceil(42_000 / many.length);
  return fc
    .tuple(
      fc.array(fc.constantFrom(...statements[language]), { maxLength: 30 }),
      fc.array(fc.constantFrom(...statements[language]), { maxLength: 30 }),
      fc.constantFrom('\n', '\n\n', '\n\n\n'),
    )
    .map(
      ([before, after, between]) =>
        `${[...before, ...Array.from({ length: times }, () => many), ...after].join(between)}\n`,
    );
}

/** The way from a node up to the statement at the top it stands in. */
function pathOf(at: Node, isTop: (node: Node) => boolean): readonly string[] {
  const path: string[] = [];
  for (let node: Node | null = at; node !== null && !isTop(node); node = node.parent)
    path.push(`${node.type} ${String(node.startIndex)}-${String(node.endIndex)}`);
  return path;
}

const isRoot = (node: Node): boolean => node.parent === null;

/** The first of every few words. */
function wordsOf(text: string, step: number): readonly (readonly [number, number])[] {
  return [...text.matchAll(/\w+/g)]
    .filter((_, i) => i % step === 0)
    .map(({ index, 0: { length } }) => [index, index + length]);
}

function compare(one: SyntaxTree, nodeAt: (start: number, end: number) => Node, step: number): void {
  for (const [start, end] of wordsOf(one.text, step))
    assert.deepEqual(
      pathOf(one.nodeAt(start, end), isRoot),
      pathOf(nodeAt(start, end), isRoot),
      `${one.text.slice(Math.max(0, start - 60), start)}▶${one.text.slice(start, start + 60)}`,
    );
}

const grammars: Readonly<Record<Language, GrammarName>> = {
  javascript: 'javascript',
  typescript: 'typescript',
  python: 'python',
};

describe('a text in pieces', () => {
  for (const language of languages)
    it(`reads as the same text parsed whole: ${language}`, async () => {
      const grammar: LoadedGrammar = await loadGrammar(grammars[language]);
      fc.assert(
        fc.property(textOf(language), fc.integer({ min: 7, max: 23 }), (text, step) => {
          const tree = new SyntaxTree(text, grammar);
          const whole = grammar.parse(text, { start: 0, end: text.length });
          assert.ok(tree.inPieces);
          compare(
            tree,
            (start, end) => whole.rootNode.namedDescendantForIndex(start, end) ?? whole.rootNode,
            step,
          );
          tree.dispose();
          whole.delete();
        }),
        { numRuns: 8 },
      );
    }).timeout(60_000);

  it('parses only what is asked about', async () => {
    const text = `${'const nothing = 1;\n'.repeat(3000)}ask(1);\n`;
    const tree = new SyntaxTree(text, await loadGrammar('javascript'));
    const [at = 0] = tree.called(new Set(['ask']));
    assert.equal(tree.nodeAt(at, at + 3).text, 'ask');
    const [parsed, pieces] = tree.parsed;
    assert.equal(parsed, 1);
    assert.ok(pieces > 3);
    tree.dispose();
  });
});

interface Edit {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

function editsOf(language: Language): fc.Arbitrary<readonly Edit[]> {
  return fc.array(
    fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      remove: fc.constantFrom(0, 0, 0, 1, 1, 2, 40, 2000),
      insert: fc.oneof(
        fc.constantFrom(
          '',
          'x',
          '1',
          ' ',
          '\n',
          '(',
          ')',
          '{',
          '}',
          "'",
          '`',
          '"""',
          '/*',
          '// ',
          '#',
          '\r\n',
        ),
        fc.constantFrom(...statements[language]).map(statement => `\n${statement}\n`),
      ),
    }),
    { minLength: 1, maxLength: 6 },
  );
}

describe('a text that is edited', () => {
  for (const language of languages)
    it(`reads as the same text read anew: ${language}`, async () => {
      const grammar = await loadGrammar(grammars[language]);
      fc.assert(
        fc.property(textOf(language), editsOf(language), fc.boolean(), (start, edits, isRead) => {
          let text = start;
          let tree = new SyntaxTree(text, grammar);
          if (isRead) for (const [from, to] of wordsOf(text, 40)) tree.nodeAt(from, to);
          for (const { at, remove, insert } of edits) {
            const offset = Math.floor(at * text.length);
            text = text.slice(0, offset) + insert + text.slice(offset + remove);
            tree = new SyntaxTree(text, grammar, tree);
            const [from, to] = [Math.max(0, offset - 10), Math.min(text.length, offset + 10)];
            tree.nodeAt(from, Math.max(from, to));
          }
          const anew = new SyntaxTree(text, grammar);
          for (const [from, to] of wordsOf(text, 15)) {
            const one = tree.nodeAt(from, to);
            const other = anew.nodeAt(from, to);
            assert.equal(one.text, other.text);
            // What is broken may be mended in another way where some of it is known.
            if (hasError(one) || hasError(other)) continue;
            assert.deepEqual(pathOf(one, isRoot), pathOf(other, isRoot));
          }
          tree.dispose();
          anew.dispose();
        }),
        { numRuns: 15 },
      );
    }).timeout(120_000);
});

function hasError(at: Node): boolean {
  let top = at;
  for (let node: Node | null = at; node !== null; node = node.parent) top = node;
  return top.hasError;
}
