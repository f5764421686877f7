import assert from 'node:assert/strict';
import { compare, lineNumbers, normalise } from '../../../accuracy/compare';
import { corpusFolder, fixtureNames, readFixture, siblingModule } from '../../../accuracy/corpus';
import { parseExpectation, type Expectation, type ExpectedCall } from '../../../accuracy/expectation';
import { generated } from '../../../accuracy/generated';
import { measure } from '../../../accuracy/measure';
import { byFolder, complaints, isGood, rate, summarise } from '../../../accuracy/summary';
import type { CallImage, ImageSource, Setting, VisionCall } from '../../../../src/references/calls/call';
import type { UnknownReason } from '../../../../src/references/calls/value';

const text = '\nfirst();\nsecond();\nthird();\n';
const span = { start: 1, end: 8 };

const omitted: Setting = { kind: 'omitted' };
const stated = (value: string): Setting => ({ kind: 'stated', value, span, literal: true });
const choice = (...values: readonly string[]): Setting => ({ kind: 'choice', values, span });
const environment: UnknownReason = { kind: 'environment', name: 'MODEL' };
const unknown = (reason: UnknownReason = environment): Setting => ({ kind: 'unknown', reason, span });

function reference(target: string): ImageSource {
  return {
    kind: 'reference',
    anchored: false,
    reference: { start: 0, end: 1, target, form: 'path', syntax: 'string' },
  };
}

function picture(source: ImageSource | string, detail: Setting = omitted): CallImage {
  return {
    span,
    literals: [],
    source: typeof source === 'string' ? reference(source) : source,
    detail,
    sent: 'base64',
  };
}

function found(line: number, images: readonly CallImage[], more: Partial<VisionCall> = {}): VisionCall {
  const start = text.split('\n', line - 1).join('\n').length + 1;
  return {
    api: 'openai.responses',
    callee: 'client.responses.create',
    span: { start, end: start + 5 },
    statement: start,
    provider: 'openai',
    model: stated('gpt-5.2'),
    tier: omitted,
    images,
    texts: [],
    unknowns: [],
    ...more,
  };
}

function expected(
  line: number,
  images: ExpectedCall['images'],
  more: Partial<ExpectedCall> = {},
): Expectation {
  return { calls: [{ line, api: 'openai.responses', model: 'gpt-5.2', images, ...more }] };
}

/** What is missed and what is wrong, as a reader of the output sees it. */
function difference(expectation: Expectation, calls: readonly VisionCall[]): readonly string[] {
  const { missed, wrong } = compare(text, expectation, calls);
  return [
    ...missed.map(finding => `- ${finding.line} ${finding.text}`),
    ...wrong.map(finding => `+ ${finding.line} ${finding.text}`),
  ];
}

