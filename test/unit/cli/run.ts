import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const root = path.join(__dirname, '../../..');
const cli = path.join(root, 'dist/cli.js');

/** What a command said, and how it ended. */
export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Close the reading end of its output after so many bytes. */
  readonly closeAfter?: number;
}

let built = false;

/** The command as it is shipped; it is built if it is missing or older than what it is made of. */
function command(): string {
  if (built) return cli;
  built = true;
  const sources = ['cli', 'core', 'host', 'images', 'references', 'review', 'vision'].map(room =>
    path.join(root, 'src', room),
  );
  if (!existsSync(cli) || statSync(cli).mtimeMs < Math.max(...sources.map(newest)))
    execFileSync(process.execPath, ['esbuild.js'], { cwd: root, stdio: 'inherit' });
  return cli;
}

function newest(directory: string): number {
  return Math.max(
    ...readdirSync(directory, { withFileTypes: true, recursive: true })
      .filter(entry => entry.isFile())
      .map(entry => statSync(path.join(entry.parentPath, entry.name)).mtimeMs),
  );
}

/** Runs `tilescope` with its output piped. */
export function run(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const { NO_COLOR: _n, FORCE_COLOR: _f, ...env } = process.env;
  const child = spawn(process.execPath, [command(), ...args], {
    cwd: options.cwd ?? root,
    env: { ...env, ...options.env },
  });
  return new Promise((resolve, reject) => {
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      if (options.closeAfter !== undefined && stdout.length >= options.closeAfter) child.stdout.destroy();
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', code => {
      resolve({ code, stdout, stderr });
    });
    // It may end without reading all it is given.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
  });
}

/** Objects of JSON, one a line. */
export function records(text: string): readonly Readonly<Record<string, unknown>>[] {
  return text
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as Record<string, unknown>);
}

const planted: string[] = [];

/** A directory of its own with these files; gone after the tests. */
export function plant(files: Readonly<Record<string, string | Uint8Array>>): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'tilescope cli '));
  planted.push(directory);
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(directory, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return directory;
}

/** For an `after` hook. */
export function clear(): void {
  for (const directory of planted.splice(0)) rmSync(directory, { recursive: true, force: true });
}

/** The header of a PNG of that size: all that is ever read of one. */
export function png(width: number, height: number): Uint8Array {
  const bytes = Buffer.alloc(8 + 25 + 12);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  bytes.writeUInt32BE(13, 8);
  bytes.write('IHDR', 12, 'latin1');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  bytes.set([8, 2, 0, 0, 0], 24);
  bytes.write('IDAT', 37, 'latin1');
  return bytes;
}
