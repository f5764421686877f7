import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openGitRepository } from '../../../src/host/gitRepository';
import { neverCancelled } from '../../../src/host/host';
import { NodeFileHost } from '../../../src/host/nodeFiles';
import type { PathChange, Repository, State } from '../../../src/host/revisions';

export type Files = Readonly<Record<string, string | Uint8Array>>;

const made: string[] = [];
const opened: Repository[] = [];

/** A folder of its own, with a space in its name; gone after the tests. */
export function folder(): string {
  const directory = realpathSync(mkdtempSync(path.join(tmpdir(), 'tilescope review ')));
  made.push(directory);
  return directory;
}

/** For an `after` hook. */
export function clear(): void {
  for (const repository of opened.splice(0)) repository.close();
  for (const directory of made.splice(0)) rmSync(directory, { recursive: true, force: true });
}

/** A real repository, and the things people do with one. */
export class TestRepository {
  constructor(readonly root: string = folder()) {}

  static make(files?: Files): TestRepository {
    const repository = new TestRepository();
    repository.git('init', '-q', '-b', 'main');
    if (files !== undefined) repository.commit(files);
    return repository;
  }

  git(...args: readonly string[]): string {
    return this.gitWith({}, ...args);
  }

  /** With more in the environment, for its hooks. */
  gitWith(env: NodeJS.ProcessEnv, ...args: readonly string[]): string {
    const identity = [
      'user.name=A',
      'user.email=a@example.com',
      'commit.gpgsign=false',
      'protocol.file.allow=always',
    ];
    return execFileSync('git', [...identity.flatMap(one => ['-c', one]), ...args], {
      cwd: this.root,
      encoding: 'utf8',
      env: { ...environment(), GIT_CONFIG_GLOBAL: '/dev/null', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();
  }

  write(files: Files): this {
    for (const [name, content] of Object.entries(files)) {
      const file = path.join(this.root, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
    return this;
  }

  remove(...names: readonly string[]): this {
    for (const name of names) rmSync(path.join(this.root, name), { recursive: true });
    return this;
  }

  /** Writes, adds all there is, commits; the commit's id. */
  commit(files: Files = {}): string {
    this.write(files);
    this.git('add', '-A');
    this.git('commit', '-q', '--allow-empty', '-m', 'A change');
    return this.git('rev-parse', 'HEAD');
  }

  async open(): Promise<Repository> {
    const repository = await openGitRepository(this.root, new NodeFileHost());
    opened.push(repository);
    return repository;
  }
}

/** Without what a hook that runs these tests says of its own repository. */
export function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
}

/** `A a.ts`, `M a.ts`, `D a.ts`, `R a.ts -> b.ts`, sorted. */
export async function changesOf(repository: Repository, from: State, to: State): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const change of repository.changes({ from, to }, neverCancelled)) lines.push(lineOf(change));
  return lines.sort();
}

function lineOf({ before, after }: PathChange): string {
  if (before === undefined) return `A ${after.path}`;
  if (after === undefined) return `D ${before.path}`;
  return before.path === after.path ? `M ${after.path}` : `R ${before.path} -> ${after.path}`;
}
