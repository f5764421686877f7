import assert from 'node:assert/strict';
import { Evaluator } from '../../../../src/references/calls/evaluate';
import { javascriptModule } from '../../../../src/references/calls/javascript/javascriptModule';
import { loadGrammar } from '../../../../src/references/calls/parser';
import { SyntaxTree } from '../../../../src/references/calls/syntaxTree';
import type { UnknownReason, Value } from '../../../../src/references/calls/value';

/** What the argument of the last `use(…)` of a source is, in a line. */
async function valueOf(source: string): Promise<string> {
  const module = javascriptModule(new SyntaxTree(source, await loadGrammar('typescript')));
  try {
    const evaluator = new Evaluator(module, { fileName: 'main.ts', module: () => undefined });
    const call = [...module.calls(new Set(['use']))].at(-1)?.call;
    const argument = call?.args[0]?.value;
    if (argument === undefined) throw new Error(`No use: ${source}`);
    return shown(evaluator.evaluate(argument, undefined));
  } finally {
    module.dispose();
  }
}

function shown(value: Value): string {
  switch (value.kind) {
    case 'string':
      return JSON.stringify(value.text);
    case 'number':
    case 'boolean':
      return String(value.value);
    case 'null':
      return 'null';
    case 'text':
      return `\`${value.parts.map(shown).join(' ')}\``;
    case 'path':
      return `${value.base}:${value.text}`;
    case 'several':
      return `several ${value.pattern}`;
    case 'content':
      return `${value.as} of ${shown(value.of)}${value.changed === undefined ? '' : `, ${value.changed}`}`;
    case 'list':
      return `[${value.items
        .map(
          ({ value: item, optional, repeated }) =>
            `${shown(item)}${optional === true ? '?' : ''}${repeated === true ? '*' : ''}`,
        )
        .join(', ')}]`;
    case 'object':
      return `{${value.entries
        .map(({ key, value: inner, optional }) => `${key}${optional === true ? '?' : ''}: ${shown(inner)}`)
        .join(', ')}${value.open === undefined ? '' : ', …'}}`;
    case 'choice':
      return value.options.map(shown).join(value.by === 'each' ? ' & ' : ' | ');
    case 'unknown':
      return `<${reason(value.reason)}>`;
    case 'module':
      return `${value.module}#${value.name}`;
    case 'made':
      return value.callee;
    default:
      return value.kind;
  }
}

function reason(of: UnknownReason): string {
  switch (of.kind) {
    case 'environment':
      return `environment ${of.name}${of.fallback === undefined ? '' : ` or ${shown(of.fallback)}`}`;
    case 'parameter':
    case 'import':
    case 'name':
      return `${of.kind} ${of.name}`;
    case 'call':
    case 'syntax':
    case 'input':
      return `${of.kind} ${of.what}`;
    case 'limit':
      return 'limit';
  }
}

type Cases = Readonly<Record<string, string>>;

