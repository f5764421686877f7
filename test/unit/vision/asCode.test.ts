import assert from 'node:assert/strict';
import fc from 'fast-check';
import path from 'node:path';
import ts from 'typescript';
import { Registry } from '../../../src/core/models/registry';
import { estimatePicture } from '../../../src/core/tokens/picture';
import type { Detail } from '../../../src/core/tokens/types';
import { readFileFactsSync } from '../../../src/images/fileFacts';
import type { VisionCall } from '../../../src/references/calls/call';
import { findCalls } from '../../../src/references/calls/findCalls';
import { loadGrammar } from '../../../src/references/calls/parser';
import type { GrammarName } from '../../../src/references/calls/parser';
import { asCurl } from '../../../src/vision/asCode/curl';
import { asPython } from '../../../src/vision/asCode/python';
import { asTypeScript } from '../../../src/vision/asCode/typescript';
import type { Endpoint } from '../../../src/vision/endpoint';
import type { RequestPicture, VisionRequest } from '../../../src/vision/request';
import { VisionError } from '../../../src/vision/visionError';
import { pricedCall } from '../references/calls/pricing';
import { endpointAt, examples, picture, question } from './asking';

interface Language {
  readonly name: string;
  readonly fileName: string;
  readonly grammar: GrammarName;
  readonly write: (request: VisionRequest, endpoint: Endpoint) => string;
}

const languages: readonly Language[] = [
  { name: 'TypeScript', fileName: 'ask.mts', grammar: 'typescript', write: asTypeScript },
  { name: 'Python', fileName: 'ask.py', grammar: 'python', write: asPython },
  { name: 'curl', fileName: 'ask.sh', grammar: 'bash', write: asCurl },
];

const openai = (api: Endpoint['api']): Endpoint =>
  endpointAt('https://api.openai.com/v1', api, { id: 'openai', name: 'OpenAI' });

/** Texts that languages trip over. */
const nasty = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...[
          '"',
          "'",
          '"""',
          "'''",
          '`',
          '\\',
          '\\n',
          '\n',
          '\r\n',
          '\t',
          '$',
          '${x}',
          '$(date)',
          '$$',
          '{',
          '}',
        ],
        ...[
          '#',
          '!',
          '//',
          '/*',
          '%s',
          'JSON',
          '\nJSON\n',
          '@1@',
          '\u202e',
          '\u2028',
          'é',
          '漢字',
          '😀',
          ' ',
        ],
      ),
      fc.string({ maxLength: 5 }),
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map(parts => parts.join(''))
  .filter(text => text.trim() !== '');

async function parsed(code: string, grammar: GrammarName): Promise<void> {
  const tree = (await loadGrammar(grammar)).parse(code, { start: 0, end: code.length });
  try {
    assert.ok(!tree.rootNode.hasError, `does not parse:\n${code}`);
  } finally {
    tree.delete();
  }
}

async function onlyCall(code: string, { fileName }: Language): Promise<VisionCall> {
  const calls = await findCalls(code, '', { fileName });
  assert.equal(calls.length, 1, code);
  return calls[0] ?? assert.fail();
}

