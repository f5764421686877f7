import assert from 'node:assert/strict';
import type { GrammarName } from '../../../../src/references/calls/parser';
import { javascriptModule } from '../../../../src/references/calls/javascript/javascriptModule';
import type { SourceModule } from '../../../../src/references/calls/module';
import { loadGrammar } from '../../../../src/references/calls/parser';
import { SyntaxTree } from '../../../../src/references/calls/syntaxTree';
import { lines, shown } from './pythonReading';

async function reading(text: string, grammar: GrammarName = 'typescript'): Promise<SourceModule> {
  return javascriptModule(new SyntaxTree(text, await loadGrammar(grammar)));
}

/** Makes a text long enough to be parsed in pieces. */
const filler = 'const nothing = 1;\n'.repeat(2500);

describe('JavaScript names', () => {
  const cases: readonly (readonly [
    title: string,
    text: string,
    name: string,
    expected: readonly string[] | undefined,
  ])[] = [
    ['declarations', 'const a = 1; use(a)', 'a', ['= 1']],
    ['assignments', 'let a = 1; a = 2; use(a)', 'a', ['= 1', '= 2']],
    ['what has no value', 'let a; use(a)', 'a', ['unknown a variable without a value (`a`)']],
    ['several in one', 'const b = 1, a = 2; use(a)', 'a', ['= 2']],
    ['types', 'const a: string[] = []; use(a)', 'a', ['= []']],
    ['casts', 'const a = <T>(f() as const)!; use(a)', 'a', ['= f()']],
    ['patterns', 'const { x, a } = f(); use(a)', 'a', ['= f()[a]']],
    ['renamed', 'const { x: a } = f(); use(a)', 'a', ['= f()[x]']],
    ['names in quotes', 'const { "x-y": a } = f(); use(a)', 'a', ['= f()[x-y]']],
    ['patterns in patterns', 'const { x: [, { a }] } = f(); use(a)', 'a', ['= f()[x][1][a]']],
    ['lists', 'const [x, a] = f(); use(a)', 'a', ['= f()[1]']],
    ['branches', 'let a = 1; if (x) { a = 2 } use(a)', 'a', ['= 1', '= 2 ?']],
    ['short circuits', 'let a = 1; x && (a = 2); use(a)', 'a', ['= 1', '= 2 ?']],
    ['additions', 'let a = "x"; a += "y"; use(a)', 'a', ['= "x"', '+= "y"']],
    ['counters', 'let a = 1; a++; use(a)', 'a', ['= 1', 'unknown a counter']],
    ['appended', 'const a = []; a.push(1, ...b); use(a)', 'a', ['= []', 'append [] 1, *b']],
    ['put in front', 'const a = []; a.unshift(1); use(a)', 'a', ['= []', 'append first [] 1']],
    ['put in between', 'const a = []; a.splice(1, 0, x); use(a)', 'a', ['= []', 'append [] x']],
    ['taken out', 'const a = []; a.splice(1, 1); use(a)', 'a', ['= []']],
    ['appended deep within', 'const a = f(); a.b[0].c.push(1); use(a)', 'a', ['= f()', 'append [b,0,c] 1']],
    ['set', 'const a = {}; a.b = 1; a["c"] = 2; use(a)', 'a', ['= {}', 'set [] b 1', 'set [] c 2']],
    ['set by what is worked out', 'const a = {}; a[k] = 1; use(a)', 'a', ['= {}', 'set [] k 1']],
    ['merged', 'const a = {}; Object.assign(a, b); use(a)', 'a', ['= {}', 'set [] * b']],
    ['for of', 'for (const a of xs) use(a)', 'a', ['each of xs']],
    ['for of, taken apart', 'for (const [i, { a }] of f()) use(a)', 'a', ['each of f()[1][a]']],
    ['for in', 'for (const a in xs) use(a)', 'a', ['each of xs.keys()']],
    ['for await', 'for await (const a of xs) use(a)', 'a', ['each of xs']],
    [
      'counted',
      'for (let a = 0; a < xs.length; a++) use(a)',
      'a',
      ['each of xs.keys()', 'unknown a counter'],
    ],
    ['functions', 'use(a); function a() {}', 'a', ['function a']],
    ['generators', 'async function* a() {} use(a)', 'a', ['function a']],
    ['classes', 'class a extends B {} use(a)', 'a', ['class a']],
    ['enumerations', 'enum a { X = "x" } use(a)', 'a', ['class a']],
    ['imports', 'import a from "x"; use(a)', 'a', ['import x default']],
    ['imports by name', 'import { b as a } from "x"; use(a)', 'a', ['import x b']],
    ['imports of all', 'import * as a from "x"; use(a)', 'a', ['import x *']],
    ['parameters', 'function f(x, a = 1) { use(a) }', 'a', ['parameter 1 of f = 1']],
    ['parameters, taken apart', 'const f = ({ b: { a = 2 } }) => use(a)', 'a', ['parameter 0 of f = 2']],
    ['the rest', 'function f(...a) { use(a) }', 'a', ['parameter 0 of f rest list']],
    ['a parameter by itself', 'const f = a => use(a)', 'a', ['parameter 0 of f']],
    ['callbacks', 'xs.map(a => use(a))', 'a', ['parameter 0 of lambda each of xs']],
    ['catch', 'try { f() } catch (a) { use(a) }', 'a', ['unknown an error']],
    ['an inner one hides', 'const a = 1; { const a = 2; use(a) }', 'a', ['= 2']],
    ['an inner one does not count', 'const a = 1; { const a = 2 } use(a)', 'a', ['= 1']],
    ['a parameter hides', 'const a = 1; function f(a) { use(a) }', 'a', ['parameter 0 of f']],
    ['a loop hides', 'const a = 1; for (const a of xs) {} use(a)', 'a', ['= 1']],
    ['var is of the function', 'function f() { if (x) { var a = 1 } use(a) }', 'a', ['= 1 ?']],
    [
      'what functions set',
      'let a; function f() { a = 1 } use(a)',
      'a',
      ['unknown a variable without a value (`a`)', '= 1'],
    ],
    ['keys are no names', 'const x = { a: 1 }; x.a = 2; use(a)', 'a', undefined],
    ['types are no names', 'interface a { b: 1 } use(a)', 'a', undefined],
    ['strings are no names', 'const b = "a = 1"; /* a = 2 */ use(a)', 'a', undefined],
  ];
  for (const [title, text, name, expected] of cases) {
    it(`are bound by ${title}`, async () => {
      const module = await reading(text);
      const at = text.indexOf(`use(${name}`) + 4;
      assert.deepEqual(lines(module.bindings(name, at)), expected);
    });
    it(`are bound by ${title}, in a long text`, async () => {
      const module = await reading(`${filler}${text}\n${filler}`);
      const at = filler.length + text.indexOf(`use(${name}`) + 4;
      assert.deepEqual(lines(module.bindings(name, at)), expected);
    });
  }
});

