import path from 'node:path';
import { URI } from 'vscode-uri';
import type { ResourceUri } from '../host/host';

/**
 * Where a review's folder lies in its repository. Paths of a repository begin at its root, those of a review at its
 * folder; both have forward slashes.
 */
export class Layout {
  readonly #prefix: string;
  /** From the repository's root to the folder: `packages/web`, or empty. */
  readonly #inner: string;

  /** @param repository its root's URI @param root the folder that is reviewed, absolute */
  constructor(
    readonly repository: ResourceUri,
    readonly root: string,
  ) {
    const top = URI.parse(repository);
    this.#prefix = top.path.endsWith('/') ? top.path : `${top.path}/`;
    const own = URI.file(root).path;
    this.#inner = own === top.path ? '' : own.slice(this.#prefix.length);
  }

  uri(inRepository: string): ResourceUri {
    return URI.parse(this.repository)
      .with({ path: this.#prefix + inRepository })
      .toString();
  }

  /** The repository's path of a file; `undefined` for one outside of it. */
  inRepository(uri: ResourceUri): string | undefined {
    const { path: full, scheme } = URI.parse(uri);
    return scheme === 'file' && full.startsWith(this.#prefix) ? full.slice(this.#prefix.length) : undefined;
  }

  /** The review's path of a file below its folder; `undefined` for others. */
  below(inRepository: string): string | undefined {
    if (this.#inner === '') return inRepository;
    return inRepository.startsWith(`${this.#inner}/`)
      ? inRepository.slice(this.#inner.length + 1)
      : undefined;
  }

  /** The review's path of any file of the repository; it may begin with `../`. */
  shown(inRepository: string): string {
    return this.below(inRepository) ?? path.posix.relative(this.#inner, inRepository);
  }

  /** The repository's path of a review's. */
  ofReview(file: string): string {
    return this.#inner === '' ? file : path.posix.normalize(`${this.#inner}/${file}`);
  }

  full(inReview: string): string {
    return `${this.root}/${inReview}`;
  }
}