describe('the comparison of calls with what is expected', () => {
  it('agrees with what is the same', () => {
    const comparison = compare(
      text,
      expected(2, [
        { target: 'a.png', detail: 'low' },
        { target: 'b.png', detail: null },
      ]),
      [found(2, [picture('./a.png', stated('low')), picture('x/../b.png')])],
    );
    assert.deepEqual(comparison, {
      calls: { expected: 1, found: 1, matched: 1 },
      expected: 4,
      found: 4,
      matched: 4,
      missed: [],
      wrong: [],
    });
  });

  it('misses a call that is not found, with all it holds', () => {
    const expectation = expected(3, [{ target: 'a.png', detail: null }], { tier: 'flex' });
    assert.deepEqual(difference(expectation, []), [
      '- 3 call openai.responses',
      '- 3 model gpt-5.2',
      '- 3 tier flex',
      '- 3 picture a.png, detail omitted',
    ]);
  });

  it('blames a call that is not there, with all it holds', () => {
    assert.deepEqual(difference({ calls: [] }, [found(4, [picture('a.png', stated('high'))])]), [
      '+ 4 call openai.responses',
      '+ 4 model gpt-5.2',
      '+ 4 picture a.png, detail high',
    ]);
  });

  it('tells calls apart by line and by API', () => {
    const expectation = expected(2, []);
    assert.deepEqual(difference(expectation, [found(3, [])]), [
      '- 2 call openai.responses',
      '- 2 model gpt-5.2',
      '+ 3 call openai.responses',
      '+ 3 model gpt-5.2',
    ]);
    assert.equal(difference(expectation, [found(2, [], { api: 'openai.chat' })]).length, 4);
  });

  it('does not take one call for two', () => {
    assert.deepEqual(difference(expected(2, []), [found(2, []), found(2, [])]), [
      '+ 2 call openai.responses',
      '+ 2 model gpt-5.2',
    ]);
  });

  it('finds the right one of several calls on a line', () => {
    const one = expected(2, [{ target: 'a.png', detail: null }]).calls;
    const two = expected(2, [{ target: 'b.png', detail: null }], { model: 'gpt-5-mini' }).calls;
    const calls = [
      found(2, [picture('b.png')], { model: stated('gpt-5-mini') }),
      found(2, [picture('a.png')]),
    ];
    assert.deepEqual(difference({ calls: [...one, ...two] }, calls), []);
  });

  describe('models', () => {
    const differs = (more: Partial<ExpectedCall>, model: Setting): readonly string[] =>
      difference(expected(2, [], more), [found(2, [], { model })]);

    it('are another where the name is another', () => {
      assert.deepEqual(differs({}, stated('gpt-5.1')), ['- 2 model gpt-5.2', '+ 2 model gpt-5.1']);
    });

    it('may have lost a provider in front, and nothing else', () => {
      assert.deepEqual(differs({ model: 'openai/gpt-5.2' }, stated('gpt-5.2')), []);
      assert.equal(differs({ model: 'openai/gpt-5.2' }, stated('5.2')).length, 2);
      assert.equal(differs({ model: 'gpt-5.2' }, stated('openai/gpt-5.2')).length, 2);
      assert.equal(differs({ model: 'openai/' }, stated('')).length, 2);
    });

    it('are all of a choice, in any order', () => {
      assert.deepEqual(differs({ model: ['a', 'b'] }, choice('b', 'a', 'b')), []);
      assert.equal(differs({ model: ['a', 'b'] }, choice('a', 'c')).length, 2);
      assert.equal(differs({ model: ['a', 'b'] }, stated('a')).length, 2);
      assert.equal(differs({ model: 'a' }, choice('a', 'b')).length, 2);
    });

    it('are not known for the reason that is expected', () => {
      assert.deepEqual(differs({ model: null, modelUnknown: 'environment' }, unknown()), []);
      assert.deepEqual(differs({ model: null, modelUnknown: ['call', 'environment'] }, unknown()), []);
      assert.deepEqual(differs({ model: null, modelUnknown: 'parameter' }, unknown()), [
        '- 2 model unknown: parameter',
        '+ 2 model unknown: environment',
      ]);
      assert.deepEqual(differs({ model: null }, omitted), []);
      assert.equal(differs({ model: null }, unknown()).length, 2);
      assert.equal(differs({ model: null, modelUnknown: 'environment' }, omitted).length, 2);
      assert.equal(differs({}, unknown()).length, 2);
    });
  });

  it('looks at the tier where it is expected or found', () => {
    const flex = found(2, [], { tier: stated('flex') });
    assert.deepEqual(difference(expected(2, [], { tier: 'flex' }), [flex]), []);
    assert.deepEqual(difference(expected(2, []), [flex]), ['+ 2 tier flex']);
    assert.deepEqual(difference(expected(2, [], { tier: 'flex' }), [found(2, [])]), ['- 2 tier flex']);
    assert.deepEqual(difference(expected(2, [], { tier: 'batch' }), [flex]), [
      '- 2 tier batch',
      '+ 2 tier flex',
    ]);
  });

  describe('pictures', () => {
    const differs = (
      images: ExpectedCall['images'],
      sent: readonly CallImage[],
      more: Partial<VisionCall> = {},
    ): readonly string[] => {
      const api = more.api ?? 'openai.responses';
      return difference(expected(2, images, { api }), [found(2, sent, more)]);
    };
    const named = (...targets: readonly string[]): ExpectedCall['images'] =>
      targets.map(target => ({ target, detail: null }));

    it('are in order', () => {
      assert.deepEqual(
        differs(named('a.png', 'b.png', 'c.png'), [picture('b.png'), picture('c.png'), picture('a.png')]),
        ['- 2 picture a.png, detail omitted', '+ 2 picture a.png, detail omitted'],
      );
    });

    it('count as often as they are sent', () => {
      assert.deepEqual(differs(named('a.png', 'a.png'), [picture('a.png')]), [
        '- 2 picture a.png, detail omitted',
      ]);
      assert.deepEqual(differs(named('a.png'), [picture('a.png'), picture('a.png')]), [
        '+ 2 picture a.png, detail omitted',
      ]);
    });

    it('have a detail', () => {
      const low: ExpectedCall['images'] = [{ target: 'a.png', detail: 'low' }];
      assert.deepEqual(differs(low, [picture('a.png', stated('low'))]), []);
      assert.deepEqual(differs(low, [picture('a.png', stated('MEDIA_RESOLUTION_LOW'))]), []);
      assert.deepEqual(differs(low, [picture('a.png')]), [
        '- 2 picture a.png, detail low',
        '+ 2 picture a.png, detail omitted',
      ]);
      assert.equal(differs(low, [picture('a.png', stated('high'))]).length, 2);
      assert.equal(differs(named('a.png'), [picture('a.png', stated('low'))]).length, 2);
      assert.equal(differs(named('a.png'), [picture('a.png', unknown())]).length, 2);
      assert.deepEqual(differs([{ target: 'a.png', detail: '?' }], [picture('a.png', unknown())]), []);
      assert.equal(differs([{ target: 'a.png', detail: '?' }], [picture('a.png')]).length, 2);
      assert.deepEqual(
        differs([{ target: 'a.png', detail: ['low', 'high'] }], [picture('a.png', choice('high', 'low'))]),
        [],
      );
      assert.equal(
        differs([{ target: 'a.png', detail: ['low', 'high'] }], [picture('a.png', stated('low'))]).length,
        2,
      );
    });

    it('have none where the API has none, or nothing is said of it', () => {
      const sent = [picture('a.png', stated('low'))];
      assert.deepEqual(differs(named('a.png'), sent, { api: 'anthropic.messages' }), []);
      assert.deepEqual(
        differs(
          [{ unknown: 'environment' }],
          [picture({ kind: 'unknown', reason: environment }, stated('low'))],
        ),
        [],
      );
    });

    it('are what they are', () => {
      const several = picture({
        kind: 'several',
        pattern: './scans/*.png',
        base: 'working',
        narrowed: false,
      });
      const held = picture({ kind: 'held', name: 'gs://bucket/a.png' });
      const changed = picture({ ...reference('a.png'), kind: 'changed', how: 'resize' } as ImageSource);
      const lost = picture({ kind: 'unknown', reason: { kind: 'parameter', name: 'p', fn: 'f' } });
      assert.deepEqual(
        differs(
          [
            { several: 'scans/*.png' },
            { held: 'gs://bucket/a.png' },
            { changed: 'a.png' },
            { unknown: 'parameter' },
          ],
          [several, held, changed, lost],
        ),
        [],
      );
      assert.equal(differs(named('a.png'), [changed]).length, 2);
      assert.equal(differs([{ changed: 'a.png' }], [picture('a.png')]).length, 2);
      assert.equal(differs([{ unknown: 'call' }], [lost]).length, 2);
      assert.equal(differs([{ several: 'scans/*' }], [several]).length, 2);
      assert.equal(differs([{ held: 'gs://bucket/b.png' }], [held]).length, 2);
    });

    it('may be read in any of the ways of a list', () => {
      const either: ExpectedCall['images'] = [[{ several: 'a/*' }, { target: 'a/x.png', detail: null }]];
      assert.deepEqual(differs(either, [picture('a/x.png')]), []);
      assert.deepEqual(differs(either, [picture('a/y.png')]), [
        '- 2 picture several a/*, or a/x.png, detail omitted',
        '+ 2 picture a/y.png, detail omitted',
      ]);
    });
  });

  it('compares paths as they resolve, addresses as they are, the beginning of data', () => {
    assert.equal(normalise('./a//b/../c.png'), 'a/c.png');
    assert.equal(normalise('../a.png'), '../a.png');
    assert.equal(normalise('https://a.example/x/../y.png'), 'https://a.example/x/../y.png');
    assert.equal(normalise(`data:image/png;base64,${'A'.repeat(50)}`), 'data:image/png;base64,AAAAAAAA');
  });

  it('counts lines by every ending', () => {
    const lineOf = lineNumbers('a\r\nb\rc\nd');
    assert.deepEqual([0, 2, 3, 4, 5, 7].map(lineOf), [1, 1, 2, 2, 3, 4]);
  });
});

