// Runs a command and ends it, with all it started, as soon as standard input closes: that is, when whoever
// started this is gone, for whatever reason. Usage: node guard.mjs COMMAND ARGUMENT…
// Whoever starts this puts it into a process group of its own; the command stays in that group.
import { spawn } from 'node:child_process';
import { killTree } from './processes.mjs';

const [command = '', ...args] = process.argv.slice(2);
const child = spawn(command, args, { windowsHide: true, stdio: ['ignore', 'inherit', 'inherit'] });

/** Ends the group, and this process as one of it. */
function endAll() {
  killTree(process.pid);
}

child.on('error', error => {
  console.error(String(error));
  process.exit(127);
});
child.on('exit', code => process.exit(code ?? 1));
process.stdin.on('end', endAll);
process.stdin.on('error', endAll);
process.stdin.resume();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, endAll);
