import assert from 'node:assert/strict';
import type {
  ClassExpression,
  Expression,
  FunctionExpression,
} from '../../../../src/references/calls/expression';
import type { Bound, SourceModule } from '../../../../src/references/calls/module';
import { loadGrammar } from '../../../../src/references/calls/parser';
import { pythonModule } from '../../../../src/references/calls/python/pythonModule';
import { SyntaxTree } from '../../../../src/references/calls/syntaxTree';
import { lines, reading, shown } from './pythonReading';

const program = `from __future__ import annotations
import base64, os.path as p
from .config import MODEL as model, (x)
from typing import *

@dataclass
class Reader(Base, metaclass=M):
    detail: str = "low"
    parts: list[str]

    def __init__(self, client, *names, key=None, **rest):
        self.client, (self.a, *self.b) = client, (1, 2, 3)
        self.options = {**rest, "k": [n for n in names if n], 1: -2}
        global count
        count += 1

    @property
    def text(self) -> str:
        return f"{self.detail!r:>{count}} {{x}} {'é' 'b'}" rb"\\d"

    async def read(self, paths, /, size: int = 3, *, deep=lambda v, w=1: v):
        messages = [{"role": "user", "content": []}]
        for i, (name, *more) in enumerate(zip(paths, names)):
            with open(name, "rb") as f, (g(x)) as (h, k):
                data = base64.b64encode(f.read()).decode()
            messages[0]["content"].append({"type": "input_image", "image_url": f"data:;base64,{data}"})
            messages[0]["content"] += [name, *more]
            if (n := len(data)) > 10 and not deep(n):
                continue
            elif n == 3:
                del messages[1:], name
            else:
                messages.insert(0, size if n else None)
        try:
            response = await self.client.responses.create(
                model=model or "gpt-5.2",
                input=messages,
                **{k: v for k, v in self.options.items()},
            )
        except (A, B) as error:
            raise RuntimeError("%s" % error) from error
        except* C:
            return
        finally:
            count = 1
        match response:
            case {"a": [n, *_], **others} if n:
                yield n
            case Point(x=0, y=d) | None as e:
                yield from d
        while True:
            return response, (yield)

if __name__ == "__main__":
    r = Reader("""multi
line \\N{DASH} \\x41""", 'a', key=x[1:2, ...])
    print(r.read(["a.png"]), sep='', *[1], **{})
    asyncio.run(r.read(sorted(glob("*.png"), key=lambda q: q.name)))
`;

const words = [...new Set(program.match(/[A-Za-z_]\w*/g))];

/** Asks for all there is to ask. */
function ask(module: SourceModule): number {
  let asked = 0;
  const functions = new Map<number, FunctionExpression>();
  const classes: ClassExpression[] = [];
  const see = (bound: Bound | undefined): void => {
    asked += lines(bound)?.length ?? 0;
    for (const binding of bound?.bindings ?? []) {
      if (binding.kind === 'function') functions.set(binding.fn.span.start, binding.fn);
      if (binding.kind === 'class') classes.push(binding.cls);
    }
  };
  for (const { call } of module.calls(new Set(words))) asked += shown(call).length;
  for (const word of words) {
    for (let at = module.text.indexOf(word); at >= 0; at = module.text.indexOf(word, at + 1))
      see(module.bindings(word, at));
    see(module.exported(word));
    see(module.ownBindings(word, Math.floor(module.text.length / 2)));
    for (const cls of classes) see(module.memberBindings(cls, word));
  }
  for (let at = 0; at <= module.text.length; at += 37)
    for (const fn of module.around(at).functions) functions.set(fn.span.start, fn);
  for (const fn of functions.values()) {
    for (const { value } of fn.returns()) asked += shown(value).length;
    for (const call of module.callersOf(fn)) asked += shown(call).length;
  }
  return asked;
}

