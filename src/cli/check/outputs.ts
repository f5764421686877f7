import { randomBytes } from 'node:crypto';
import { existsSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { list } from '../../core/text';
import { UsageError } from '../exit';
import { didYouMean } from '../nearest';

export const formats = ['pretty', 'json', 'markdown', 'sarif', 'github', 'gitlab', 'junit'] as const;
export type Format = (typeof formats)[number];

/** A form in which the result is written; without a file, to standard output. */
export interface Output {
  readonly format: Format;
  readonly file?: string;
}

/** Takes `--format` and `--output` as they come: an `--output` belongs to the `--format` before it. */
export class Outputs {
  readonly #asked: Output[] = [];

  readonly format = (name: string): readonly Output[] => {
    const format = formats.find(one => one === name);
    if (format === undefined)
      throw new UsageError(`"${name}" is no format: there are ${list(formats)}.${didYouMean(name, formats)}`);
    this.#asked.push({ format });
    return this.#asked;
  };

  readonly output = (file: string): readonly Output[] => {
    const last = this.#asked.pop();
    if (last === undefined)
      throw new UsageError(`--output ${file} stands before any --format: put it behind the one it is for.`);
    if (last.file !== undefined)
      throw new UsageError(
        `--format ${last.format} has two files, ${last.file} and ${file}: name the format again.`,
      );
    this.#asked.push({ format: last.format, file });
    return this.#asked;
  };

  /** Throws {@link UsageError} where two of them would be mixed up. */
  all(): readonly Output[] {
    if (this.#asked.length === 0) return [{ format: 'pretty' }];
    // Commands for a runner are taken out of any output.
    const mixed = this.#asked.filter(({ format, file }) => file === undefined && format !== 'github');
    if (mixed.length > 1)
      throw new UsageError(
        `${list(mixed.map(({ format }) => `--format ${format}`))} would be mixed up on standard output: give each an --output but one.`,
      );
    const plain = this.#asked.some(({ format, file }) => file === undefined && format === 'github');
    const [only] = mixed;
    if (plain && only !== undefined && only.format !== 'pretty')
      throw new UsageError(
        `--format github and --format ${only.format} would be mixed up on standard output: give one an --output.`,
      );
    const files = this.#asked.flatMap(({ file }) => (file === undefined ? [] : [path.resolve(file)]));
    const twice = files.find((file, i) => files.indexOf(file) !== i);
    if (twice !== undefined) throw new UsageError(`${twice} is the --output of two formats.`);
    return this.#asked;
  }
}

/**
 * Writes a file whole or not at all: what was there stays until all of the new one is on disk. A link is followed.
 * Throws {@link UsageError}.
 */
export function writeWhole(file: string, text: string): void {
  const target = existsSync(file) ? realpathSync(file) : path.resolve(file);
  const temporary = `${target}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    // A pipe or a terminal cannot be replaced, and half of it is its reader's to see.
    if (existsSync(target) && !statSync(target).isFile()) {
      writeFileSync(target, text);
      return;
    }
    writeFileSync(temporary, text, { flag: 'wx' });
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw new UsageError(
      `${file} cannot be written (${(error as NodeJS.ErrnoException).code ?? String(error)}): name another --output.`,
    );
  }
}
