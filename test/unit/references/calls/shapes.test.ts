import assert from 'node:assert/strict';
import {
  choice,
  content,
  dataUrl,
  environment,
  inserted,
  made,
  named,
  parameter,
  path,
  read,
  several,
  summary,
  text,
  type Raw,
} from './shapesValues';

const openai = made('openai.OpenAI');
const image = (value: unknown, more: object = {}): object => ({
  type: 'input_image',
  image_url: value,
  ...more,
});
const responses = (
  parts: readonly unknown[],
  more: object = {},
  root: Raw = openai,
): ReturnType<typeof read> =>
  read('client.responses.create', {
    args: [{ model: 'gpt-5.2', input: [{ role: 'user', content: parts }], ...more }],
    root,
  });

describe('calls of the Responses API', () => {
  it('hold their pictures, their text, the model and the tier', () => {
    const found = responses(
      [{ type: 'input_text', text: 'What is it?' }, image(dataUrl('a.png'), { detail: 'low' })],
      { service_tier: 'flex', instructions: 'Be brief.' },
    );
    const { call } = found;
    assert.equal(call.api, 'openai.responses');
    assert.equal(call.provider, 'openai');
    assert.equal(call.model.kind === 'stated' && call.model.value, 'gpt-5.2');
    assert.equal(call.tier.kind === 'stated' && call.tier.value, 'flex');
    assert.deepEqual(
      call.texts.map(({ text }) => text),
      ['Be brief.', 'What is it?'],
    );
    assert.deepEqual(summary(found), ['data-url: a.png']);
    const [picture] = found.images;
    assert.equal(picture?.mediaType, 'image/png');
    assert.deepEqual(
      picture.literals.map(({ start, end }) => found.text.slice(start, end)),
      ['a.png'],
    );
    assert.ok(picture.detail.kind === 'stated' && picture.detail.literal);
    assert.equal(found.text.slice(picture.detail.span.start, picture.detail.span.end), 'low');
    assert.equal(picture.insertDetail, undefined);
  });

  const values: readonly (readonly [string, unknown, string])[] = [
    ['an address', 'https://x.example/a', 'url: https://x.example/a'],
    ['the bytes', 'data:image/png;base64,iVBORw0KGgo=', 'data-url: data:image/png;base64,iVBORw0KGgo='],
    ['a path', './a.png', 'path: ./a.png'],
    ['a path without an extension', 'uploads/photo', 'path: uploads/photo'],
    ['a path of the document', path('a/../b.png'), 'path: @b.png'],
    ['a path of the program', path('b.png', 'working'), 'path: b.png'],
    ['storage', 'gs://bucket/a.png', 'url: held gs://bucket/a.png'],
    ['a parameter', parameter(), 'unknown: ? parameter'],
    ['what an example has in its place', '...', 'unknown: ? syntax'],
    ['nothing but the beginning of data', 'data:image/png;base64,', 'data-url: ? syntax'],
    ['data of something unknown', text('data:image/png;base64,', parameter()), 'data-url: ? parameter'],
    [
      'data of an unknown type',
      text('data:', parameter(), ';base64,', content(path('a.png'), 'base64')),
      'data-url: @a.png',
    ],
    ['an address with a hole', text('https://x.example/', parameter(), '.png'), 'url: ? parameter'],
    ['data in one piece', content('a.png', 'data-url'), 'data-url: a.png'],
    ['base64 without its beginning', content('a.png', 'base64'), 'base64: a.png'],
    ['what a glob finds', dataUrl(several('img/*.png')), 'data-url: img/*.png'],
    ['a pattern', 'img/*.png', 'path: img/*.png'],
    ['what is changed', content('a.png', 'data-url', { changed: 'resize' }), 'data-url: resize(a.png)'],
    [
      'what is on the web',
      content('https://x.example/a.png', 'data-url'),
      'data-url: https://x.example/a.png',
    ],
    ['a file of an unknown name', dataUrl(parameter()), 'data-url: ? parameter'],
    ['the way of Chat', { url: 'https://x.example/a' }, 'url: https://x.example/a'],
    ['the result of a call', made('mine.encode', ['a.png']), 'unknown: ? call'],
  ];
  for (const [what, value, expected] of values)
    it(`send ${what}`, () => {
      assert.deepEqual(summary(responses([image(value)])), [expected]);
    });

  it('name uploaded files', () => {
    const id = (value: unknown): object => ({ type: 'input_image', file_id: value });
    const upload = made('openai.OpenAI.files.create', [], {
      file: content('a.png', 'handle'),
      purpose: 'vision',
    });
    assert.deepEqual(summary(responses([id('file-abc'), id(parameter()), id(upload)])), [
      'file-id: held file-abc',
      'file-id: ? parameter',
      'file-id: a.png',
    ]);
  });

  it('say where a detail goes', () => {
    assert.match(inserted(responses([image('https://x.example/a')])), /\/a", detail: 'low', \}/);
    const input = [{ content: [image(parameter('url'))] }];
    const python = read('client.responses.create', { named: { model: 'gpt-5.2', input }, root: openai });
    assert.match(inserted(python), /"image_url": url, "detail": "low", \}/);
    const later = responses([image('https://x.example/a', { detail: parameter() })]);
    assert.equal(later.images[0]?.insertDetail, undefined);
    assert.equal(later.images[0]?.detail.kind, 'unknown');
  });

  it('take bare parts, outputs of functions and pictures of a screen', () => {
    const found = read('client.responses.create', {
      args: [
        {
          input: [
            image('https://x.example/a'),
            { type: 'function_call_output', call_id: 'c', output: [image('https://x.example/b')] },
            {
              type: 'computer_call_output',
              output: { type: 'computer_screenshot', image_url: 'https://x.example/c' },
            },
          ],
        },
      ],
    });
    assert.equal(found.images.length, 3);
    assert.equal(found.call.model.kind, 'omitted');
    assert.equal(found.call.provider, undefined);
  });

  it('are for each of the callers, details with them', () => {
    const found = responses([
      image(dataUrl(choice('each', 7, 'a.png', 'b.png')), { detail: choice('each', 7, 'low', 'high') }),
    ]);
    assert.deepEqual(summary(found), ['data-url: a.png', 'data-url: b.png']);
    assert.deepEqual(
      found.images.map(({ turn }) => turn),
      [0, 1].map(option => ({ by: 'each', group: 7, option })),
    );
    assert.deepEqual(
      found.images.map(({ detail }) => detail.kind === 'stated' && detail.value),
      ['low', 'high'],
    );
  });

  it('send one or the other', () => {
    const found = responses([image(choice('branch', 3, 'https://x.example/a', dataUrl('b.png')))]);
    assert.deepEqual(
      found.images.map(({ turn }) => turn?.by),
      ['either', 'either'],
    );
    const detail = responses([image('https://x.example/a', { detail: choice('branch', 3, 'low', null) })]);
    assert.deepEqual(
      detail.images.map(picture => picture.detail.kind === 'choice' && picture.detail.values),
      [['low', 'auto']],
    );
  });

  it('may leave a picture out', () => {
    const found = responses([choice('branch', 3, image('https://x.example/a'), null)]);
    assert.deepEqual(
      found.images.map(({ turn, optional }) => [turn, optional]),
      [[undefined, true]],
    );
  });

  it('flatten choices within choices, and repeat what goes with each', () => {
    const inner = choice('branch', 2, image('https://x.example/b'), image('https://x.example/c'));
    const outer = choice('each', 1, [image('https://x.example/a'), inner], [image('https://x.example/d')]);
    const found = read('client.responses.create', { args: [{ input: [{ role: 'user', content: outer }] }] });
    assert.deepEqual(
      found.images.map(picture => `${named(picture).slice(-1)}${picture.turn?.option ?? ''}`),
      ['a0', 'a1', 'b0', 'c1', 'd2'],
    );
  });

  it('go on where something is not known', () => {
    const found = responses([parameter('history'), image('https://x.example/a')]);
    assert.deepEqual(
      found.call.unknowns.map(({ what }) => what),
      ['images'],
    );
    const spread = responses([image('https://x.example/a', { '...': parameter() })], { '...': parameter() });
    assert.equal(spread.images[0]?.detail.kind, 'unknown');
    assert.equal(spread.call.model.kind, 'stated');
  });

  it('do not know a model behind a spread', () => {
    const input = [{ content: [image('https://x.example/a')] }];
    const { call } = read('client.responses.create', { args: [{ input, '...': parameter() }] });
    assert.equal(call.model.kind, 'unknown');
  });

  it('take a model from the environment', () => {
    const { call } = responses([image('https://x.example/a')], { model: environment('MODEL', 'gpt-5-mini') });
    assert.ok(call.model.kind === 'unknown' && call.model.fallback === 'gpt-5-mini');
    const either = responses([image('https://x.example/a')], {
      model: choice('branch', 1, 'gpt-5', 'gpt-4o'),
    });
    assert.deepEqual(either.call.model.kind === 'choice' && either.call.model.values, ['gpt-5', 'gpt-4o']);
  });

  it('are read of parse, stream and raw responses', () => {
    const input = [{ content: [image('https://x.example/a')] }];
    for (const callee of [
      'client.responses.parse',
      'client.responses.stream',
      'client.responses.with_raw_response.create',
      'this.ai.openai.responses.create',
    ])
      assert.equal(read(callee, { args: [{ input }] }).calls.length, 1, callee);
  });
});

describe('a picture in a text', () => {
  it('is sent as text', () => {
    const found = responses([
      { type: 'input_text', text: text('Here: data:image/png;base64,', content('a.png', 'base64'), '.') },
    ]);
    assert.deepEqual(summary(found), ['text: a.png']);
    assert.deepEqual(found.call.texts.at(-1)?.partial, true);
  });

  it('is one by its name, and no other file is', () => {
    const found = (name: string): number =>
      responses([{ type: 'input_text', text: text('Here: ', content(name, 'base64')) }]).calls.length;
    assert.equal(found('a.png'), 1);
    assert.equal(found('a.pdf'), 0);
  });

  it('may be written out', () => {
    const found = read('client.chat.completions.create', {
      args: [{ messages: [{ role: 'user', content: 'See data:image/png;base64,iVBORw0KGgo= please' }] }],
    });
    assert.deepEqual(summary(found), ['text: data:image/png;base64,iVBORw0KGgo=']);
    assert.equal(found.call.texts[0]?.text, 'See  please');
  });
});
