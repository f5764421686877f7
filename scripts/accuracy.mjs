// npm run accuracy: how much of what is in test/fixtures/calls the reader of calls finds, and how much of what it
// finds is there. Ends with 1 below 98 % recall or 99 % precision in any folder.
//   node scripts/accuracy.mjs [--verbose] [PART OF A NAME …]
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { status } = spawnSync(
  process.execPath,
  ['--import', 'tsx', join(root, 'test/accuracy/run.ts'), ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit' },
);
process.exitCode = status ?? 1;
