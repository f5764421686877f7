import assert from 'node:assert/strict';
import { choice, content, made, module, parameter, path, read, said, summary, text } from './shapesValues';

const url = 'https://x.example/a';

describe('calls of Gemini', () => {
  const ai = made('@google/genai.GoogleGenAI');
  const inline = { inlineData: { mimeType: 'image/png', data: content('a.png', 'base64') } };
  const gemini = (contents: unknown, more: object = {}): ReturnType<typeof read> =>
    read('ai.models.generateContent', { args: [{ model: 'gemini-3-flash', contents, ...more }], root: ai });
  const types = 'google.genai.types';

  const values: readonly (readonly [string, unknown, readonly string[]])[] = [
    ['a part', inline, ['base64: a.png']],
    ['parts', ['What?', inline, { text: 'And?' }], ['base64: a.png']],
    ['a content', { role: 'user', parts: [inline] }, ['base64: a.png']],
    ['contents', [{ role: 'user', parts: [inline, inline] }], ['base64: a.png', 'base64: a.png']],
    ['storage', { fileData: { fileUri: 'gs://b/a.png', mimeType: 'image/png' } }, ['url: held gs://b/a.png']],
    [
      'a film and a document',
      [inline, { fileData: { fileUri: url, mimeType: 'video/mp4' } }],
      ['base64: a.png'],
    ],
    [
      'helpers',
      made('@google/genai.createUserContent', [
        ['What?', made('@google/genai.createPartFromUri', ['gs://b/a.png', 'image/png'])],
      ]),
      ['url: held gs://b/a.png'],
    ],
    [
      'bytes',
      [
        made(`${types}.Part.from_bytes`, [], {
          data: content(path('a.png'), 'bytes'),
          mime_type: 'image/png',
        }),
      ],
      ['bytes: @a.png'],
    ],
    [
      'types',
      made(`${types}.Content`, [], {
        parts: [
          made(`${types}.Part.from_text`, [], { text: 'What?' }),
          made(`${types}.Part`, [], {
            inline_data: made(`${types}.Blob`, [], {
              data: content('a.png', 'bytes'),
              mime_type: 'image/png',
            }),
          }),
        ],
      }),
      ['bytes: a.png'],
    ],
    ['an image of PIL', ['What?', content('a.png', 'image')], ['bytes: a.png']],
    ['an uploaded file', [made('google.genai.Client.files.upload', [], { file: 'a.png' })], ['bytes: a.png']],
    ['an encoded picture as text', [text('See ', content('a.png', 'base64'))], ['text: a.png']],
    [
      'of each caller',
      [inline, content(choice('each', 4, 'b.png', 'c.png'), 'image')],
      ['base64: a.png', 'bytes: b.png', 'bytes: c.png'],
    ],
  ];
  for (const [what, contents, expected] of values)
    it(`hold ${what}`, () => {
      assert.deepEqual(summary(gemini(contents)), expected);
    });

  it('send no other files', () => {
    const document = { inlineData: { mimeType: 'application/pdf', data: content('a.pdf', 'base64') } };
    assert.equal(gemini([document, 'What?']).calls.length, 0);
    const upload = made('google.genai.Client.files.upload', [], { file: 'a.mp4' });
    assert.equal(gemini([upload]).calls.length, 0);
  });

  it('have a resolution, of all or of one', () => {
    const member = module('@google/genai', 'MediaResolution.MEDIA_RESOLUTION_LOW');
    const own = { ...inline, mediaResolution: { level: 'MEDIA_RESOLUTION_HIGH' } };
    const found = gemini([inline, own], {
      config: { mediaResolution: member, systemInstruction: 'Be brief.' },
    });
    assert.deepEqual(
      found.images.map(({ detail }) => said(detail)),
      ['low', 'high'],
    );
    assert.equal(found.call.texts[0]?.text, 'Be brief.');
  });

  it('have a model that was made before', () => {
    const client = made('@google/generative-ai.GoogleGenerativeAI', [parameter()]);
    const name = '@google/generative-ai.GoogleGenerativeAI.getGenerativeModel';
    const root = made(name, [{ model: 'models/gemini-2.5-pro' }], {}, client);
    const found = read('model.generateContent', { args: [['What?', inline]], root });
    assert.deepEqual([said(found.call.model), found.call.provider], ['gemini-2.5-pro', 'google']);
    const python = made('google.generativeai.GenerativeModel', ['gemini-1.5-flash']);
    const old = read('model.generate_content', {
      args: [['What?', content('a.png', 'image')]],
      named: { stream: true },
      root: python,
    });
    assert.deepEqual([said(old.call.model), ...summary(old)], ['gemini-1.5-flash', 'bytes: a.png']);
    assert.equal(said(read('model.generateContent', { args: [[inline]] }).call.model), 'unknown');
  });

  it('are said in a chat', () => {
    const chat = made('@google/genai.GoogleGenAI.chats.create', [{ model: 'gemini-2.5-flash' }], {}, ai);
    const found = read('chat.sendMessage', { args: [{ message: ['What?', inline] }], root: chat });
    assert.deepEqual([said(found.call.model), ...summary(found)], ['gemini-2.5-flash', 'base64: a.png']);
    assert.equal(read('bot.sendMessage', { args: [{ message: [inline] }] }).calls.length, 0);
  });
});
