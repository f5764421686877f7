// A real repository for a window of its own: the copy of examples/ is in none.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export type Files = Readonly<Record<string, string | Uint8Array>>;

export class GitFolder {
  private constructor(readonly path: string) {}

  /** With one commit, of these files. Settings that a test changes are ignored. */
  static make(files: Files): GitFolder {
    const folder = new GitFolder(realpathSync(mkdtempSync(join(tmpdir(), 'shop-'))));
    folder.git('init', '-q', '-b', 'main');
    folder.write({ '.gitignore': '.vscode/\n', ...files });
    folder.commit('The shop as it is');
    return folder;
  }

  git(...args: readonly string[]): string {
    const identity = ['user.name=A', 'user.email=a@example.com', 'commit.gpgsign=false'];
    return execFileSync('git', [...identity.flatMap(one => ['-c', one]), ...args], {
      cwd: this.path,
      encoding: 'utf8',
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();
  }

  write(files: Files): void {
    for (const [name, content] of Object.entries(files)) {
      const file = join(this.path, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
  }

  commit(message: string): void {
    this.git('add', '-A');
    this.git('commit', '-q', '--allow-empty', '-m', message);
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
