import assert from 'node:assert/strict';
import { bindingsOf, lines, reading } from './pythonReading';

/** Makes a text long enough to be parsed in pieces. */
const filler = 'nothing = 1\n'.repeat(4000);

describe('Python names', () => {
  const cases: readonly (readonly [
    title: string,
    text: string,
    name: string,
    expected: readonly string[] | undefined,
  ])[] = [
    ['assignments', 'a = 1\na = 2\nuse(a)', 'a', ['= 1', '= 2']],
    ['chained assignments', 'a = b = 1\nuse(b)', 'b', ['= 1']],
    ['annotated assignments', 'a: int = 1\nuse(a)', 'a', ['= 1']],
    ['annotations', 'a: int\nuse(a)', 'a', ['unknown a variable without a value (`a`)']],
    ['patterns', 'x, (a, y) = f()\nuse(a)', 'a', ['= f()[1][0]']],
    ['patterns in brackets', '[x, a] = f()\nuse(a)', 'a', ['= f()[1]']],
    ['starred names', 'x, *a = f()\nuse(a)', 'a', ['= f()[<a slice>]']],
    ['names behind starred ones', '*x, a = f()\nuse(a)', 'a', ['= f()[-1]']],
    ['walrus', 'if (a := f()):\n  use(a)', 'a', ['= f()']],
    ['walrus in comprehensions', 'def f():\n  [a := x for x in xs]\n  use(a)', 'a', ['= x @ xs']],
    ['with', 'with open(p) as a, g() as (b, c):\n  use(a)', 'a', ['= open(p)']],
    ['with, taken apart', 'with open(p) as a, g() as (b, c):\n  use(c)', 'c', ['= g()[1]']],
    ['with in parentheses', 'with (open(p) as a, g() as b,):\n  use(b)', 'b', ['= g()']],
    ['for', 'for a in xs:\n  use(a)', 'a', ['each of xs']],
    [
      'for, taken apart',
      'for i, (a, b) in enumerate(zip(p, q)):\n  use(b)',
      'b',
      ['each of enumerate(zip(p, q))[1][1]'],
    ],
    ['for over what is listed', 'for a in "x", "y":\n  use(a)', 'a', ['each of ["x", "y"]']],
    ['loops within loops', 'for x in xs:\n  for a in x:\n    use(a)', 'a', ['each of x @ xs']],
    ['comprehensions', 'a = 1\n[use(a) for a in xs]', 'a', ['each of xs']],
    ['comprehensions, taken apart', '{k: use(a) for k, a in xs}', 'a', ['each of xs[1]']],
    ['what a comprehension runs over', 'a = [1]\n[a for a in use(a)]', 'a', ['= [1]']],
    ['what a second loop runs over', '[b for a in xs for b in use(a)]', 'a', ['each of xs']],
    ['except', 'try:\n  f()\nexcept E as a:\n  use(a)', 'a', ['unknown an error ?']],
    ['import', 'import a.b\nuse(a)', 'a', ['import a *']],
    ['import as', 'import x.y as a\nuse(a)', 'a', ['import x.y *']],
    ['from', 'from x.y import a\nuse(a)', 'a', ['import x.y a']],
    ['from as', 'from x import (z, y as a)\nuse(a)', 'a', ['import x y']],
    ['relative from', 'from ..x import a\nuse(a)', 'a', ['import ..x a']],
    ['relative from nowhere', 'from . import a\nuse(a)', 'a', ['import . a']],
    ['what is not bound by an import', 'from a import b\nuse(a)', 'a', undefined],
    ['all of a module', 'from .x import *\nuse(a)', 'a', ['import .x a']],
    ['built-ins and all of a module', 'from .x import *\nuse(open)', 'open', undefined],
    ['all of several modules', 'from .x import *\nfrom .y import *\nuse(a)', 'a', undefined],
    ['def', 'def a(): pass\nuse(a)', 'a', ['function a']],
    ['class', 'class a(B): pass\nuse(a)', 'a', ['class a']],
    ['del', 'a = 1\ndel a\nuse(a)', 'a', ['= 1', 'unknown a deleted name']],
    ['match', 'match x:\n  case {"k": a}:\n    use(a)', 'a', ['unknown what a pattern matches ?']],
    ['+=', 'a = "x"\na += "y"\nuse(a)', 'a', ['= "x"', '+= "y"']],
    ['/=', 'a = p\na /= "y"\nuse(a)', 'a', ['= p', '= (a / "y")']],
    ['append', 'a = []\na.append(1)\nuse(a)', 'a', ['= []', 'append [] 1']],
    [
      'extend',
      'a = []\na.extend([1, *b])\na.extend(c)\nuse(a)',
      'a',
      ['= []', 'append [] 1, *b', 'append [] *c'],
    ],
    [
      'insert',
      'a = []\na.insert(0, b)\na.insert(1, c)\nuse(a)',
      'a',
      ['= []', 'append first [] b', 'append [] c'],
    ],
    [
      'append further in',
      'a = {}\na["messages"][0]["content"].append(p)\nuse(a)',
      'a',
      ['= {}', 'append [messages,0,content] p'],
    ],
    ['append to the last', 'a = []\na[-1].content.append(p)\nuse(a)', 'a', ['= []', 'append [-1,content] p']],
    ['append behind what is not known', 'a = {}\na[k].append(p)\nuse(a)', 'a', ['= {}']],
    [
      'set',
      'a = {}\na["k"] = 1\na.l = 2\na[x] = 3\nuse(a)',
      'a',
      ['= {}', 'set [] k 1', 'set [] l 2', 'set [] x 3'],
    ],
    ['set further in', 'a = {}\na["k"][0]["l"] = 1\nuse(a)', 'a', ['= {}', 'set [k,0] l 1']],
    [
      'update',
      'a = {}\na.update({"k": 1})\na.update(k=2)\na.update(b, l=3)\nuse(a)',
      'a',
      ['= {}', 'set [] * {k: 1}', 'set [] * {k: 2}', 'set [] * {**b, l: 3}'],
    ],
    [
      '+= further in',
      'a = {}\na["k"] += [1]\na["l"] += b\nuse(a)',
      'a',
      ['= {}', 'append [k] 1', 'set [] l (a["l"] + b)'],
    ],
    ['changes in loops', 'a = []\nfor p in ps:\n  a.append(p)\nuse(a)', 'a', ['= []', 'append [] p @ ps']],
    [
      'changes in comprehensions',
      'a = []\n[a.append(p) for p in ps]\nuse(a)',
      'a',
      ['= []', 'append [] p @ ps'],
    ],
    ['changes in functions', 'a = []\ndef f():\n  a.append(1)\nuse(a)', 'a', ['= []', 'append [] 1']],
    ['changes of another', 'a = []\ndef f(a):\n  a.append(1)\nuse(a)', 'a', ['= []']],
    ['pictures made smaller', 'a = f()\na.thumbnail(s)\nuse(a)', 'a', ['= f()', '= a.thumbnail(s)']],
    ['buffers', 'a = io.BytesIO()\nx.save(a, "PNG")\nuse(a)', 'a', ['= io.BytesIO()', '= x']],
    ['buffers, by hand', 'a = BytesIO()\na.write(b)\nuse(a)', 'a', ['= BytesIO()', '= b']],
    ['files', 'a = f()\nx.save(a)\na.write(b)\nuse(a)', 'a', ['= f()']],
    ['the function’s own', 'a = 1\ndef f():\n  use(a)\n  a = 2', 'a', ['= 2']],
    ['not the function’s own', 'a = 1\ndef f():\n  a = 2\nuse(a)', 'a', ['= 1']],
    ['of the function around', 'def f():\n  a = 1\n  def g():\n    use(a)', 'a', ['= 1']],
    ['global', 'a = 1\ndef f():\n  global b, a\n  a = 2\n  use(a)', 'a', ['= 1', '= 2']],
    ['nonlocal', 'def f():\n  a = 1\n  def g():\n    nonlocal a\n    a = 2\n  use(a)', 'a', ['= 1', '= 2']],
    ['class bodies', 'class C:\n  a = 1\n  b = use(a)', 'a', ['= 1']],
    [
      'class bodies are none of their methods’',
      'a = 1\nclass C:\n  a = 2\n  def f(self):\n    use(a)',
      'a',
      ['= 1'],
    ],
    ['parameters', 'def f(self, b, a=1):\n  use(a)', 'a', ['parameter 2 of f = 1']],
    ['typed parameters', 'def f(b: int, a: str = "x"):\n  use(a)', 'a', ['parameter 1 of f = "x"']],
    ['typed parameters without a default', 'def f(a: str):\n  use(a)', 'a', ['parameter 0 of f']],
    ['keyword-only parameters', 'def f(x, /, y, *, a):\n  use(a)', 'a', ['parameter 2 of f']],
    ['*args', 'def f(x, *a):\n  use(a)', 'a', ['parameter 1 of f rest list']],
    ['**kwargs', 'def f(x, **a: int):\n  use(a)', 'a', ['parameter 1 of f rest object']],
    ['parameters given anew', 'def f(a):\n  a = a or 1\n  use(a)', 'a', ['parameter 0 of f', '= (a or 1)']],
    ['lambdas', 'lambda b, a=1: use(a)', 'a', ['parameter 1 of lambda = 1']],
    ['lambdas of map', 'map(lambda a: use(a), xs)', 'a', ['parameter 0 of lambda each of xs']],
    ['functions of map', 'def f(a):\n  use(a)\npool.map(f, xs)', 'a', ['parameter 0 of f each of xs']],
    ['defaults', 'a = 1\ndef f(a=use(a)): pass', 'a', ['= 1']],
    ['decorators', 'a = 1\n@use(a)\ndef f(a): pass', 'a', ['= 1']],
    ['strings and comments', 'a = 1\n# a = 2\n"a = 3"\nuse(a)', 'a', ['= 1']],
    ['keyword arguments', 'a = 1\nf(a=2)\nuse(a)', 'a', ['= 1']],
    ['attributes', 'a = 1\nb.a = 2\nuse(a)', 'a', ['= 1']],
    ['nothing', 'use(a)', 'a', undefined],
  ];
  for (const [title, text, name, expected] of cases)
    it(title, async () => {
      assert.deepEqual(await bindingsOf(text, name), expected);
      assert.deepEqual(await bindingsOf(`${text}\n${filler}`, name), expected);
    });

  const branches: readonly (readonly [title: string, text: string, expected: readonly string[]])[] = [
    ['if and else', 'if x:\n  a = 1\nelse:\n  a = 2\nuse(a)', ['= 1 ?', '= 2 ?']],
    ['elif', 'a = 0\nif x:\n  pass\nelif y:\n  a = 1\nuse(a)', ['= 0', '= 1 ?']],
    [
      'try',
      'try:\n  a = 1\nexcept E:\n  a = 2\nelse:\n  a = 3\nfinally:\n  a = 4\nuse(a)',
      ['= 1', '= 2 ?', '= 3', '= 4'],
    ],
    ['with', 'with x:\n  a = 1\nuse(a)', ['= 1']],
    ['while', 'while x:\n  a = 1\nuse(a)', ['= 1 ?']],
    ['while True', 'while True:\n  a = 1\n  use(a)', ['= 1']],
    ['for', 'for x in xs:\n  a = 1\nuse(a)', ['= 1 @ xs']],
    ['else of for', 'for x in xs:\n  pass\nelse:\n  a = 1\nuse(a)', ['= 1 ?']],
    ['case', 'match x:\n  case 1:\n    a = 1\nuse(a)', ['= 1 ?']],
    ['main', 'if __name__ == "__main__":\n  a = 1\n  use(a)', ['= 1']],
    ['short circuits', 'x and (a := 1)\nuse(a)', ['= 1 ?']],
    ['conditional expressions', 'b = (a := 1) if x else 2\nuse(a)', ['= 1 ?']],
    ['the branch of a function around', 'if x:\n  def f():\n    a = 1\n    use(a)', ['= 1']],
  ];
  for (const [title, text, expected] of branches)
    it(`branches: ${title}`, async () => {
      assert.deepEqual(await bindingsOf(text, 'a'), expected);
      assert.deepEqual(await bindingsOf(`${text}\n${filler}`, 'a'), expected);
    });

  it('says where a branch is', async () => {
    const text = 'if x:\n  a = 1\n  use(a)\n';
    const bound = (await reading(text)).bindings('a', text.indexOf('a)'));
    const branch = bound?.bindings[0]?.branch;
    assert.ok(branch);
    assert.equal(text.slice(branch.start, branch.end).trimEnd(), 'a = 1\n  use(a)');
  });

  it('says whose scope it is', async () => {
    const text = 'a = 1\ndef f():\n  b = 2\n  [use(c, b, a) for c in b]';
    const module = await reading(text);
    const start = text.indexOf('def');
    const scope = (name: string): number | undefined => module.bindings(name, text.indexOf('use('))?.scope;
    assert.deepEqual([scope('a'), scope('b'), scope('c')], [-1, start, start]);
    assert.equal(module.bindings('b', text.indexOf('use('))?.bindings[0]?.within, start);
  });

  it('gives what may be imported', async () => {
    const module = await reading('from .x import y\nA = 1\ndef f():\n  A = 2\nclass C:\n  B = 3');
    assert.deepEqual(lines(module.exported('A')), ['= 1']);
    assert.deepEqual(lines(module.exported('f')), ['function f']);
    assert.deepEqual(lines(module.exported('y')), ['import .x y']);
    assert.equal(module.exported('B'), undefined);
  });
});