describe('Python that is being written', () => {
  it('the whole program has much to say', async () => {
    assert.ok(ask(await reading(program)) > 1000);
  });

  it('the beginnings of a program', async function () {
    this.timeout(120_000);
    const grammar = await loadGrammar('python');
    for (let end = 0; end <= program.length; end += 11) {
      const module = pythonModule(new SyntaxTree(program.slice(0, end), grammar));
      ask(module);
      module.dispose();
    }
  });

  it('programs with a piece missing', async function () {
    this.timeout(120_000);
    const grammar = await loadGrammar('python');
    for (let from = 0; from < program.length; from += 41) {
      const text = program.slice(0, from) + program.slice(from + 5);
      const module = pythonModule(new SyntaxTree(text, grammar));
      ask(module);
      module.dispose();
    }
  });

  const still: readonly (readonly [text: string, expected: string])[] = [
    ['create(model="a", )', 'create(model="a")'],
    ['create(model=, input=b)', 'create(input=b)'],
    ['create(model="a" input=b)', 'create(model="a")'],
    ['x = create({"a": 1, "b": })', 'create({a: 1, b: <an incomplete expression>})'],
    ['create(a, b)\nx = [1,\n', 'create(a, b)'],
    ['create(a, b)\nx = "never ended\n', 'create(a, b)'],
    ['def f(:\n  pass\ncreate(a, b)\n', 'create(a, b)'],
  ];
  for (const [text, expected] of still)
    it(`still reads ${JSON.stringify(text)}`, async () => {
      const calls = [...(await reading(text)).calls(new Set(['create']))];
      assert.deepEqual(
        calls.map(({ call }) => shown(call)),
        [expected],
      );
    });
});

describe('long Python', () => {
  class Counting extends SyntaxTree {
    nodes = 0;
    override nodeAt(...place: Parameters<SyntaxTree['nodeAt']>): ReturnType<SyntaxTree['nodeAt']> {
      this.nodes += 1;
      return super.nodeAt(...place);
    }
  }

  /** Functions of ten lines with the same names in each. */
  async function long(functions: number): Promise<{ readonly nodes: number; readonly bindings: number }> {
    const one = (i: number): string =>
      `def f${String(i)}(p):\n    parts = []\n    for x in p:\n        parts.append(x)\n    q = MODEL\n    i = q\n    i += 1\n    y = [x for x in parts]\n    return client.create(parts, i, q, y)\n\n`;
    const text = `client = C()\nMODEL = "a"\n${Array.from({ length: functions }, (_, i) => one(i)).join('')}`;
    const tree = new Counting(text, await loadGrammar('python'));
    const module = pythonModule(tree);
    let bindings = 0;
    for (const { call } of module.calls(new Set(['create']))) {
      for (const { value } of call.args)
        if (value.kind === 'name')
          bindings += module.bindings(value.name, value.span.start)?.bindings.length ?? 0;
      for (const name of ['client', 'MODEL', 'p', 'x'])
        bindings += module.bindings(name, call.span.start)?.bindings.length ?? 0;
    }
    module.dispose();
    return { nodes: tree.nodes, bindings };
  }

  it('takes as much longer as it is longer', async () => {
    const small = await long(50);
    const large = await long(500);
    assert.equal(large.bindings, 10 * small.bindings);
    assert.ok(large.nodes <= 11 * small.nodes, `${String(small.nodes)} → ${String(large.nodes)}`);
    assert.ok(large.nodes <= 60 * 500);
  });

  it('is parsed only where names are bound', async () => {
    const others = Array.from(
      { length: 1500 },
      (_, i) => `def f${String(i)}(model):\n    return use(model, client, {"a": model})\n\n`,
    );
    const text = `from sdk import Client\nclient = Client()\n${others.join('')}model = "a"\nclient.create(model)\n`;
    const tree = new SyntaxTree(text, await loadGrammar('python'));
    const module = pythonModule(tree);
    const [found] = [...module.calls(new Set(['create']))];
    const value = found?.call.args[0]?.value;
    assert.ok(value?.kind === 'name');
    assert.deepEqual(lines(module.bindings('model', value.span.start)), ['= "a"']);
    assert.deepEqual(lines(module.bindings('client', value.span.start)), ['= Client()']);
    const [parsed, pieces] = tree.parsed;
    assert.ok(pieces > 1000);
    assert.ok(parsed < 10, String(parsed));
  });

  it('looks at no more than the names it is asked for', async () => {
    const text = `${'x = x + x\n'.repeat(5000)}y = create(z)\n`;
    const tree = new Counting(text, await loadGrammar('python'));
    const module = pythonModule(tree);
    const [found] = [...module.calls(new Set(['create']))];
    const value: Expression | undefined = found?.call.args[0]?.value;
    assert.ok(value?.kind === 'name');
    assert.equal(module.bindings('z', value.span.start), undefined);
    assert.ok(tree.nodes < 20, String(tree.nodes));
    module.bindings('x', value.span.start);
    assert.ok(tree.nodes < 2100, String(tree.nodes));
  });
});