const groups: Readonly<Record<string, Cases>> = {
  'what is written': {
    "use('a')": '"a"',
    'use(`a${1 + 2}b`)': '"a3b"',
    "use('a' + 'b' + 1)": '"ab1"',
    'use(-1_000)': '-1000',
    'use([1, , ...[2, 3]])': '[1, 2, 3]',
    "use({ a: 1, 'b-c': 2, ['d']: 3, ...{ a: 4 } })": '{b-c: 2, d: 3, a: 4}',
    'use(undefined ?? null)': 'null',
    'use((1, 2))': '2',
    'use(<string>("a" as const)!)': '"a"',
    'use("a" as A.B.C)': '"a"',
    'use("a" satisfies A.B.C.D)': '"a"',
  },
  names: {
    "const a = 'x'; use(a)": '"x"',
    "let a = 'x'; a = 'y'; use(a)": '"y"',
    "let a = 'x'; if (f()) a = 'y'; use(a)": '"x" | "y"',
    "let a; if (f()) a = 'x'; else a = 'y'; use(a)": '"x" | "y"',
    "const { a = 'x' } = {}; use(a)": '"x"',
    "const { a = 'x' } = f() ? { a: 'y' } : {}; use(a)": '"y" | "x"',
    "const [, a] = ['x', 'y']; use(a)": '"y"',
    "const a = f(); use(a.b['c'])": 'f().b().c',
    'function f(a) { use(a.b) }': '<parameter a>',
    "import a from './a'; use(a)": '<import default>',
    'use(a)': '#a',
    'const a = a; use(a)': '<name a>',
  },
  conditions: {
    "use(f() ? 'a' : 'b')": '"a" | "b"',
    "use(true ? 'a' : 'b')": '"a"',
    "use(f() && 'a')": '"a" | null',
    "use(null ?? 'a')": '"a"',
    "use('' || 'a')": '"a"',
    "use('b' === 'b' ? 1 : 2)": '1',
    "use(f() ? 'a' : 'a')": '"a"',
    'function f(a) { use(Array.isArray(a) ? a : [a]) }': '<parameter a>',
    "use(Array.isArray('a') ? 1 : 2)": '2',
    "function f(a) { use(a || 'x') }": '<parameter a>',
  },
  'the environment': {
    'use(process.env.A)': '<environment A>',
    "use(process.env['A'] ?? 'x')": '<environment A or "x">',
    "use(import.meta.env.A || 'x')": '<environment A or "x">',
    "const { A = 'x' } = process.env; use(A)": '"x"',
    'use(process.argv[2])': '<input the command line>',
  },
  lists: {
    'const a = [1]; a.push(2, ...[3]); a.unshift(0); use(a)': '[0, 1, 2, 3]',
    'const a = [1]; if (f()) a.push(2); use(a)': '[1, 2?]',
    'const a = []; for (const b of [1, 2]) a.push({ b }); use(a)': '[{b: 1}, {b: 2}]',
    'const a = []; [1, 2].forEach(b => a.push(b)); use(a)': '[1, 2]',
    'const a = []; for (let i = 0; i < 3; i++) a.push(1); use(a)': '[1?*]',
    'const a = []; while (f()) { use(a); a.push(1) }': '[1?*]',
    'function f(b) { const a = []; for (const c of b) a.push({ c: c.d }); use(a) }': '[{c: <parameter b>}*]',
    'use([1, 2].map((a, i) => a + i))': '[1, 3]',
    'use([[1], [2]].flat())': '[1, 2]',
    'use([1, 2].flatMap(a => [a, a]))': '[1, 1, 2, 2]',
    'use([1, 2, 3].slice(1))': '[2, 3]',
    'use([1, 2].filter(a => f(a)))': '[1?, 2?]',
    'use([1, null, 2].filter(Boolean))': '[1, 2]',
    'use([1].concat([2], 3))': '[1, 2, 3]',
    'use([1, 2].at(-1))': '2',
    "use(['a', 'b'].join('/'))": '"a/b"',
    'use(Object.values({ a: 1, b: 2 }))': '[1, 2]',
    'use([1, 2].reduce((all, a) => { all.push(a); return all }, []))': '[1, 2]',
    'use([1, 2].reduce((all, a) => [...all, a], [0]))': '[0, 1, 2]',
    'use([...(f() ? [1] : []), 2])': '[1?, 2]',
    'function f(a) { use(a.map(b => ({ b }))) }': '[{b: <parameter a>}*]',
    'function f(a) { use(a.filter(Boolean).slice(0, 2).map(b => b.c)) }': '[<parameter a>*]',
    'function f(a) { use(a.reduce((all, b) => [...all, b], [1])) }': '[1, <parameter a>*]',
    'use(f().map(a => [a]))': '[[<call f>]*]',
    'use(await Promise.all([1, 2].map(async a => a)))': '[1, 2]',
  },
  objects: {
    "const a = { b: 1 }; a.c = 2; a['d'] = 3; use(a)": '{b: 1, c: 2, d: 3}',
    'const a = { b: 1 }; if (f()) a.b = 2; use(a)': '{b: 1 | 2}',
    'const a = { b: 1 }; if (f()) a.c = 2; use(a)': '{b: 1, c?: 2}',
    'const a = { b: 1 }; Object.assign(a, { b: 2 }); use(a)': '{b: 2}',
    'use({ a: 1, ...(f() && { b: 2 }) })': '{a: 1, b?: 2}',
    'function f(a) { use({ ...a, b: 1 }) }': '{b: 1, …}',
    'const a = { b: 1, c: 2 }; use(a[f()])': '1 | 2',
    "enum A { B = 'x' } use(A.B)": '"x"',
    "class A { static b = 'x' } use(A.b)": '"x"',
    'use(Object.freeze({ a: 1 }))': '{a: 1}',
    'use(JSON.parse(JSON.stringify({ a: 1 })))': '{a: 1}',
  },
  functions: {
    "const f = a => ({ a }); use(f('x'))": '{a: "x"}',
    "function f(a = 'x') { return a } use(f())": '"x"',
    "function f({ a = 'x', b } = {}) { return [a, b] } use(f({ b: 1 }))": '["x", 1]',
    'function f(...a) { return a } use(f(1, ...[2]))': '[1, 2]',
    "const f = a => { if (!a) return null; return 'x' }; use(f(g()))": '"x"',
    "async function f() { return 'x' } use(await f())": '"x"',
    'function f(a) { use(a) } f(1); f(2)': '1 & 2',
    'function f(a, b = 3) { use([a, b]) } f(1); f(2, 4)': '[1 & 2, 3 & 4]',
    'function f(a) { return f(a) } use(f(1))': '<limit>',
    "class A { constructor(private b = 'x') {} c() { use(this.b) } }": '"x"',
    "class A { b = 'x'; c() { return this.b } } use(new A().c())": '"x"',
    "(function () { use('a') })()": '"a"',
  },
  files: {
    "use(fs.readFileSync('a.png'))": 'base64 of "a.png"',
    "import fs from 'fs'; use(fs.readFileSync('a.png', 'base64'))": 'base64 of "a.png"',
    "import { readFile } from 'node:fs/promises'; use((await readFile('a.png')).toString('base64'))":
      'base64 of "a.png"',
    "const fs = __importDefault(require('fs')); use(fs.default.readFileSync('a.png'))": 'bytes of "a.png"',
    "import path from 'path'; use(path.join(__dirname, '..', 'a.png'))": 'document:../a.png',
    "import path from 'path'; use(path.join(process.cwd(), 'b', 'a.png'))": 'working:b/a.png',
    "use(new URL('./a.png', import.meta.url))": 'document:a.png',
    "import fs from 'fs'; use(`data:image/png;base64,${fs.readFileSync('a.png', 'base64')}`)":
      '`"data:image/png;base64," base64 of "a.png"`',
    "import sharp from 'sharp'; use(await sharp('a.png').resize(10).toBuffer())": 'bytes of "a.png", resize',
    "import fs from 'fs'; use(fs.readdirSync('a').map(b => `a/${b}`))": '[several a/**]',
    "import fs from 'fs'; for (const [i, b] of fs.readdirSync('a').entries()) use(b)": 'several a/*',
    'use(Buffer.from(f()))': '<call f>',
    "function f(a) { use(Buffer.from(a, 'base64').toString('base64')) }": '<parameter a>',
    "function f(a) { use(a.split(',')[1].trim()) }": '<parameter a>',
    'async function f(a) { use(Buffer.from(await a.arrayBuffer()).toString("base64")) }': '<parameter a>',
  },
  pages: {
    "import { ref } from 'vue'; const a = ref('x'); use(a.value)": '"x"',
    "import { ref } from 'vue'; const a = ref(''); use(a.value)": '<input the page>',
    "const [a, setA] = useState('x'); use(a)": '"x"',
    'const [a, setA] = useState(null); use(a)': '<input the page>',
    "let { a = 'x' } = $props(); use(a)": '"x"',
    'const props = defineProps(); use(props.a)': '<parameter props>',
  },
};

for (const [group, cases] of Object.entries(groups))
  describe(`values of JavaScript: ${group}`, () => {
    for (const [source, expected] of Object.entries(cases))
      it(source, async () => {
        assert.equal(await valueOf(source), expected);
      });
  });

describe('values of JavaScript: without end', () => {
  it('are given up', async () => {
    const chain = Array.from({ length: 200 }, (_, i) => `const a${i + 1} = a${i} + 1;`).join('\n');
    assert.match(await valueOf(`const a0 = 1; ${chain} use(a200)`), /limit|201/);
    const deep = `${'f('.repeat(300)}1${')'.repeat(300)}`;
    assert.ok(await valueOf(`const f = a => a + 1; use(${deep})`));
    const mutual = 'function f(a) { return g(a) } function g(a) { return f(a) } use(f(1))';
    assert.equal(await valueOf(mutual), '<limit>');
    const grows = 'const a = []; for (const b of a) { a.push(b, a); } use(a)';
    assert.ok(await valueOf(grows));
  });
});