const program = `import OpenAI, { toFile as file } from 'openai';
import * as fs from 'node:fs';
const { MODEL = 'gpt-4.1', ...rest } = process.env;
export enum Detail { Low = 'low', High = \`high\` }

@Injectable()
export abstract class Reader<T extends object> extends Base<T> implements Reads {
  static #count = 0;
  private readonly client = new OpenAI({ ...rest });
  declare name: string;
  constructor(private readonly model: string = MODEL, public detail?: Detail) {
    super();
    this.parts = [];
  }

  get text(): string {
    return \`\${this.model ?? 'x'} \${\`in \${1 + 2}\`} { \`;
  }

  async *read(paths: readonly string[], { size = 3, ...more }: Options = {}): AsyncGenerator<string> {
    const messages = [{ role: 'user' as const, content: [] as Part[] }];
    for (const [i, name] of paths.entries()) {
      const data = (await fs.promises.readFile(name!)).toString('base64');
      messages[0]!.content.push({ type: 'image_url', image_url: { url: \`data:image/png;base64,\${data}\` } });
      if (i > size && !more?.all) continue;
    }
    outer: while (true) {
      try {
        const stream = await this.client.chat.completions.create<true>({ model: this.model, messages, stream: true });
        for await (const { choices: [first] } of stream) yield first?.delta.content ?? '';
        break outer;
      } catch {
        messages.splice(0, 1);
      } finally {
        Reader.#count++;
      }
    }
  }
}

function ask(this: void, url: string | URL, ...others: string[]): Promise<void>;
function ask(url: unknown) {
  switch (typeof url) {
    case 'string':
      return fetch(url, { method: 'POST', body: JSON.stringify({ a: /[/"]\\/(x)/g.test(url), b: [, 1] }) });
    default:
      return (0, other.ask)(url as never satisfies never);
  }
}

const parts = ['a.png', "b.png"].map(one => ({ [one]: <string>one, get x() { return 1 } }));
label: for (let i = 0, n = parts.length; i < n; i += 1) if (i % 2) { continue label } else ask(parts[i]);
export default class extends (class {}) {}
export { ask as question, type Options } from './ask';
module.exports = { ask, reader: new (Reader as any)() };
do { var late = late ?? 1 } while (late < 3);
(async () => { await ask\`tagged \${parts}\`; })();
`;

