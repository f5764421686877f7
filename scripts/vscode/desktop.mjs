// The desktop VS Code: downloaded for the suites, or the one that is installed, for a look.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onPath } from './browser.mjs';
import { root, SetupError } from './npm.mjs';
import { run, scratchFolder } from './processes.mjs';
import { quietSettings } from './server.mjs';

const suiteScript = fileURLToPath(new URL('./desktop-suite.mjs', import.meta.url));
const downloadHost = 'https://update.code.visualstudio.com/api/releases/stable';

/** @typedef {{ kind: 'desktop' | 'server', why: string }} Route */

/**
 * Which VS Code runs the suites. `TILESCOPE_VSCODE=desktop|server` decides; otherwise what is within reach.
 * @returns {Promise<Route>}
 */
export async function chooseRoute() {
  const wanted = process.env.TILESCOPE_VSCODE;
  if (wanted === 'desktop' || wanted === 'server') return { kind: wanted, why: `TILESCOPE_VSCODE=${wanted}` };
  if (wanted) throw new SetupError(`TILESCOPE_VSCODE is "${wanted}": it can be "desktop" or "server".`);
  if (process.platform === 'linux' && !process.env.DISPLAY && !onPath(['xvfb-run'])) {
    return { kind: 'server', why: 'there is no display and no xvfb-run for the desktop' };
  }
  if (await isReachable(downloadHost)) return { kind: 'desktop', why: 'its download host answers' };
  if (process.platform === 'win32') return { kind: 'desktop', why: 'the server does not run on Windows' };
  return { kind: 'server', why: `${new URL(downloadHost).host} does not answer` };
}

/** @param {string} url */
async function isReachable(url) {
  try {
    return (await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(3000) })).ok;
  } catch {
    return false;
  }
}

/**
 * @param {import('./host.mjs').HostRun & { timeoutMs?: number }} options
 * @returns {Promise<number>} the exit code: 0 when every test passed
 */
export async function runInDesktop({ suite, workspace, results, log, grep = '', timeoutMs = 15 * 60_000 }) {
  const data = scratchFolder();
  const settings = join(data, 'User/settings.json');
  mkdirSync(dirname(settings), { recursive: true });
  writeFileSync(settings, JSON.stringify(quietSettings));
  const options = {
    extensionDevelopmentPath: root,
    extensionTestsPath: join(root, 'dist/test/suite.js'),
    extensionTestsEnv: {
      TILESCOPE_SUITE: suite,
      TILESCOPE_TEST_RESULTS: results,
      TILESCOPE_TEST_GREP: grep,
      // What the suites record is no run of the user's.
      TILESCOPE_DATA: scratchFolder(),
    },
    launchArgs: [
      workspace,
      ...['--user-data-dir', data, '--disable-extensions', '--skip-welcome', '--skip-release-notes'],
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...(suite === 'trusted' ? ['--disable-workspace-trust'] : []),
    ],
  };
  const command = [process.execPath, suiteScript, JSON.stringify(options)];
  if (process.platform === 'linux' && !process.env.DISPLAY) command.unshift('xvfb-run', '-a');
  const [program = '', ...args] = command;
  const { code, output } = await run(program, args, { logFile: log, timeoutMs });
  console.log(
    output
      .split(/\r?\n/)
      .filter(line => line.startsWith('  '))
      .join('\n'),
  );
  if (code !== 0) console.log(output.split(/\r?\n/).slice(-40).join('\n'));
  return code;
}

/** The desktop command on PATH, if there is one. */
export function desktopCommand() {
  return onPath(['code', 'code-insiders', 'codium']);
}
