// The workspace of the editor tests: a copy of examples/, so that a test may write what it likes.
import { cpSync, existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './npm.mjs';
import { scratchFolder } from './processes.mjs';

export function copyOfExamples() {
  const examples = join(root, 'examples');
  const parent = scratchFolder();
  const copy = join(parent, 'examples');
  // Tests write a tilescope.json of their own, where there is none.
  const filter = (/** @type {string} */ source) => source !== join(examples, 'tilescope.json');
  if (existsSync(examples)) cpSync(examples, copy, { recursive: true, filter });
  else mkdirSync(copy);
  // The packages are found from there as from here.
  symlinkSync(join(root, 'node_modules'), join(parent, 'node_modules'), 'junction');
  return copy;
}
