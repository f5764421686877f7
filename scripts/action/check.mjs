// The step of action.yml that checks: annotations and the job's summary from `--format github`, files for the other steps.
// It ends well whatever the check says; the exit code is an output, and the action's last step ends with it.
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readEvent } from './event.mjs';

const env = process.env;
const folder = env.RUNNER_TEMP ?? env.TMPDIR ?? '/tmp';
const cli = join(dirname(fileURLToPath(import.meta.url)), '../../dist/cli.js');
const files = {
  markdown: join(folder, 'tilescope.md'),
  json: join(folder, 'tilescope.json'),
  sarif: join(folder, 'tilescope.sarif'),
};

const base = env.TILESCOPE_BASE || baseOf(readEvent());
const args = ['check', env.TILESCOPE_DIRECTORY || '.'];
if (base) args.push('--base', base);
args.push('--format', 'github');
for (const [format, file] of Object.entries(files)) args.push('--format', format, '--output', file);
if (env.TILESCOPE_QUIET === 'true') args.push('--quiet-when-unchanged');
if (env.TILESCOPE_ALLOW_UNKNOWN === 'true') args.push('--allow-unknown');

const { status, error } = spawnSync(process.execPath, [cli, ...args], { stdio: 'inherit' });
if (error) throw error;
/** @type {Record<string, string | number>} */
const outputs = { 'exit-code': status ?? 70 };
for (const [format, file] of Object.entries(files)) if (existsSync(file)) outputs[format] = file;
if (env.GITHUB_OUTPUT)
  appendFileSync(
    env.GITHUB_OUTPUT,
    Object.entries(outputs)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
  );

/**
 * What an event says that it is on top of; nothing for events that are on top of nothing, which are checked whole.
 * @param {Record<string, any>} event @returns {string | undefined}
 */
function baseOf(event) {
  const sha = event.pull_request?.base?.sha ?? event.merge_group?.base_sha ?? event.before;
  // A new branch was pushed to from nowhere.
  return typeof sha === 'string' && /^[\da-f]{40,64}$/.test(sha) && !/^0+$/.test(sha) ? sha : undefined;
}
