// What the browser suite needs, started once for all its tests: three servers with the extension installed from its
// package (for trusted folders, for Restricted Mode, and one where sharp cannot be loaded), and a browser's address. The suite itself
// is mocha in a process of its own; it finds all of it in TILESCOPE_E2E. The endpoints of the settings point at a port
// where the suite starts test/openai-server itself.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { installPackages } from './installed.mjs';
import { root } from './npm.mjs';
import { scratchFolder } from './processes.mjs';
import { freePort, startServer } from './server.mjs';
import { copyOfExamples } from './workspace.mjs';

/** @typedef {{ value: string, description: string, stop(): Promise<void> }} E2eSetup */

/** @returns {Promise<E2eSetup>} */
export async function startForE2e() {
  const browser = await ensureBrowser();
  // Calm pictures: the code and what we add to it.
  const settings = {
    'window.commandCenter': false,
    'workbench.layoutControl.enabled': false,
    'editor.minimap.enabled': false,
    'workbench.colorTheme': 'Dark Modern',
  };
  const openAi = { port: await freePort(), key: `sk-e2e-${randomBytes(12).toString('hex')}` };
  const endpoint = { baseUrl: `http://127.0.0.1:${openAi.port}/v1`, needsKey: true, priceAs: 'openai' };
  const keyVariable = 'TILESCOPE_E2E_KEY';
  const machineSettings = {
    'tilescope.ask.endpoint': 'local',
    'tilescope.ask.endpoints': {
      // On this machine nothing has a price, unless a list of prices is named: a test gives `seller` some.
      local: { ...endpoint, name: 'Local server', api: 'responses', keyVariable, priceAs: 'seller' },
      'local-chat': { ...endpoint, name: 'Local server (Chat)', api: 'chat', keyVariable },
      'local-no-key': { ...endpoint, name: 'Local server (no key yet)', api: 'responses' },
    },
  };
  const { extensions, withoutSharp, description } = await installPackages();
  // What is asked here is no run of the user's.
  const data = scratchFolder();
  const environment = { [keyVariable]: openAi.key, TILESCOPE_DATA: data };
  const common = { settings, machineSettings, environment, extensions };
  const servers = await Promise.all([
    startServer(common),
    startServer({ ...common, trusted: false }),
    startServer({ ...common, extensions: withoutSharp }),
  ]);
  const [trusted, restricted, plain] = servers;
  const results = join(root, 'test-results');
  const value = {
    browser,
    workspace: copyOfExamples(),
    trusted: trusted.origin,
    restricted: restricted.origin,
    withoutSharp: plain.origin,
    machineSettings: trusted.machineSettingsFile,
    data,
    openAi,
    screenshots: join(results, 'screenshots'),
    failures: join(results, 'failures'),
    recordings: join(results, 'recordings'),
  };
  return {
    value: JSON.stringify(value),
    description: `VS Code ${trusted.version} (server from npm) in ${browser.origin}, ${description} installed`,
    async stop() {
      await Promise.all(servers.map(server => server.stop()));
    },
  };
}