describe('a request as code', () => {
  for (const language of languages) {
    for (const api of ['responses', 'chat'] as const) {
      describe(`${language.name}, ${api}`, () => {
        it('says the very texts, whatever is in them', async function () {
          this.timeout(120_000);
          await fc.assert(
            fc.asyncProperty(nasty, nasty, nasty, async (instructions, first, second) => {
              const request = question({
                instructions,
                turns: [
                  { role: 'user', text: first, pictures: [picture()] },
                  { role: 'assistant', text: 'Yes.' },
                  { role: 'user', text: second, pictures: [] },
                ],
              });
              const code = language.write(request, openai(api));
              await parsed(code, language.grammar);
              const call = await onlyCall(code, language);
              assert.deepEqual(
                call.texts.map(({ text, partial }) => ({ text, partial })),
                [instructions, first, 'Yes.', second].map(text => ({ text, partial: false })),
                code,
              );
            }),
            { numRuns: 60, examples: [['\n""', 'x\n"""', '\n\\"']] },
          );
        });

        it('names files and addresses, whatever they are called', async () => {
          const names = ["it's.png", 'a "b".png', 'x $HOME `y`.png', 'ä 漢 {z}.png', '-r.png'];
          for (const name of names) {
            const source = { kind: 'bytes', bytes: new Uint8Array(1), mediaType: 'image/png' } as const;
            const url = 'https://example.com/a.png?size=1&of=$x';
            const pictures: readonly RequestPicture[] = [
              { name, source: { ...source, path: name }, detail: 'high' },
              { name: 'a.png', source: { kind: 'url', url }, detail: undefined },
            ];
            const request = question({ turns: [{ role: 'user', text: '?', pictures }] });
            const code = language.write(request, openai(api));
            await parsed(code, language.grammar);
            const { images } = await onlyCall(code, language);
            assert.deepEqual(
              images.map(({ source: image, detail }) => [
                image.kind === 'reference' && image.reference.target,
                detail.kind === 'stated' ? detail.value : detail.kind,
              ]),
              [
                [name, 'high'],
                [url, 'omitted'],
              ],
              code,
            );
          }
        });

        for (const detail of [undefined, 'low', 'high'] as const) {
          it(`costs what the request costs (detail ${detail ?? 'left out'})`, async () => {
            const files = ['banners/email-header.png', 'mockups/checkout.png'];
            const request = question({
              model: 'gpt-5.4-mini',
              tier: 'flex',
              turns: [{ role: 'user', text: '?', pictures: files.map(file => picture(file, detail)) }],
            });
            const code = language.write(request, openai(api));
            const priced = await pricedCall(code, { fileName: `../${language.fileName}` });
            assert.ok(priced.model.kind === 'known' && priced.model.asked === 'gpt-5.4-mini');
            assert.equal(priced.tier, 'flex');
            const tokens = files.reduce((sum, file) => sum + tokensOf(file, 'gpt-5.4-mini', detail), 0);
            assert.deepEqual(priced.totals.tokens, [tokens, tokens]);
          });
        }

        it('takes the key from the endpoint’s own variable', () => {
          const own = { ...openai(api), keyVariable: 'WORK_KEY' };
          assert.match(language.write(question(), own), /WORK_KEY/);
          assert.match(language.write(question(), openai(api)), /OPENAI_API_KEY/);
          const other = endpointAt('https://gptproto.example/v1', api, { id: 'gpt-proto' });
          const code = language.write(question(), other);
          assert.match(code, /GPT_PROTO_API_KEY/);
          assert.match(code, /https:\/\/gptproto\.example\/v1/);
          assert.ok(!code.includes('OPENAI_API_KEY'));
        });

        it('needs no key where the server needs none', () => {
          const local = endpointAt('http://127.0.0.1:11434/v1', api, { needsKey: false });
          assert.doesNotMatch(language.write(question(), local), /API_KEY|Authorization/);
        });

        it('holds no picture', () => {
          assert.ok(language.write(question(), openai(api)).length < 1500);
        });
      });
    }

    it(`${language.name}: says that Chat Completions has no detail \`original\``, () => {
      const request = question({
        turns: [{ role: 'user', text: '?', pictures: [picture(undefined, 'original')] }],
      });
      assert.throws(
        () => language.write(request, openai('chat')),
        error => VisionError.is(error, 'bad-request'),
      );
    });
  }

  it('is TypeScript that the compiler takes, with the types of the package', function () {
    this.timeout(120_000);
    const root = path.join(__dirname, '../../..');
    const options: ts.CompilerOptions = {
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.Preserve,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      types: ['node'],
    };
    const request = question({
      instructions: 'Two\nlines.',
      maxOutputTokens: 100,
      schema: { name: 'page', schema: { type: 'object', 'a-b': null } },
      turns: [
        { role: 'user', text: '?', pictures: [picture(), picture(undefined, 'low')] },
        { role: 'assistant', text: 'Yes.' },
        { role: 'user', text: 'And?', pictures: [] },
      ],
    });
    const stated = question({
      turns: [{ role: 'user', text: '?', pictures: [picture(undefined, 'original')] }],
    });
    const programs = new Map([
      [path.join(root, 'ask1.mts'), asTypeScript(request, openai('responses'))],
      [path.join(root, 'ask2.mts'), asTypeScript(request, openai('chat'))],
      [path.join(root, 'ask3.mts'), asTypeScript(stated, openai('responses'))],
    ]);
    const host = ts.createCompilerHost(options);
    const files = ts.createCompilerHost(options);
    host.fileExists = name => programs.has(path.normalize(name)) || files.fileExists(name);
    host.readFile = name => programs.get(path.normalize(name)) ?? files.readFile(name);
    host.getSourceFile = (name, target, ...rest) => {
      const text = programs.get(path.normalize(name));
      return text === undefined
        ? files.getSourceFile(name, target, ...rest)
        : ts.createSourceFile(name, text, target, true);
    };
    const program = ts.createProgram([...programs.keys()], options, host);
    const messages = ts
      .getPreEmitDiagnostics(program)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
    assert.deepEqual(messages, []);
  });
});

function tokensOf(file: string, modelId: string, detail: Detail | undefined): number {
  const lookup = new Registry([]).find(modelId);
  assert.ok(lookup.found);
  const estimate = estimatePicture(readFileFactsSync(path.join(examples, file)), lookup.model, detail);
  assert.ok(estimate.outcome === 'counted');
  return estimate.tokens;
}
