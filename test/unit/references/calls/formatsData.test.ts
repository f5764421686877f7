import assert from 'node:assert/strict';
import { isDataFormat, requestsIn } from '../../../../src/references/calls/formats/requestsIn';
import { everyPrefix, told } from './formatsReading';

const chat = `{
  // Comments and trailing commas are for people.
  "model": "gpt-4o",
  "messages": [{"role": "user", "content": [
    {"type": "text", "text": "What is \\"this\\"?"},
    {"type": "image_url", "image_url": {"url": "https://a.example/x.png", "detail": "low"}},
  ]}],
}`;

const line = (id: string, url: string): string =>
  JSON.stringify({
    custom_id: id,
    method: 'POST',
    url: '/v1/chat/completions',
    body: {
      model: 'gpt-5-mini',
      messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url } }] }],
    },
  });

describe('requests in JSON', () => {
  it('is read for its extension', () => {
    for (const name of ['a.json', 'b.JSONL', 'c.yml', 'd.prompty', 'e.baml', 'f.sh', '/x/.prompt.yml'])
      assert.ok(isDataFormat(name), name);
    for (const name of ['a.ts', 'b.py', 'json', 'c.ipynb', 'd.md']) assert.ok(!isDataFormat(name), name);
  });

  it('a request with comments', async () => {
    assert.deepEqual(await told(chat, 'a.json'), [
      { api: 'openai.chat', model: 'gpt-4o', images: ['https://a.example/x.png'] },
    ]);
    const [call] = await requestsIn(chat, 'a.json');
    assert.equal(call?.callee, 'POST /v1/chat/completions');
    assert.deepEqual(
      call.texts.map(text => text.text),
      ['What is "this"?'],
    );
    assert.equal(call.images[0]?.insertDetail, undefined);
  });

  it('a byte order mark shifts nothing', async () => {
    assert.equal((await told(`\uFEFF${chat}`, 'a.json')).length, 1);
  });

  it('says where a detail can be added', async () => {
    const text = chat.replace(', "detail": "low"', '');
    const [call] = await requestsIn(text, 'a.json');
    const insert = call?.images[0]?.insertDetail;
    assert.ok(insert);
    const changed =
      text.slice(0, insert.offset) + insert.text.replace('DETAIL', 'high') + text.slice(insert.offset);
    const [again] = await requestsIn(changed, 'a.json');
    assert.equal(again?.images[0]?.detail.kind === 'stated' && again.images[0].detail.value, 'high');
  });

  it('within lists and objects, as deep as one writes them', async () => {
    assert.equal((await told(`[${chat}, {"name": "x", "request": ${chat}}]`, 'a.json')).length, 2);
    assert.equal((await told(`{"a": {"b": {"c": {"d": ${chat}}}}}`, 'a.json')).length, 1);
    assert.equal((await told(`{"a": {"b": {"c": {"d": {"e": ${chat}}}}}}`, 'a.json')).length, 0);
  });

  it('lines of batches, each its own', async () => {
    const text = `${line('1', 'https://a.example/1.png')}\r\n{"broken": "image_url\n\n${line('2', 'https://a.example/2.png')}`;
    assert.deepEqual(await told(text, 'a.jsonl'), [
      { api: 'openai.chat', model: 'gpt-5-mini', images: ['https://a.example/1.png'], tier: 'batch' },
      { api: 'openai.chat', model: 'gpt-5-mini', images: ['https://a.example/2.png'], tier: 'batch' },
    ]);
  });

  it('batches of Anthropic, Gemini and Bedrock', async () => {
    const anthropic = {
      model: 'claude-sonnet-4-5',
      messages: [
        {
          role: 'user',
          content: [{ type: 'image', source: { type: 'url', url: 'https://a.example/1.png' } }],
        },
      ],
    };
    const parts = [{ file_data: { file_uri: 'https://a.example/1.png', mime_type: 'image/png' } }];
    const lines = [
      { custom_id: 'a', params: anthropic },
      { key: 'b', request: { contents: [{ parts }] } },
      { recordId: 'c', modelInput: anthropic },
    ].map(value => JSON.stringify(value));
    const calls = await told(lines.join('\n'), 'a.jsonl');
    assert.deepEqual(
      calls.map(({ api, tier }) => [api, tier]),
      [
        ['anthropic.messages', 'batch'],
        ['google.generate', 'batch'],
        ['anthropic.messages', 'batch'],
      ],
    );
  });

  it('anything cut off', async () => {
    await everyPrefix(chat, 'a.json');
    await everyPrefix(line('1', 'https://a.example/1.png'), 'a.jsonl');
  });

  it('nothing but brackets', async () => {
    assert.deepEqual(await told(`{"image_url": ${'['.repeat(100_000)}`, 'a.json'), []);
    for (const piece of ['[', '{a: ', '- ', '? '])
      assert.deepEqual(await told(`image_url: ${piece.repeat(60_000)}`, 'a.yaml'), []);
  });
});

const request = `defaults: &user
  role: user
model: openai/gpt-4o
messages:
  - role: system
    content: >-
      Folded
      text.
  - <<: *user
    content:
      - type: text
        text: "About {{topic}}:"
      - type: image_url
        image_url: {url: 'https://a.example/it''s.png', detail: low}
`;

describe('requests in YAML', () => {
  it('with anchors, merges and templates', async () => {
    const [call] = await requestsIn(request, 'a.prompt.yml');
    assert.ok(call);
    assert.deepEqual(
      call.texts.map(({ text, partial }) => [text, partial]),
      [
        ['Folded text.', false],
        ['About :', true],
      ],
    );
    assert.equal(
      call.model.kind === 'stated' && request.slice(call.model.span.start, call.model.span.end),
      'openai/gpt-4o',
    );
    const [literal] = call.images[0]!.literals;
    assert.equal(request.slice(literal!.start, literal!.end), "https://a.example/it''s.png");
  });

  it('aliases that multiply', async () => {
    const lines = ['a0: &a0 {image_url: x, source: y}'];
    for (let i = 1; i < 30; i += 1)
      lines.push(
        `a${i}: &a${i} [${Array(10)
          .fill(`*a${i - 1}`)
          .join(', ')}]`,
      );
    assert.deepEqual(await told(lines.join('\n'), 'a.yaml'), []);
  });

  it('anything cut off', () => everyPrefix(request, 'a.yaml'));
});
