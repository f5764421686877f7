// Starting the VS Code server: one profile, in a folder that goes when we go.
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { ensureVsCode } from './install.mjs';
import { root } from './npm.mjs';
import { scratchFolder, startGuarded } from './processes.mjs';

/** A quiet profile: nothing in front of the file, nothing that asks the network. */
export const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.enableExperiments': false,
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'js/ts.disableAutomaticTypeAcquisition': true,
  'typescript.disableAutomaticTypeAcquisition': true,
  'json.schemaDownload.enable': false,
  'git.openRepositoryInParentFolders': 'never',
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
};

/**
 * @typedef {object} Server
 * @property {string} origin such as `http://127.0.0.1:9000`
 * @property {string} version of VS Code
 * @property {string} settingsFile the user's settings; written to, they take effect
 * @property {string} machineSettingsFile the same for those of scope machine
 * @property {(place: Place) => string} address
 * @property {() => string} output all it has printed
 * @property {() => Promise<void>} stop
 * @property {Promise<void>} ended by itself or by `stop`
 *
 * @typedef {object} Place
 * @property {string} folder
 * @property {string} [file] opened in an editor
 * @property {boolean} [development] loads the extension from this checkout
 * @property {string} [tests] a module run in the extension host
 * @property {Record<string, string>} [environment] of the extension host
 */

/**
 * @param {object} [options]
 * @param {boolean} [options.trusted] false: Restricted Mode, for every folder
 * @param {number} [options.port] a free one by default
 * @param {string} [options.data] the profile's folder; a scratch folder by default
 * @param {string} [options.extensions] a folder of installed extensions; empty by default
 * @param {Record<string, unknown>} [options.settings] on top of `quietSettings`
 * @param {Record<string, unknown>} [options.machineSettings] of scope machine: in a window of a server, those of the user do not count
 * @param {Record<string, string>} [options.environment] of the server and its extension hosts, on top of ours
 * @param {string} [options.token] asked of whoever connects; without one (the tests), every page and user of this machine may
 * @returns {Promise<Server>}
 */
export async function startServer(options = {}) {
  const { node, serverMain, version } = await ensureVsCode();
  const { trusted = true, port = await freePort(), data = scratchFolder(), settings = {}, token } = options;
  const extensions = options.extensions ?? join(data, 'extensions');
  const settingsFile = writeSettings(join(data, 'data/User'), { ...quietSettings, ...settings });
  const machineSettingsFile = writeSettings(join(data, 'data/Machine'), options.machineSettings ?? {});
  mkdirSync(extensions, { recursive: true });
  const args = [
    serverMain,
    // Without it, what the address says of extensions under development and their tests is ignored, silently.
    ...(token ? [] : ['--enable-smoke-test-driver']),
    ...(token ? ['--connection-token', token] : ['--without-connection-token']),
    '--accept-server-license-terms',
    ...['--host', '127.0.0.1', '--port', String(port)],
    ...['--server-data-dir', data, '--extensions-dir', extensions],
    ...['--telemetry-level', 'off'],
    ...(trusted ? ['--disable-workspace-trust'] : []),
  ];
  // A terminal inside VS Code points at that VS Code: this one is another.
  const { VSCODE_IPC_HOOK_CLI: _, ...inherited } = process.env;
  const env = { ...inherited, ...options.environment };
  const guarded = startGuarded(node, args, { cwd: data, env: { ...env, TMPDIR: scratchFolder() } });
  let text = '';
  await /** @type {Promise<void>} */ (
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => fail('did not answer within 60 s'), 60_000);
      /** @param {string} what */
      const fail = what => {
        clearTimeout(timer);
        void guarded.stop();
        reject(new Error(`The VS Code server ${what}:\n${text.slice(-2000)}`));
      };
      /** @param {Buffer} chunk */
      const read = chunk => {
        text += chunk.toString();
        if (!text.includes('Extension host agent started')) return;
        clearTimeout(timer);
        resolve();
      };
      guarded.child.stdout?.on('data', read);
      guarded.child.stderr?.on('data', read);
      guarded.child.once('exit', code => fail(`ended with exit code ${code}`));
    })
  );
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    version,
    settingsFile,
    machineSettingsFile,
    address: place => address(origin, place, token),
    output: () => text,
    stop: () => guarded.stop(),
    ended: new Promise(resolve => guarded.child.once('close', () => resolve())),
  };
}

/**
 * @param {string} folder
 * @param {Record<string, unknown>} settings
 * @returns {string} the file
 */
function writeSettings(folder, settings) {
  const file = join(folder, 'settings.json');
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, JSON.stringify(settings, undefined, 2));
  return file;
}

/**
 * @param {string} origin
 * @param {Place} place
 * @param {string} [token]
 */
function address(origin, { folder, file, development, tests, environment }, token) {
  // The authority has to be the host of the address, to the letter.
  const remote = /** @param {string} path */ path => `vscode-remote://${new URL(origin).host}${path}`;
  /** @type {[string, string][]} */
  const payload = [['skipWelcome', 'true']];
  if (file) payload.push(['openFile', remote(file)]);
  if (development) payload.push(['extensionDevelopmentPath', remote(root)]);
  if (tests) payload.push(['extensionTestsPath', remote(tests)]);
  if (environment) payload.push(['extensionEnvironment', JSON.stringify(environment)]);
  const query = new URLSearchParams({
    ...(token && { tkn: token }),
    folder,
    payload: JSON.stringify(payload),
  });
  return `${origin}/?${query}`;
}

/** @returns {Promise<number>} */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (probe.address());
      probe.close(() => resolve(port));
    });
  });
}

/**
 * A folder of extensions with this checkout installed in it, as it is: any address of a server then has it.
 * @returns {string}
 */
export function installedFromCheckout() {
  const { publisher, name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const extensions = scratchFolder();
  symlinkSync(root, join(extensions, `${publisher}.${name}-${version}`), 'dir');
  return extensions;
}
