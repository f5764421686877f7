// The server of test/openai-server beside an editor: whoever has no key can ask, and gets answers that are made up.
import { join } from 'node:path';
import { root } from './npm.mjs';
import { startGuarded } from './processes.mjs';

/**
 * @typedef {object} Demo
 * @property {string} baseUrl
 * @property {Record<string, unknown>} settings of scope machine, with which questions go there
 */

/** Starts it, for as long as this process lives. @returns {Promise<Demo>} */
export async function startDemo() {
  // Slow enough that one sees the answer come; nothing is kept, and nobody can make it misbehave.
  const args = [
    join(root, 'test/openai-server/main.ts'),
    '--chunk-delay',
    '60',
    '--no-key',
    '--no-control',
    '--quiet',
  ];
  const { child } = startGuarded(process.execPath, ['--import', 'tsx', ...args], { cwd: root });
  const baseUrl = await new Promise((resolve, reject) => {
    let text = '';
    /** @param {Buffer} chunk */
    const read = chunk => {
      text += chunk.toString();
      const line = /^\{.*\}$/m.exec(text)?.[0];
      if (line !== undefined) resolve(JSON.parse(line).baseUrl);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('close', code => reject(new Error(`The demo server ended with exit code ${code}:\n${text}`)));
  });
  return {
    baseUrl,
    settings: {
      'tilescope.ask.endpoint': 'demo',
      'tilescope.ask.endpoints': {
        // Priced as OpenAI's own, so that all that has to do with money can be seen.
        demo: {
          name: 'Demo (answers are made up)',
          api: 'responses',
          baseUrl,
          needsKey: false,
          priceAs: 'openai',
        },
      },
    },
  };
}