function everything(module: SourceModule, text: string): void {
  for (const name of ['messages', 'client', 'ask', 'parts', 'MODEL', 'first', 'late', 'url', 'one'])
    for (const at of [0, text.length >> 1, text.length]) lines(module.bindings(name, at));
  for (const { call } of module.calls(new Set(['create', 'fetch', 'ask', 'push', 'map']))) {
    shown(call);
    const { functions, loops } = module.around(call.span.start);
    for (const loop of loops) shown(loop.iterable);
    for (const fn of functions) {
      fn.returns().forEach(({ value }) => shown(value));
      for (const caller of module.callersOf(fn)) shown(caller);
    }
    for (const name of ['client', 'model', 'parts', 'read']) lines(module.ownBindings(name, call.span.start));
  }
  for (const name of ['default', 'ask', 'reader', 'question', 'Detail']) lines(module.exported(name));
}

describe('JavaScript that is being written', () => {
  for (const grammar of ['typescript', 'tsx', 'javascript'] as const)
    it(`never throws in ${grammar}`, async () => {
      for (let end = 0; end <= program.length; end += grammar === 'typescript' ? 1 : 7) {
        const text = program.slice(0, end);
        const module = await reading(text, grammar);
        everything(module, text);
        module.dispose();
      }
    }).timeout(120_000);
});

describe('calls of JavaScript', () => {
  const cases: Readonly<Record<string, readonly [text: string, callees: readonly string[]]>> = {
    'plain ones': ['ask(1); b.ask(2)', ['ask', 'b.ask']],
    'type arguments': ['ask<T>(1); await ask<T>(2)', ['ask', 'ask']],
    'optional ones': ['a?.ask(1); a.ask?.(2)', ['a.ask', 'a.ask']],
    'what is certain to be there': ['a!.ask!(1)', ['a.ask']],
    'compiled ones': ['(0, x.ask)(1); async () => { await (0, x.ask)(2) }', ['x.ask', 'x.ask']],
    'in templates': ['`${ask(1)}`', ['ask']],
    'on several lines': ['client\n  .chat\n  .ask(\n1)', ['client.chat.ask']],
    'none that is only named': ['const x = ask; x(1); "ask(1)"; // ask(2)', []],
  };
  for (const [title, [text, callees]] of Object.entries(cases))
    it(`are ${title}`, async () => {
      for (const grammar of ['typescript', 'javascript'] as const) {
        if (grammar === 'javascript' && /[<!]/.test(text)) continue;
        const module = await reading(text, grammar);
        const found = [...module.calls(new Set(['ask']))].map(({ call }) => shown(call.callee));
        assert.deepEqual(found, callees, grammar);
      }
    });

  it('never run behind a return, nor where nothing is true', async () => {
    const module = await reading(
      'function f() { ask(1); return; ask(2) } if (false) ask(3); else ask(4); true || ask(5);',
    );
    const found = [...module.calls(new Set(['ask']))].map(({ dead }) => dead);
    assert.deepEqual(found, [false, true, true, false, true]);
  });
});
