// npm start: what the pictures of examples/ cost, then VS Code on it with the extension.
//   node scripts/start.mjs [--report] [--server] [--port N]
//     --report  the report only (as it is when the output is not a terminal)
//     --server  VS Code in the browser, from npm, even where a desktop VS Code is installed
//     --port N  for that; any free one by default
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { desktopCommand } from './vscode/desktop.mjs';
import { ensurePackages, root, SetupError } from './vscode/npm.mjs';
import { run } from './vscode/processes.mjs';
import { installedFromCheckout, startServer } from './vscode/server.mjs';

const examples = join(root, 'examples');
const firstFile = join(examples, 'src/review-mockups.ts');
const whatToTry = `  · rest the mouse on a picture's name, such as 'mockups/checkout.png'
  · press F1 and type Tilescope: all there is to do`;

async function main() {
  const { values: options } = parseArgs({
    options: { report: { type: 'boolean' }, server: { type: 'boolean' }, port: { type: 'string' } },
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
  return desktop ? await openDesktop(desktop) : await openServer(port);
}

/** @param {string} text */
function portFrom(text) {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65536) return port;
  throw new SetupError(`--port ${text}: a port is a whole number from 1 to 65535.`);
}

/** @param {string} command */
async function openDesktop(command) {
  const args = [`--extensionDevelopmentPath=${root}`, '--new-window', examples, firstFile];
  const { code, output } = await run(command, args);
  if (code !== 0)
    throw new SetupError(
      `${command} failed:\n${output}\nWith --server, VS Code opens in the browser instead.`,
    );
  console.log(`\nVS Code opens on examples/, with Tilescope from this checkout. There,\n${whatToTry}`);
  return 0;
}

/** @param {number | undefined} port */
async function openServer(port) {
  // A web page can reach a port of this machine, so whoever connects has to show the token in the address.
  const token = randomBytes(12).toString('hex');
  const server = await startServer({ port, token, extensions: installedFromCheckout() });
  process.prependListener('SIGINT', () => {
    console.log('\nStopped.');
    process.exit(0);
  });
  console.log(`
VS Code ${server.version} is running on examples/, with Tilescope from this checkout. Open

  ${server.address({ folder: examples, file: firstFile })}

in a browser, and
${whatToTry}
Ctrl+C here ends it.`);
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
