import type { MeasuredFile, MeasuredIgnore } from '../core/budget/measured';
import type { State } from '../host/revisions';
import type { ImageFacts } from '../images/facts';
import type { ImageError } from '../images/imageError';
import type { Range } from '../references/calls/price/range';
import type { Finding, FoundCall, Unread } from '../references/scan/found';

/** What changed in cost between two states of a project. */
export interface Review {
  readonly from: State;
  readonly to: State;
  /** Calls, and references that flow into none, whose cost or whose pictures changed. The greatest rise first. */
  readonly changes: readonly ReviewChange[];
  /** Pictures below the folder that was reviewed, and those outside of it that its calls send. In the order of their paths. */
  readonly pictures: readonly PictureChange[];
  /** Of the calls alone: what making each once sends and costs more, or less. */
  readonly total: Delta;
  /** What could not be told, and why. Empty: nothing is missing above. */
  readonly unknowns: readonly ReviewUnknown[];
  /** All that was looked into, changed or not: what limits of files and on a rise are held against. */
  readonly looked: Looked;
}

/** The sources that changed, and those that what changed matters to. */
export interface Looked {
  readonly before: readonly LookedSource[];
  readonly after: readonly LookedSource[];
  /** Which call is which on the other side. */
  readonly calls: readonly {
    readonly before: FoundCall | undefined;
    readonly after: FoundCall | undefined;
  }[];
  readonly references: readonly {
    readonly before: Finding | undefined;
    readonly after: Finding | undefined;
  }[];
  /** The rest of the project, the same on both sides; `undefined` where nobody asked for it. */
  readonly rest: readonly MeasuredFile[] | undefined;
  readonly unread: readonly Unread[];
}

export interface LookedSource {
  /** Relative to the folder that was reviewed. */
  readonly file: string;
  /** Its name on the other side; `undefined` where it is not there. */
  readonly other: string | undefined;
  /** Comments for the whole file. */
  readonly ignores: readonly MeasuredIgnore[];
  readonly calls: readonly FoundCall[];
  readonly findings: readonly Finding[];
}

/** A call or a reference that is not what it was. */
export type ReviewChange = CallChange | ReferenceChange;

/** Without `before` it is new, without `after` it is gone. Lines and columns are those of its own side. */
export type Sides<T> =
  | { readonly before: T; readonly after: T }
  | { readonly before: undefined; readonly after: T }
  | { readonly before: T; readonly after: undefined };

export type CallChange = Sides<FoundCall> & {
  readonly kind: 'call';
  /** In the order in which they matter to the reader; never empty. */
  readonly causes: readonly Cause[];
  readonly delta: Delta;
};

/** A picture named outside of calls, priced as the project says on both sides. */
export type ReferenceChange = Sides<Finding> & {
  readonly kind: 'reference';
  readonly causes: readonly Cause[];
  readonly delta: Delta;
};

/** Why it is not what it was. */
export type Cause =
  | { readonly kind: 'added' | 'removed' }
  /** Words as in reports: `gpt-5.2`, `detail omitted`, `flex`, `2 requests`. */
  | {
      readonly kind: 'model' | 'detail' | 'tier' | 'requests' | 'output';
      readonly before: string;
      readonly after: string;
    }
  /** It sends other pictures: paths, relative to the folder that was reviewed. */
  | { readonly kind: 'pictures'; readonly added: readonly string[]; readonly removed: readonly string[] }
  /** It sends the same names, and one of them is another picture now. */
  | { readonly kind: 'picture'; readonly path: string; readonly change: PictureChange['kind'] }
  /** None of these: the numbers differ. */
  | { readonly kind: 'cost' };

/** By how much: after − before. From, to: of the least and of the most that each may come to. */
export interface Delta {
  /** `undefined` where a side has pictures without a number; {@link why} says so. */
  readonly tokens: Range | undefined;
  readonly costUsd: Range | undefined;
  /** Why a number is missing, in a few words: `before: no such file`. */
  readonly why: string | undefined;
}

/** Where a changed picture is named, on the side of `after` if it is there. Line and column from 1. */
export interface PictureUse {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Whether a call sends it. */
  readonly call: boolean;
}

export interface PictureSide {
  /** Relative to the folder that was reviewed, with forward slashes; it may begin with `../`. */
  readonly path: string;
  /** What its header says, or why it says nothing: a Git LFS pointer has the reason `lfs-pointer`. */
  readonly facts: ImageFacts | ImageError;
}

export type PictureChange =
  | {
      readonly kind: 'added';
      readonly before: undefined;
      readonly after: PictureSide;
      readonly uses: readonly PictureUse[];
    }
  | {
      readonly kind: 'removed';
      readonly before: PictureSide;
      readonly after: undefined;
      readonly uses: readonly PictureUse[];
    }
  /** The same name, other bytes: its size may be the same. */
  | {
      readonly kind: 're-encoded';
      readonly before: PictureSide;
      readonly after: PictureSide;
      readonly uses: readonly PictureUse[];
    }
  /** Another name, the same bytes. */
  | {
      readonly kind: 'moved';
      readonly before: PictureSide;
      readonly after: PictureSide;
      readonly uses: readonly PictureUse[];
    };

/** Something that could change the numbers and could not be looked at. */
export interface ReviewUnknown {
  readonly reason:
    /** A source file that cannot be read, or not for calls. */
    | 'unread-source'
    /** A changed picture that cannot be read. */
    | 'unread-picture'
    /** A changed picture that Git LFS keeps elsewhere. */
    | 'lfs-pointer'
    /** A submodule that changed and is not checked out here, or lacks the commit. */
    | 'submodule';
  /** Relative to the folder that was reviewed. */
  readonly path: string;
  /** A sentence, with what to do. */
  readonly message: string;
}
