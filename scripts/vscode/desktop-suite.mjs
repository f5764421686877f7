// Downloads the desktop VS Code (once, into the cache) and runs the suites in it. A process of its own, so that
// it can be put under xvfb-run and ended as a whole. Usage: node desktop-suite.mjs OPTIONS-AS-JSON
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { cacheFolder } from './cache.mjs';

const options = JSON.parse(process.argv[2] ?? '{}');
const cachePath = join(cacheFolder(), 'desktop');
mkdirSync(cachePath, { recursive: true });
try {
  const vscodeExecutablePath = await downloadAndUnzipVSCode({ version: 'stable', cachePath });
  process.exitCode = await runTests({ ...options, vscodeExecutablePath });
} catch (error) {
  console.error(String(error));
  process.exitCode = 1;
}
