import assert from 'node:assert/strict';
import type { SourceModule } from '../../../../src/references/calls/module';
import { lines, reading, shown } from './pythonReading';

const create = new Set(['create', 'generate']);

async function found(text: string): Promise<readonly string[]> {
  return [...(await reading(text)).calls(create)].map(
    ({ call, dead, statement }) =>
      `${shown(call)}${dead ? ' dead' : ''} | ${text.slice(statement).split('\n')[0] ?? ''}`,
  );
}

function functionsIn(module: SourceModule, name: string): ReturnType<SourceModule['around']>['functions'] {
  const at = module.text.indexOf(`def ${name}`);
  const body = module.text.indexOf('\n', at) + 1;
  return module.around(body + /^\s*/.exec(module.text.slice(body))![0].length).functions;
}

describe('Python calls', () => {
  const cases: readonly (readonly [title: string, text: string, expected: readonly string[]])[] = [
    [
      'in order',
      'generate()\na.create(b=1)\nx = await c.d.create(1)\n',
      ['generate() | generate()', 'a.create(b=1) | a.create(b=1)', 'c.d.create(1) | x = await c.d.create(1)'],
    ],
    ['within calls', 'print(create(1))', ['create(1) | print(create(1))']],
    [
      'in chains',
      'a.create(1).create(2)',
      ['a.create(1) | a.create(1).create(2)', 'a.create(1).create(2) | a.create(1).create(2)'],
    ],
    ['over lines', 'x = (\n  a\n  .create (\n  1))', ['a.create(1) | x = (']],
    ['not in strings and comments', '"create()"\n# create()\n"""\ncreate()\n"""', []],
    ['not what only has the name', 'create = 1\na.create\ncreated()\ndef create(x): pass\nf(create=(1))', []],
    ['in f-strings', 'x = f"{create(1)}"', ['create(1) | x = f"{create(1)}"']],
    [
      'in the header of with',
      'def f():\n  with a.create(1) as s:\n    pass',
      ['a.create(1) | with a.create(1) as s:'],
    ],
    ['in tests', 'if a:\n  pass\nelif create(1):\n  pass', ['create(1) | elif create(1):']],
    ['in decorators', '@create(1)\ndef f(): pass', ['create(1) | @create(1)']],
    ['in lambdas', 'f = lambda: create(1)', ['create(1) | f = lambda: create(1)']],
    ['with a generator', 'create(x for x in y)', ['create([x for y]) | create(x for x in y)']],
  ];
  for (const [title, text, expected] of cases)
    it(title, async () => {
      assert.deepEqual(await found(text), expected);
    });

  const dead = [
    'if False:\n  create()',
    'if 0:\n  create()',
    'if None:\n  create()',
    'if TYPE_CHECKING:\n  create()',
    'if typing.TYPE_CHECKING:\n  create()',
    'if x:\n  pass\nelif False:\n  create()',
    'if True:\n  pass\nelse:\n  create()',
    'if not TYPE_CHECKING:\n  pass\nelif x:\n  create()',
    'if x:\n  pass\nelif True:\n  pass\nelse:\n  create()',
    'while False:\n  create()',
    'def f():\n  return\n  create()',
    'def f():\n  raise E\n  if x:\n    create()',
    'for x in y:\n  continue\n  create()',
    'for x in y:\n  break\n  create()',
    'create() if False else 1',
    '1 if True else create()',
    'False and create()',
    'True or create()',
  ];
  for (const text of dead)
    it(`never runs: ${JSON.stringify(text)}`, async () => {
      assert.deepEqual(
        (await found(text)).map(line => line.includes(' dead ')),
        [true],
      );
    });

  const alive = [
    'if True:\n  create()',
    'if False:\n  pass\nelse:\n  create()',
    'if TYPE_CHECKING:\n  pass\nelse:\n  create()',
    'if x:\n  return\ncreate()',
    'def f():\n  if x:\n    return\n  create()',
    'def f():\n  return create()',
    'while False:\n  pass\nelse:\n  create()',
    'False or create()',
    'def f():\n  create()\n  return',
    'if __name__ == "__main__":\n  create()',
  ];
  for (const text of alive)
    it(`runs: ${JSON.stringify(text)}`, async () => {
      assert.deepEqual(
        (await found(text)).map(line => line.includes(' dead ')),
        [false],
      );
    });

  it('knows the functions and loops around', async () => {
    const text =
      'for z in zs:\n  def f():\n    for x in xs:\n      def g():\n        for y in ys:\n          [use(w) for w in ws]';
    const { functions, loops } = (await reading(text)).around(text.indexOf('use'));
    assert.deepEqual(
      functions.map(({ name }) => name),
      ['g', 'f'],
    );
    assert.deepEqual(
      loops.map(({ iterable }) => shown(iterable)),
      ['ys', 'ws'],
    );
  });

  it('takes a lambda that is run for each item for a loop', async () => {
    const text = 'def f():\n  return map(lambda p: use(p), ps)';
    const { functions, loops } = (await reading(text)).around(text.indexOf('use'));
    assert.deepEqual(
      functions.map(({ name }) => name),
      ['f'],
    );
    assert.deepEqual(
      loops.map(({ iterable }) => shown(iterable)),
      ['ps'],
    );
  });
});