describe('expectations', () => {
  const broken: Readonly<Record<string, string>> = {
    'no calls': '{}',
    'another key': '{"calls": [], "call": []}',
    'a call without a line': '{"calls": [{"api": "openai.chat", "model": "m", "images": []}]}',
    'an API that is none': '{"calls": [{"line": 1, "api": "openai", "model": "m", "images": []}]}',
    'no model': '{"calls": [{"line": 1, "api": "openai.chat", "images": []}]}',
    'a reason for a known model':
      '{"calls": [{"line": 1, "api": "openai.chat", "model": "m", "modelUnknown": "call", "images": []}]}',
    'a reason that is none':
      '{"calls": [{"line": 1, "api": "openai.chat", "model": null, "modelUnknown": "env", "images": []}]}',
    'no pictures': '{"calls": [{"line": 1, "api": "openai.chat", "model": "m"}]}',
    'a target without a detail':
      '{"calls": [{"line": 1, "api": "openai.chat", "model": "m", "images": [{"target": "a.png"}]}]}',
    'a picture of two kinds':
      '{"calls": [{"line": 1, "api": "openai.chat", "model": "m", "images": [{"held": "a", "several": "b"}]}]}',
    'a picture of no kind': '{"calls": [{"line": 1, "api": "openai.chat", "model": "m", "images": [{}]}]}',
    'a misspelt key':
      '{"calls": [{"line": 1, "api": "openai.chat", "model": "m", "images": [{"target": "a", "detials": null}]}]}',
    'no ways to read': '{"calls": [{"line": 1, "api": "openai.chat", "model": "m", "images": [[{}]]}]}',
  };
  for (const [name, json] of Object.entries(broken))
    it(`are refused with ${name}`, () => {
      assert.throws(() => parseExpectation(json));
    });

  it('are read', () => {
    const json =
      '{"calls": [{"line": 1, "api": "openai.chat", "model": ["a", "b"], "images": [{"unknown": "call"}]}]}';
    assert.equal(parseExpectation(json).calls.length, 1);
  });

  it('are there for many files, and stand on a line that could be theirs', () => {
    const corpus = fixtureNames().map(readFixture);
    assert.ok(corpus.length >= 130, `${corpus.length} files`);
    for (const { name, text, expectation } of corpus) {
      if (!/^(?:javascript|typescript|components)\//.test(name)) continue;
      const lines = text.split(/\r\n|\r|\n/);
      for (const { line } of expectation.calls)
        assert.match(
          lines[line - 1] ?? '',
          /create|parse|stream|generate|edit|invoke|fetch|axios|client|messages|completions|send|write|chat|run/,
          `${name}:${line}`,
        );
    }
  });

  it('are refused without their file', () => {
    assert.throws(() => readFixture('typescript/nothing.ts'), /typescript\/nothing\.ts/);
  });

  it('of a long file are where it was made to be', () => {
    const lines = generated.get('javascript/twenty-thousand-lines.js')!().split('\n');
    assert.equal(lines.length, 20_000);
    for (const line of [120, 10_000, 19_990])
      assert.match(lines[line - 1]!, /^await client\.responses\.create/);
  });
});

describe('the measure of accuracy', () => {
  const fixture = (folder: string, expectation: Expectation): Parameters<typeof measure>[0] => ({
    name: `${folder}/a.ts`,
    folder,
    file: `${corpusFolder}/${folder}/a.ts`,
    text,
    languageId: 'typescript',
    expectation,
  });
  const many = expected(
    2,
    Array.from({ length: 97 }, (_, index) => ({ target: `${index}.png`, detail: null })),
  );
  const sent = (count: number): readonly VisionCall[] => [
    found(
      2,
      Array.from({ length: count }, (_, index) => picture(`${index}.png`)),
    ),
  ];
  const read = (calls: readonly VisionCall[], folder = 'typescript'): ReturnType<typeof measure> =>
    measure(fixture(folder, many), () => Promise.resolve(calls));

  it('is good at 98 of 100 findings, and not at 97', async () => {
    assert.equal(rate([await read(sent(96))]).recall, 98 / 99);
    assert.equal(isGood([await read(sent(96))]), true);
    assert.equal(isGood([await read(sent(95))]), false);
  });

  it('is good at one false finding of a hundred, and not at two', async () => {
    assert.equal(isGood([await read(sent(98))]), true);
    assert.equal(isGood([await read(sent(99))]), false);
  });

  it('holds for every folder by itself', async () => {
    const good = await Promise.all(Array.from({ length: 9 }, () => read(sent(97))));
    const bad = await read([], 'components');
    assert.equal(isGood(good), true);
    assert.equal(isGood([...good, bad]), false);
    assert.deepEqual([...byFolder([...good, bad]).keys()], ['typescript', 'components']);
  });

  it('is not good with nothing', () => {
    assert.equal(isGood([]), false);
  });

  it('says what is missed and what is false, with its place', async () => {
    const one = await measure(fixture('typescript', expected(2, [])), () => Promise.resolve([found(3, [])]));
    assert.deepEqual(complaints([one]).split('\n'), [
      'missed  test/fixtures/calls/typescript/a.ts:2  call openai.responses',
      'missed  test/fixtures/calls/typescript/a.ts:2  model gpt-5.2',
      'false   test/fixtures/calls/typescript/a.ts:3  call openai.responses',
      'false   test/fixtures/calls/typescript/a.ts:3  model gpt-5.2',
    ]);
  });

  it('rounds downwards', async () => {
    const table = summarise([await read(sent(95))]);
    assert.match(table, /^typescript +1 +1\/1 +97\/99 +97\.9 % +100\.0 %$/m);
    assert.match(table, /^all +1 /m);
  });

  it('gives a reader the files beside a fixture', async () => {
    const from = `${corpusFolder}/typescript/imported-constants.ts`;
    for (const specifier of [
      './shared/constants',
      './shared/constants.js',
      './shared/constants.ts',
      '.shared.constants',
    ])
      assert.match((await siblingModule(from, specifier))?.text ?? specifier, /VISION_MODEL = /);
    assert.equal(await siblingModule(from, 'openai'), undefined);
    assert.equal(await siblingModule(from, '../../../../package.json'), undefined);
  });
});
