import assert from 'node:assert/strict';
import { requestsIn } from '../../../../src/references/calls/formats/requestsIn';
import { everyPrefix, targetOf, told } from './formatsReading';

const configuration = `
prompts:
  - |
    [
      {"role": "system", "content": "Be brief."},
      {"role": "user", "content": [
        {"type": "text", "text": "Name the {{kind}}."},
        {"type": "image_url", "image_url": {"url": "{{image}}", "detail": "low"}}
      ]}
    ]
providers:
  - openai:gpt-5.2
  - id: anthropic:messages:claude-sonnet-4-5
    config: {max_tokens: 10}
  - google:gemini-2.5-flash
defaultTest:
  vars: {kind: plant}
tests:
  - vars:
      image: file://images/a.png
  - vars:
      image:
        - file://images/b.png
        - https://a.example/c.jpg
  - vars: {kind: no picture}
`;

describe('configurations of promptfoo', () => {
  it('each test with each provider', async () => {
    const calls = await told(configuration, 'promptfooconfig.yaml');
    const models = [
      ['openai.chat', 'gpt-5.2'],
      ['anthropic.messages', 'claude-sonnet-4-5'],
      ['google.generate', 'gemini-2.5-flash'],
    ] as const;
    assert.deepEqual(calls.slice(0, 6), [
      ...models.map(([api, model]) => ({ api, model, images: ['images/a.png'] })),
      ...models.map(([api, model]) => ({ api, model, images: ['images/b.png', 'https://a.example/c.jpg'] })),
    ]);
  });

  it('a file is beside the configuration; a list is a request each', async () => {
    const calls = await requestsIn(configuration, 'promptfooconfig.yaml');
    const source = calls[0]?.images[0]?.source;
    assert.ok(source?.kind === 'reference' && source.anchored);
    assert.equal(configuration.slice(source.reference.start, source.reference.end), 'images/a.png');
    assert.equal(calls[0]?.images[0]?.detail.kind === 'stated' && calls[0].images[0].detail.value, 'low');
    assert.deepEqual(
      calls[3]?.images.map(image => [image.turn?.by, image.turn?.option]),
      [
        ['each', 0],
        ['each', 1],
      ],
    );
    assert.deepEqual(
      calls[0]?.texts.map(text => text.text),
      ['Be brief.', 'Name the plant.'],
    );
    assert.ok(configuration.slice(calls[0].statement).startsWith('vars:\n      image: file'));
  });

  it('messages in another file: pictures are what looks like one', async () => {
    const text = `
providers: [azure:chat:my-deployment, "openai:responses:gpt-5.2", "openrouter:qwen/qwen2.5-vl"]
prompts: [file://prompt.json]
tests: [{vars: {a: "file://x.png", b: file://notes.txt, c: "https://a.example/y.webp?w=2", d: plain}}]
`;
    const images = ['x.png', 'https://a.example/y.webp?w=2'];
    assert.deepEqual(await told(text, 'promptfooconfig.yaml'), [
      { api: 'openai.chat', model: 'my-deployment', images },
      { api: 'openai.responses', model: 'gpt-5.2', images },
      { api: 'openai.chat', model: 'qwen/qwen2.5-vl', images },
    ]);
  });

  it('messages as YAML, and a configuration as JSON', async () => {
    const yaml = `
providers: openai:gpt-5.2
prompts:
  - |
    - role: user
      content:
        - type: image_url
          image_url:
            url: {{ photo }}
tests:
  - vars: {photo: file://p.png}
`;
    const expected = [{ api: 'openai.chat', model: 'gpt-5.2', images: ['p.png'] }];
    assert.deepEqual(await told(yaml, 'a.yaml'), expected);
    const json = JSON.stringify({
      providers: ['openai:gpt-5.2'],
      prompts: ['[{"role":"user","content":[{"type":"image_url","image_url":{"url":"{{photo}}"}}]}]'],
      tests: [{ vars: { photo: 'file://p.png' } }],
    });
    assert.deepEqual(await told(json, 'promptfooconfig.json'), expected);
  });

  it('no more than somebody reads', async () => {
    const tests = Array.from({ length: 300 }, (_, i) => `  - vars: {image: file://${i}.png}`).join('\n');
    const text = `providers: [openai:gpt-5.2, openai:gpt-5-mini]\nprompts: [file://p.json]\ntests:\n${tests}`;
    assert.equal((await requestsIn(text, 'a.yaml')).length, 200);
  });

  it('anything cut off', () => everyPrefix(configuration, 'a.yaml'));
});

