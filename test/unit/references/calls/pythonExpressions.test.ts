import assert from 'node:assert/strict';
import { argument, reading, shown } from './pythonReading';

describe('Python expressions', () => {
  const cases: readonly (readonly [source: string, expected: string])[] = [
    ['"a"', '"a"'],
    ["'''a\n\"b\"'''", '"a\\n\\"b\\""'],
    ['r"a\\n"', '"a\\\\n"'],
    ['R"\\d"', '"\\\\d"'],
    ['b"a"', 'b"a"'],
    ['rb"\\x"', 'b"\\\\x"'],
    ['u"é"', '"é"'],
    ['"\\n\\t\\\\\\\'\\"\\x41\\u0042\\U00000043\\101\\N{DASH}\\q"', '"\\n\\t\\\\\'\\"ABCA\\\\N{DASH}\\\\q"'],
    ['"a\\\nb"', '"ab"'],
    ['"a" "b"', '`"a" "b"`'],
    ['("a"\n  # why\n  f"b{c}"\n  "d")', '`"a" `"b" c` "d"`'],
    ['f"plain"', '"plain"'],
    ['f"a{b}c{d.e}"', '`"a" b "c" d.e`'],
    ['f"{{{b}}}"', '`"{" b "}"`'],
    ['f"{a!r}{b:>3}{c=}{d!s}"', '`<a formatted value> <a formatted value> <a formatted value> d`'],
    ['f"{f\'{a}\'}"', '``a``'],
    ['t"a{b}"', '`"a" b`'],
    ['rf"\\d{a}"', '`"\\\\d" a`'],
    ['f"""x{\n y\n}"""', '`"x" y`'],
    ['"{}".format(a)', '"{}".format(a)'],
    ['"%s" % a', '("%s" % a)'],
    ['12', '12'],
    ['1_000', '1000'],
    ['0x10', '16'],
    ['1.5e3', '1500'],
    ['-2', '-2'],
    ['3j', '<a number of another kind>'],
    ['True', 'true'],
    ['None', 'null'],
    ['a.b[0]["c"]', 'a.b[0]["c"]'],
    ['a[1:2]', 'a[<a slice>]'],
    ['a[-1]', 'a[-1]'],
    ['a[1, 2]', 'a[<several indexes>]'],
    ['[1, *a, (2, 3), {4}]', '[1, *a, [2, 3], [4]]'],
    ['(1,)', '[1]'],
    ['()', '[]'],
    ['{"a": 1, **b, c: 2, 3: 4}', '{a: 1, **b, (c): 2, 3: 4}'],
    ['{}', '{}'],
    ['f(1, *a, k=2, **b)', 'f(1, *a, k=2, **b)'],
    ['f(x for x in y)', 'f([x for y])'],
    ['await f(x)', 'f(x)'],
    ['((a))', 'a'],
    ['(n := a)', 'a'],
    ['a if b else c', '(b ? a : c)'],
    ['a or b and c', '(a or (b and c))'],
    ['a + b / c', '(a + (b / c))'],
    ['not a', '<a comparison>'],
    ['a < b', '<a comparison>'],
    ['a is None', '<a comparison>'],
    ['a == b', '(a == b)'],
    ['[f(x) for x in xs if x]', '[f(x) for xs if]'],
    ['[a for x in xs for a in x]', '[a for xs for x]'],
    ['{f(x) for x in xs}', '[f(x) for xs]'],
    ['{k: v for k, v in xs.items()}', '[k: v for xs.items()]'],
    ['lambda a, b=1, *c, **d: a', 'fn (a, b=1, *c, **d)'],
    ['...', '<an ellipsis>'],
    ['~a', '<an operation>'],
  ];
  for (const [source, expected] of cases)
    it(source, async () => {
      assert.equal(shown(await argument(source)), expected);
    });

  it('knows what stands between the quotes', async () => {
    const value = await argument('rb"""abc"""');
    assert.ok(value.kind === 'string');
    assert.deepEqual(value.content, { start: 9, end: 12 });
    assert.deepEqual(value.span, { start: 4, end: 15 });
  });

  it('places the parts of an f-string', async () => {
    const value = await argument('f"ab{c}d"');
    assert.ok(value.kind === 'template');
    assert.deepEqual(
      value.parts.map(({ span }) => [span.start, span.end]),
      [
        [6, 8],
        [9, 10],
        [11, 12],
      ],
    );
  });

  it('knows what stands between the parentheses', async () => {
    const text = 'create(\n  a=1,\n)';
    const [found] = [...(await reading(text)).calls(new Set(['create']))];
    assert.ok(found);
    const { start, end } = found.call.argumentSpan;
    assert.equal(text.slice(start, end), '\n  a=1,\n');
    assert.equal(found.call.isNew, false);
  });

  it('keeps offsets behind characters beyond the basic plane', async () => {
    const text = '# 🦊\nx = "é🦊"\ncreate(x, "b🦊")';
    const [found] = [...(await reading(text)).calls(new Set(['create']))];
    const second = found?.call.args[1]?.value;
    assert.ok(second?.kind === 'string');
    assert.equal(text.slice(second.content.start, second.content.end), 'b🦊');
  });
});
