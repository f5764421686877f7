import type { Registry } from '../core/models/registry';
import type { Tier } from '../core/money';
import type { Cancellation, FolderHost } from '../host/host';
import type { State, Repository } from '../host/revisions';
import type { Pricing } from '../references/assess';
import type { Review } from './change';

/** What is reviewed, and with what it is priced: the same for both sides, so that what differs is the project's doing. */
export interface ReviewOptions {
  readonly from: State;
  readonly to: State;
  /** The folder that is reviewed, absolute: the repository's root, or below it. */
  readonly root: string;
  readonly pricing: Pricing & { readonly tier: Tier };
  readonly registry: Registry;
  /** ISO date: prices have dates. */
  readonly today: string;
  /** Folders that paths may start from besides. */
  readonly roots: readonly string[];
  /** Patterns as in `.gitignore`. */
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  /** The files on disk, for what Git does not hold. */
  readonly disk: FolderHost;
  readonly countText?: (text: string) => Promise<number>;
  readonly cancellation: Cancellation;
}

/** What changed in cost from one state of a project to another. Rejects with `RevisionError` only. */
export declare function review(repository: Repository, options: ReviewOptions): Promise<Review>;
