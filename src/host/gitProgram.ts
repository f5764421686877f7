import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Cancellation } from './host';
import { RevisionError } from './revisions';

/**
 * What keeps Git from running anything, writing anything and fetching anything, whatever a repository's own
 * configuration says: it may be somebody else's work.
 */
const harmless: readonly string[] = [
  '--no-pager',
  '--no-optional-locks',
  '--no-replace-objects',
  '--literal-pathspecs',
  ...['core.fsmonitor=false', 'core.hooksPath=/dev/null', 'core.quotePath=false'].flatMap(one => ['-c', one]),
];

/** How a command of Git ended, where it did not end well. */
export class GitFailure extends Error {
  override readonly name = 'GitFailure';

  constructor(
    readonly command: string,
    /** `null` where a signal ended it. */
    readonly code: number | null,
    /** What it said, in English. */
    readonly said: string,
  ) {
    super(`git ${command} ended with ${String(code)}: ${said}`);
  }
}

/** The `git` program in one folder. Arguments are never seen by a shell. */
export class GitProgram {
  readonly #env: NodeJS.ProcessEnv;
  #configuration: Promise<readonly string[]> | undefined;

  /**
   * @param folder absolute
   * @param nested a submodule: what the environment says of the repository (as it does within hooks) is not about it
   */
  constructor(
    readonly folder: string,
    readonly nested = false,
    /** Its name, or where it is. */
    readonly program = 'git',
  ) {
    this.#env = environment(nested);
  }

  /** All that a command prints. Rejects with {@link GitFailure}, or `RevisionError` where there is no Git. */
  async run(args: readonly string[]): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of this.#output(args)) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  /** One line that a command prints; `undefined` where it ends with another code than 0. */
  async line(args: readonly string[]): Promise<string | undefined> {
    try {
      return (await this.run(args)).toString('utf8').replace(/\r?\n$/, '');
    } catch (error) {
      if (error instanceof GitFailure) return undefined;
      throw error;
    }
  }

  /** What a command prints, cut at each NUL, as it comes. Ends with `RevisionError` of `cancelled` when told to. */
  async *records(args: readonly string[], cancellation: Cancellation): AsyncGenerator<string> {
    let rest: Buffer | undefined;
    for await (const chunk of this.#output(args)) {
      if (cancellation.isCancellationRequested)
        throw new RevisionError('cancelled', 'The review was cancelled', '');
      const bytes = rest === undefined ? chunk : Buffer.concat([rest, chunk]);
      let start = 0;
      for (let end = bytes.indexOf(0); end >= 0; end = bytes.indexOf(0, start)) {
        yield bytes.toString('utf8', start, end);
        start = end + 1;
      }
      rest = bytes.subarray(start);
    }
  }

  /** A command that is talked to. */
  keep(args: readonly string[]): ChildProcessWithoutNullStreams {
    return this.#spawn(args);
  }

  /**
   * Arguments that switch off the filters of a repository. They are programs, and Git would run them on a file in the
   * working tree to compare it. Everybody with Git LFS has one.
   */
  withoutFilters(): Promise<readonly string[]> {
    return (this.#configuration ??= this.#withoutFilters());
  }

  async #withoutFilters(): Promise<readonly string[]> {
    const listed = await this.line(['config', '-z', '--name-only', '--get-regexp', '^filter\\.']);
    const names = new Set(
      (listed ?? '').split('\0').flatMap(key => /^filter\.(.*)\.[^.]+$/s.exec(key)?.[1] ?? []),
    );
    return [...names].flatMap(name => {
      if (/[=\n]/.test(name))
        throw new RevisionError(
          'refused',
          `The filter ${JSON.stringify(name)} of this repository's Git configuration cannot be switched off for reading`,
          'Give it a name without "=" and line breaks.',
        );
      // An empty process comes before every other command, and is none.
      return ['process=', 'clean=', 'smudge=', 'required=false'].flatMap(value => [
        '-c',
        `filter.${name}.${value}`,
      ]);
    });
  }

  async *#output(args: readonly string[]): AsyncGenerator<Buffer> {
    const child = this.#spawn(args);
    child.stdin.end();
    const said: Buffer[] = [];
    child.stderr.on('data', (chunk: Buffer) => {
      if (said.length < 16) said.push(chunk);
    });
    const ended = new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    // Looked at below; until then nobody may think that nobody does.
    ended.catch(() => undefined);
    let done = false;
    try {
      for await (const chunk of child.stdout) yield chunk as Buffer;
      const code = await ended.catch((error: unknown) => {
        throw this.#notStarted(error);
      });
      done = true;
      if (code !== 0)
        throw new GitFailure(commandOf(args), code, Buffer.concat(said).toString('utf8').trim());
    } finally {
      if (!done) child.kill();
    }
  }

  #spawn(args: readonly string[]): ChildProcessWithoutNullStreams {
    const child = spawn(this.program, [...harmless, ...args], {
      cwd: this.folder,
      env: this.#env,
      shell: false,
      windowsHide: true,
    });
    // Writing to a process that has ended is told by its end.
    child.stdin.on('error', () => undefined);
    return child;
  }

  #notStarted(error: unknown): RevisionError {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    // The same code is given for a folder that is not there.
    return code === 'ENOENT' && existsSync(this.folder)
      ? new RevisionError('no-git', 'There is no `git` program', 'Install Git, or add it to PATH.', {
          cause: error,
        })
      : new RevisionError('failed', `\`git\` cannot be started in ${this.folder} (${String(code)})`, '', {
          cause: error,
        });
  }
}

/** The command's name, without what comes before it. */
function commandOf(args: readonly string[]): string {
  return args.find((arg, i) => !arg.startsWith('-') && args[i - 1] !== '-c') ?? '';
}

function environment(nested: boolean): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(process.env)) if (!/^GIT_/i.test(name)) env[name] = value;
  if (!nested) {
    // Within a hook the index that is about to be committed is another one than usual (`git commit -a`).
    const { GIT_INDEX_FILE, GIT_DIR, GIT_WORK_TREE } = process.env;
    if (GIT_INDEX_FILE !== undefined) env.GIT_INDEX_FILE = path.resolve(GIT_INDEX_FILE);
    // Alone it would make the current folder the working tree; looking for it finds the right one.
    if (GIT_DIR !== undefined && GIT_WORK_TREE !== undefined) {
      env.GIT_DIR = path.resolve(GIT_DIR);
      env.GIT_WORK_TREE = path.resolve(GIT_WORK_TREE);
    }
    // Which objects there are, within hooks of a push.
    for (const name of ['GIT_OBJECT_DIRECTORY', 'GIT_ALTERNATE_OBJECT_DIRECTORIES', 'GIT_QUARANTINE_PATH'])
      if (process.env[name] !== undefined) env[name] = process.env[name];
  }
  // Whom the user trusts is the user's to say.
  for (const name of [
    'GIT_CONFIG_GLOBAL',
    'GIT_CONFIG_SYSTEM',
    'GIT_CONFIG_NOSYSTEM',
    'GIT_CEILING_DIRECTORIES',
  ])
    if (process.env[name] !== undefined) env[name] = process.env[name];
  return {
    ...env,
    LC_ALL: 'C',
    LANGUAGE: 'C',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_LAZY_FETCH: '1',
    // Before version 2.45 the line above means nothing; no protocol is called so, and no configuration goes above this.
    GIT_ALLOW_PROTOCOL: 'none',
  };
}