describe('what Python functions return', () => {
  const cases: readonly (readonly [title: string, text: string, expected: readonly string[]])[] = [
    ['in order, in branches', 'def f():\n  if a:\n    return 1\n  return 2', ['1 ?', '2']],
    ['in try', 'def f():\n  try:\n    return 1\n  except E:\n    return 2', ['1', '2 ?']],
    ['in with and for', 'def f():\n  with a:\n    for x in y:\n      return x', ['x']],
    ['several values', 'def f():\n  return a, b', ['[a, b]']],
    ['nothing', 'def f():\n  pass', []],
    ['only to end', 'def f():\n  return', []],
    [
      'its own alone',
      'def f():\n  def g():\n    return 1\n  class C:\n    def h(self):\n      return 2\n  return 3',
      ['3'],
    ],
    ['nothing behind the end', 'def f():\n  return 1\n  return 2', ['1']],
    ['nothing that never runs', 'def f():\n  if False:\n    return 1\n  return 2', ['2']],
    [
      'in match and while',
      'def f():\n  match x:\n    case 1:\n      return 1\n  while x:\n    return 2',
      ['1 ?', '2 ?'],
    ],
    ['awaited', 'async def f():\n  return await g()', ['g()']],
    [
      'yields',
      'def f():\n  yield 1\n  for x in xs:\n    yield x\n  if a:\n    yield from ys',
      ['[1, *[x for xs], *[ys if]]'],
    ],
    ['what with gets', '@contextmanager\ndef f():\n  yield 1', ['1']],
  ];
  for (const [title, text, expected] of cases)
    it(title, async () => {
      const [fn] = functionsIn(await reading(text), 'f').slice(-1);
      assert.deepEqual(
        fn?.returns().map(({ value, conditional }) => `${shown(value)}${conditional ? ' ?' : ''}`),
        expected,
      );
    });

  it('lambdas', async () => {
    const module = await reading('f = lambda x: [x]\nuse(f)');
    const [binding] = module.bindings('f', module.text.lastIndexOf('f'))?.bindings ?? [];
    assert.ok(binding?.kind === 'assign' && binding.value.kind === 'function');
    assert.equal(binding.value.name, 'f');
    assert.deepEqual(
      binding.value.returns().map(({ value }) => shown(value)),
      ['[x]'],
    );
  });
});

