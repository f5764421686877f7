import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { asCurl } from '../../../src/vision/asCode/curl';
import { asTypeScript } from '../../../src/vision/asCode/typescript';
import { startOpenAiServer, testKey } from '../../openai-server/server';
import type { OpenAiServer } from '../../openai-server/server';
import { ask, endpointAt, examples, picture, question } from './asking';

/** All that a request can hold, in texts that languages trip over. */
const request = question({
  tier: 'flex',
  instructions: `It's "brief":\r\n\t\`one\` \${line} $HOME $(date) \\n \\\\ """ ''' é 漢 😀\nJSON\n`,
  schema: {
    name: 'page',
    schema: {
      type: 'object',
      properties: { 'the title': { type: ['string', 'null'] } },
      required: ['the title'],
      additionalProperties: false,
    },
  },
  maxOutputTokens: 300,
  turns: [
    {
      role: 'user',
      text: `What's "on" it? $1 \`x\` \\`,
      pictures: [
        picture('banners/email-header.png', 'low'),
        picture('mockups/Größentabelle final.png'),
        { name: 'a.png', source: { kind: 'url', url: 'https://example.com/a.png?$x=1&y' }, detail: 'high' },
      ],
    },
    { role: 'assistant', text: '{"the title": null}' },
    { role: 'user', text: 'Look\nagain.', pictures: [picture('banners/email-header.png', 'high')] },
  ],
});

describe('a request as code, run', function () {
  this.timeout(120_000);
  let server: OpenAiServer;
  let folder: string;
  before(async () => {
    server = await startOpenAiServer({ chunkDelayMs: 0 });
    folder = mkdtempSync(path.join(tmpdir(), 'tilescope-code-'));
    symlinkSync(path.join(__dirname, '../../../node_modules'), path.join(folder, 'node_modules'), 'junction');
  });
  after(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  for (const api of ['responses', 'chat'] as const) {
    for (const [language, fileName, write, command] of [
      ['TypeScript', 'ask.mts', asTypeScript, [process.execPath, '--import', 'tsx']],
      ['curl', 'ask.sh', asCurl, ['bash']],
    ] as const) {
      it(`${language} sends what the provider sends, and prints the answer (${api})`, async () => {
        server.reset();
        const endpoint = endpointAt(server.baseUrl, api, { keyVariable: 'DEMO_KEY' });
        const { text, error } = await ask(endpoint, { request });
        assert.equal(error, undefined);
        const file = path.join(folder, fileName);
        writeFileSync(file, write(request, endpoint));
        const printed = await run([...command, file]);
        assert.equal(server.requests.length, 2, printed);
        assert.deepEqual(server.requests[1]?.body, server.requests[0]?.body);
        assert.equal(server.requests[1]?.path, server.requests[0]?.path);
        assert.equal(server.requests[1]?.status, 200);
        if (language === 'TypeScript') assert.equal(printed.trim(), text.trim());
        else assert.match(printed, /^(event|data): /);
      });
    }
  }
});

/** What a program prints; rejects where it cannot be started, or fails. */
function run([program, ...given]: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program ?? '', given, {
      cwd: examples,
      env: { ...process.env, DEMO_KEY: testKey },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let problems = '';
    child.stdout.setEncoding('utf8').on('data', (piece: string) => (out += piece));
    child.stderr.setEncoding('utf8').on('data', (piece: string) => (problems += piece));
    child.once('error', reject);
    child.once('close', code => {
      if (code === 0) resolve(out);
      else reject(new Error(`ended with ${String(code)}: ${problems}`));
    });
  });
}
