import assert from 'node:assert/strict';
import { isWorthParsing } from '../../../../src/references/scan/isWorthParsing';
import { mayHoldCalls } from '../../../../src/references/calls/mayHoldCalls';
import { calledNames, calledNamesIn } from '../../../../src/references/calls/shapes/calledNames';
import { content, made, parameter, read, said, summary } from './shapesValues';

const url = 'https://x.example/a';

describe('calls of Bedrock Converse', () => {
  const image = { image: { format: 'png', source: { bytes: content('a.png', 'bytes') } } };

  it('hold bytes, or what is in a bucket', () => {
    const stored = { image: { format: 'webp', source: { s3Location: { uri: 's3://b/c.webp' } } } };
    const found = read('client.converse', {
      named: { modelId: 'm', messages: [{ role: 'user', content: [{ text: 'What?' }, image, stored] }] },
    });
    assert.deepEqual(summary(found), ['bytes: a.png', 'url: held s3://b/c.webp']);
    assert.deepEqual(
      [found.call.api, found.call.provider, said(found.call.model)],
      ['bedrock.converse', 'bedrock', 'm'],
    );
    assert.deepEqual(
      found.images.map(({ mediaType }) => mediaType),
      ['image/png', 'image/webp'],
    );
  });

  it('hold the pictures of results of tools, and no documents', () => {
    const document = { document: { format: 'pdf', source: { bytes: content('b.pdf', 'bytes') } } };
    const result = { toolResult: { toolUseId: '1', content: [image, document] } };
    const found = read('client.converse_stream', {
      named: { modelId: 'm', messages: [{ role: 'user', content: [document, result] }] },
    });
    assert.deepEqual(summary(found), ['bytes: a.png']);
  });

  it('are sent as commands', () => {
    const command = made('@aws-sdk/client-bedrock-runtime.ConverseCommand', [
      { modelId: 'm', messages: [{ role: 'user', content: [image] }] },
    ]);
    assert.deepEqual(summary(read('client.send', { args: [command] })), ['bytes: a.png']);
    const other = made('@aws-sdk/client-s3.PutObjectCommand', [{ Body: content('a.png', 'bytes') }]);
    assert.equal(read('client.send', { args: [other] }).calls.length, 0);
  });
});

describe('calls of Ollama', () => {
  it('hold pictures beside the text', () => {
    const found = read('ollama.chat', {
      root: made('ollama.Ollama'),
      args: [
        { model: 'llava', messages: [{ role: 'user', content: 'What?', images: ['a.png', parameter('b')] }] },
      ],
    });
    assert.deepEqual(summary(found), ['path: a.png', 'unknown: ? parameter']);
    assert.deepEqual([found.call.api, found.call.provider], ['ollama', 'compatible']);
  });

  it('may have the model and the prompt by position', () => {
    const found = read('generate', {
      fullName: 'ollama.generate',
      args: ['llava', 'What?'],
      named: { images: ['a.png'] },
    });
    assert.deepEqual([said(found.call.model), ...summary(found)], ['llava', 'path: a.png']);
    assert.equal(found.call.texts[0]?.text, 'What?');
  });

  it('are not those of others who generate', () => {
    const images = ['a.png'];
    assert.equal(read('x.generate', { root: made('x.X'), args: [{ model: 'm', images }] }).calls.length, 0);
  });
});

describe('calls of agents', () => {
  it('of Pydantic AI are given files that are pictures', () => {
    const found = read('agent.run_sync', {
      root: made('pydantic_ai.Agent', ['openai:gpt-5.2']),
      args: [
        [
          'What?',
          made('pydantic_ai.ImageUrl', [], { url }),
          made('pydantic_ai.BinaryContent', [], { data: content('a.png', 'bytes'), media_type: 'image/png' }),
          made('pydantic_ai.BinaryContent', [], { data: content('b', 'bytes'), media_type: 'audio/wav' }),
          made('pydantic_ai.DocumentUrl', [], { url: `${url}.pdf` }),
        ],
      ],
      named: {},
    });
    assert.deepEqual(summary(found), [`url: ${url}`, 'bytes: a.png']);
    assert.deepEqual([said(found.call.model), found.call.provider], ['gpt-5.2', 'openai']);
  });

  it("of OpenAI's SDK are given what Responses takes", () => {
    const agent = made('agents.Agent', [], { name: 'a', model: 'gpt-5.2' });
    const input = [{ role: 'user', content: [{ type: 'input_image', image_url: url, detail: 'low' }] }];
    const found = read('Runner.run', { fullName: 'agents.Runner.run', args: [agent, input], named: {} });
    assert.deepEqual([...summary(found), said(found.images[0]?.detail)], [`url: ${url}`, 'low']);
    assert.deepEqual([found.call.api, said(found.call.model)], ['openai.responses', 'gpt-5.2']);
    assert.equal(read('x.run', { root: made('x.X'), args: [agent, input] }).calls.length, 0);
  });

  it('of LlamaIndex are given blocks', () => {
    const llm = made('llama_index.llms.openai.OpenAI', [], { model: 'gpt-5.2' });
    const block = made('llama_index.core.llms.ImageBlock', [], { path: 'a.png', detail: 'high' });
    const message = made('llama_index.core.llms.ChatMessage', [], { role: 'user', blocks: [block] });
    const found = read('llm.chat', { root: llm, args: [[message]], named: {} });
    assert.deepEqual([...summary(found), said(found.images[0]?.detail)], ['base64: a.png', 'high']);
    assert.deepEqual([said(found.call.model), found.call.provider], ['gpt-5.2', 'openai']);
  });
});

describe('names that are looked for', () => {
  it('are those of a library only where it is', () => {
    assert.equal(calledNamesIn('client.chat(x)'), calledNames);
    assert.ok(calledNamesIn('import ollama').has('chat'));
    assert.ok(calledNamesIn('from pydantic_ai import Agent').has('run_sync'));
    assert.ok(!calledNamesIn('from pydantic_ai import Agent').has('chat'));
  });

  it('are those that a text gives itself', () => {
    const text = [
      "import { generateText as write } from 'ai';",
      'ask = functools.partial(client.responses.create, model="m")',
      'tell = client.chat.completions.create',
      'llm = ChatOpenAI(model="m")',
    ].join('\n');
    for (const name of ['write', 'ask', 'tell', 'llm']) assert.ok(calledNamesIn(text).has(name), name);
    assert.ok(!calledNamesIn(text).has('client'));
  });

  const texts = [
    'from pydantic_ai import Agent, ImageUrl',
    'from agents import Agent, Runner\n"input_image"',
    'import ollama\nollama.chat(messages=[{"images": ["a.png"]}])',
    'client.converse(messages=[{"content": [{"image": {}}]}])',
  ];
  for (const text of texts)
    it(`are worth a look: ${JSON.stringify(text)}`, () => {
      assert.ok(mayHoldCalls(text, 'a.py'));
      assert.ok(isWorthParsing(text, 'a.py'));
    });
});
