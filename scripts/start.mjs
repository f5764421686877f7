// npm start: what the pictures of examples/ cost, then VS Code on it with the extension.
//   node scripts/start.mjs [--report] [--server] [--port N] [--demo]
//     --report  the report only (as it is when the output is not a terminal)
//     --server  VS Code in the browser, from npm, even where a desktop VS Code is installed
//     --port N  for that; any free one by default
//     --demo    beside it a server on this machine that answers questions to models with made-up texts, so that all
//               can be tried without a key; nothing leaves the machine
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { startDemo } from './vscode/demo.mjs';
import { desktopCommand } from './vscode/desktop.mjs';
import { ensurePackages, root, SetupError } from './vscode/npm.mjs';
import { run, scratchFolder } from './vscode/processes.mjs';
import { installedFromCheckout, quietSettings, startServer } from './vscode/server.mjs';

const examples = join(root, 'examples');
const firstFile = join(examples, 'src/review-mockups.ts');
const whatToTry = `  · rest the mouse on a picture's name, such as 'mockups/checkout.png'
  · press F1 and type Tilescope: all there is to do`;

/** @param {import('./vscode/demo.mjs').Demo} demo */
const aboutDemo = ({ baseUrl }) => `
DEMO: questions to models go to ${baseUrl}, on this machine.
The answers are made up, the tokens are from fixed tables, nothing is billed and nothing leaves the machine.
  · press F1 and choose "Tilescope: Describe Mockup"`;

async function main() {
  const { values: options } = parseArgs({
    options: {
      report: { type: 'boolean' },
      server: { type: 'boolean' },
      port: { type: 'string' },
      demo: { type: 'boolean' },
    },
  });
  const port = options.port === undefined ? undefined : portFrom(options.port);
  await ensurePackages();
  const build = await run(process.execPath, [join(root, 'esbuild.js')], { cwd: root });
  if (build.code !== 0) throw new SetupError(`The build failed.\n${build.output}`);
  const report = await run(process.execPath, [join(root, 'dist/cli.js'), 'report', 'examples'], {
    cwd: root,
    show: true,
  });
  if (report.code !== 0) return report.code;
  if (options.report || !process.stdout.isTTY) return 0;
  // Inside a terminal of VS Code that is connected to here, `code` is another command, which cannot do this.
  const desktop = options.server || process.env.VSCODE_IPC_HOOK_CLI ? undefined : desktopCommand();
  const demo = options.demo ? await startDemo() : undefined;
  return desktop ? await openDesktop(desktop, demo) : await openServer(port, demo);
}

/** @param {string} text */
function portFrom(text) {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65536) return port;
  throw new SetupError(`--port ${text}: a port is a whole number from 1 to 65535.`);
}

/**
 * @param {string} command
 * @param {import('./vscode/demo.mjs').Demo | undefined} demo
 */
async function openDesktop(command, demo) {
  // A demo has a profile of its own: what it needs to have set must not stay in the user's.
  const profile = demo ? ['--wait', ...demoProfile(demo)] : [];
  const args = [`--extensionDevelopmentPath=${root}`, ...profile, '--new-window', examples, firstFile];
  console.log(`\nVS Code opens on examples/, with Tilescope from this checkout. There,\n${whatToTry}`);
  if (demo) console.log(`${aboutDemo(demo)}\nClosing the window, or Ctrl+C here, ends it.`);
  const { code, output } = await run(command, args);
  if (code !== 0)
    throw new SetupError(
      `${command} failed:\n${output}\nWith --server, VS Code opens in the browser instead.`,
    );
  return 0;
}

/** @param {import('./vscode/demo.mjs').Demo} demo */
function demoProfile({ settings }) {
  const data = scratchFolder();
  const file = join(data, 'User/settings.json');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ ...quietSettings, ...settings }, undefined, 2));
  return ['--user-data-dir', data];
}

/**
 * @param {number | undefined} port
 * @param {import('./vscode/demo.mjs').Demo | undefined} demo
 */
async function openServer(port, demo) {
  // A web page can reach a port of this machine, so whoever connects has to show the token in the address.
  const token = randomBytes(12).toString('hex');
  const server = await startServer({
    port,
    token,
    extensions: installedFromCheckout(),
    machineSettings: demo?.settings,
  });
  process.prependListener('SIGINT', () => {
    console.log('\nStopped.');
    process.exit(0);
  });
  console.log(`
VS Code ${server.version} is running on examples/, with Tilescope from this checkout. Open

  ${server.address({ folder: examples, file: firstFile })}

in a browser, and
${whatToTry}
${demo ? `${aboutDemo(demo)}\n` : ''}Ctrl+C here ends it.`);
  await server.ended;
  throw new Error(`The VS Code server ended by itself:\n${server.output().slice(-2000)}`);
}

main().then(
  code => process.exit(code),
  error => {
    console.error(error instanceof SetupError ? error.message : error);
    process.exit(1);
  },
);