const prompty = `---
name: Describe
model:
  api: chat
  configuration:
    type: azure_openai
    azure_deployment: \${env:DEPLOYMENT:gpt-4o}
sample:
  photo: pictures/sample.jpg
---
system:
You are {{role}}.

user:
![one](./a.png "title") and ![two]({{photo}})
![three](https://a.example/b.png) ![four]({{other}})
What are they?
`;

describe('prompty files', () => {
  it('pictures of the roles, the model of the environment', async () => {
    assert.deepEqual(await told(prompty, 'a.prompty'), [
      {
        api: 'openai.chat',
        model: '? environment gpt-4o',
        images: ['a.png', 'pictures/sample.jpg', 'https://a.example/b.png', '? input'],
      },
    ]);
    const [call] = await requestsIn(prompty, 'a.prompty');
    assert.equal(call?.provider, 'azure');
    assert.ok(call.texts.some(text => text.text === 'What are they?'));
  });

  it('the second version', async () => {
    const text = `---\r\nmodel:\r\n  id: gpt-4o\r\n  provider: openai\r\n  connection: {kind: key}\r\n---\r\nuser:\r\n![x](a.png)\r\n`;
    assert.deepEqual(await told(text, 'a.prompty'), [
      { api: 'openai.chat', model: 'gpt-4o', images: ['a.png'] },
    ]);
  });

  it('anything cut off', () => everyPrefix(prompty, 'a.prompty'));
});

const baml = `// client<llm> No { provider openai }
client<llm> Main {
  provider "anthropic"
  options { model "claude-sonnet-4-5" api_key env.KEY }
}
client<llm> Either { provider round-robin options { strategy [Main, "openai/gpt-4o"] } }
class Doc { scan image @description("it's") title string? }

function Read(img: image, more: image[], doc: Doc | null) -> string | map<string, int> {
  client Main
  prompt #"
    {{ _.role("user") }} Read "this": {{ img }} {{ more }} {{ doc.scan }}
  "#
}
function Name(img: image) -> string { client "openai/gpt-4o-mini" prompt #"Name {{ img }}"# }
function Env(img: image) -> string { client Model prompt #"{{ img }}"# }
client<llm> Model { provider google-ai options { model env.MODEL } }

test Both {
  functions [Read, Name]
  args {
    img { file "../a.png" }
    more [ { url "https://a.example/b" } { base64 "iVBORw0KGgo=" media_type "image/png" } ]
    doc { scan { file "c.jpg" } title "x" }
  }
}
test Third { functions [Env] args { img { file "d.png" } } }
`;

describe('BAML', () => {
  it('each test with each of its functions', async () => {
    assert.deepEqual(await told(baml, 'a.baml'), [
      {
        api: 'anthropic.messages',
        model: 'claude-sonnet-4-5',
        images: ['../a.png', 'https://a.example/b', 'data:image/png;base64,iVBORw0KGgo=', 'c.jpg'],
      },
      { api: 'openai.chat', model: 'gpt-4o-mini', images: ['../a.png'] },
      { api: 'google.generate', model: '? environment', images: ['d.png'] },
    ]);
    const [call] = await requestsIn(baml, 'a.baml');
    assert.equal(call?.callee, 'Read');
    assert.equal(call.texts[0]?.partial, true);
    assert.ok(baml.slice(call.statement).startsWith('test Both'));
    assert.equal(targetOf(call.images[0]!), '../a.png');
  });

  it('a client that is one of several', async () => {
    const text = baml.replace('client Main\n', 'client Either\n');
    assert.equal((await told(text, 'a.baml'))[0]?.model, 'claude-sonnet-4-5 | gpt-4o');
  });

  it('anything cut off', () => everyPrefix(baml, 'a.baml'));
});
