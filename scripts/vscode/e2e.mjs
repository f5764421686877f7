// What the browser suite needs, started once for all its tests: two servers (trusted and in Restricted Mode) and
// a browser's address. The suite itself is mocha in a process of its own; it finds all of it in TILESCOPE_E2E.
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { root } from './npm.mjs';
import { installedFromCheckout, startServer } from './server.mjs';
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
  const extensions = installedFromCheckout();
  const [trusted, restricted] = await Promise.all([
    startServer({ settings, extensions }),
    startServer({ settings, extensions, trusted: false }),
  ]);
  const results = join(root, 'test-results');
  const value = {
    browser,
    workspace: copyOfExamples(),
    trusted: trusted.origin,
    restricted: restricted.origin,
    screenshots: join(results, 'screenshots'),
    failures: join(results, 'failures'),
  };
  return {
    value: JSON.stringify(value),
    description: `VS Code ${trusted.version} (server from npm) in ${browser.origin}`,
    async stop() {
      await Promise.all([trusted.stop(), restricted.stop()]);
    },
  };
}