describe('Python classes', () => {
  const cls = `
class Base:
    tier = "flex"
    def __init__(self, client):
        self.client = client

class Reader(Base, abc.ABC):
    model: str = "a"
    detail: str
    parts = []

    def __init__(self, x):
        self.key = x
        self.first, self.second = pair()
        self.options: dict = {}
        self.messages = []

    def add(self, p):
        for q in p:
            self.messages.append(q)
        self.options["k"] = p
        self.text += p
        if p:
            self.key = p
        here()

    @property
    def whole(self):
        return self.key

    @whole.setter
    def whole(self, value):
        self.key = value

    @classmethod
    def made(cls):
        return cls(1)

    class Inner:
        def f(self):
            self.key = "inner"
`;
  const members: readonly (readonly [name: string, expected: readonly string[] | undefined])[] = [
    ['model', ['= "a"']],
    ['detail', undefined],
    ['key', ['= x', '= p ?', '= value']],
    ['first', ['= pair()[0]']],
    ['options', ['= {}', 'set [] k p']],
    ['messages', ['= []', 'append [] q @ p']],
    ['text', ['+= p']],
    ['add', ['function add']],
    ['made', ['function made']],
    ['whole', ['= fn whole(self)()']],
    ['client', ['= client']],
    ['tier', ['= "flex"']],
    ['nothing', undefined],
  ];
  for (const [name, expected] of members)
    it(`self.${name}`, async () => {
      const module = await reading(cls);
      assert.deepEqual(lines(module.ownBindings(name, cls.indexOf('here()'))), expected);
      const [binding] = module.exported('Reader')?.bindings ?? [];
      assert.ok(binding?.kind === 'class');
      assert.deepEqual(binding.cls.bases, ['Base', 'abc.ABC']);
      assert.deepEqual(lines(module.memberBindings(binding.cls, name)), expected);
    });

  it('knows nothing of self outside of classes', async () => {
    assert.equal((await reading('def f(self):\n  self.a = 1')).ownBindings('a', 20), undefined);
  });

  it('does not run in circles', async () => {
    const text = 'class A(B): pass\nclass B(A):\n  def f(self):\n    here()';
    assert.equal((await reading(text)).ownBindings('x', text.indexOf('here')), undefined);
  });
});

describe('callers of Python functions', () => {
  const cases: readonly (readonly [
    title: string,
    text: string,
    name: string,
    expected: readonly string[],
  ])[] = [
    ['by name', 'def f(a):\n  pass\nf(1)\nx = f(a=2)', 'f', ['f(1)', 'f(a=2)']],
    ['not those within', 'def f(a):\n  f(1)\nf(2)', 'f', ['f(2)']],
    ['not those that never run', 'def f(a):\n  pass\nif False:\n  f(1)', 'f', []],
    ['not of another scope', 'def f(a):\n  pass\ndef g(f):\n  f(1)\nf(2)', 'f', ['f(2)']],
    ['not methods of the same name', 'def f(a):\n  pass\nx.f(1)', 'f', []],
    ['decorated', '@cache\ndef f(a):\n  pass\nf(1)\nf.delay(2)', 'f', ['f(1)', 'f.delay(2)']],
    [
      'from another thread',
      'def f(a):\n  pass\npool.submit(f, 1, b=2)\nloop.run_in_executor(None, f, 3)',
      'f',
      ['f(1, b=2)', 'f(3)'],
    ],
    [
      'methods',
      'class C:\n  def f(self, a):\n    pass\n  def g(self):\n    self.f(1)\nC().f(2)\nc = C()\nc.f(3)',
      'f',
      ['self.f(1)', 'C().f(2)', 'c.f(3)'],
    ],
    [
      'of two methods of a name, its own',
      'class C:\n  def f(self, a):\n    pass\n  def g(self):\n    self.f(1)\nclass D:\n  def f(self): pass\nc.f(3)',
      'f',
      ['self.f(1)'],
    ],
    [
      'methods, not those of an SDK',
      'import sdk\nclient = sdk.Client()\nclass C:\n  def create(self, a):\n    client.models.create(1)\n  def g(self):\n    self.x = sdk.Client()\n    self.x.create(2)\nclient.create(3)\nsdk.create(4)',
      'create',
      [],
    ],
    [
      'objects made',
      'class C:\n  def __init__(self, a):\n    pass\n  @classmethod\n  def of(cls):\n    return cls(1)\nC(2)\nm.C(a=3)',
      '__init__',
      ['C(2)', 'm.C(a=3)', 'cls(1)'],
    ],
    [
      'objects of classes that inherit',
      'class C:\n  def __init__(self, a):\n    pass\nclass D(C):\n  def __init__(self):\n    super().__init__(1)\nclass E(C):\n  pass\nE(2)\nD(3)',
      '__init__',
      ['super().__init__(1)', 'E(2)'],
    ],
  ];
  for (const [title, text, name, expected] of cases)
    it(title, async () => {
      const module = await reading(text);
      const [fn] = functionsIn(module, name);
      assert.ok(fn?.name === name);
      assert.deepEqual([...module.callersOf(fn)].map(shown), expected);
    });
});
