import type { CallsPerMonthHere } from './monthly';

/** From 1, columns in UTF-16 units; `end` is behind the last character. */
export interface TextRange {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/**
 * A number that is as sure as it can be. `known` is from, to: equal where it is certain, apart where a detail or a
 * condition decides. `missing` says why there is more that has no number, each reason once and in a few words: then
 * `known` is what is known of it, and no limit is passed silently.
 */
export interface Amount {
  readonly known: readonly [number, number];
  readonly missing?: readonly string[];
}

/** Which model is asked. */
export interface MeasuredModel {
  /** Each by the name that the code has and by the id that prices have; several where a condition chooses. */
  readonly names: readonly { readonly asked: string; readonly id: string | undefined }[];
  /** Why it is not known; then `names` has what is. */
  readonly unknown?: string;
  /** Whose model it is and who is asked for it: `openai`, `azure`. */
  readonly providers: readonly string[];
}

/** An ignore comment that covers something. */
export interface MeasuredIgnore {
  readonly codes: readonly string[];
  readonly reason: string;
  /** ISO date, the last day it holds. */
  readonly expires?: string;
  readonly range: TextRange;
}

/** A picture that a call sends, or that is named outside of calls. */
export interface MeasuredImage {
  readonly range: TextRange;
  /** How it is shown: its path relative to the project, its address, the name in the code. */
  readonly shown: string;
  /** Relative to the project; `undefined` where it is no file of it. */
  readonly path?: string;
  readonly detail: 'stated' | 'omitted' | 'unknown' | 'meaningless';
  /** Its address, where it is on the web. */
  readonly remote?: string;
  readonly tokens: Amount;
  readonly usd: Amount;
  /** Of the file. */
  readonly bytes: Amount;
  /** How many pictures it stands for. */
  readonly count: number;
  readonly ignores: readonly MeasuredIgnore[];
}

/** A call with all the requests it makes when its line is run once. */
export interface MeasuredCall {
  readonly range: TextRange;
  /** As written: `client.responses.create`. */
  readonly callee: string;
  readonly model: MeasuredModel;
  readonly tier: string;
  readonly requests: number;
  readonly images: readonly MeasuredImage[];
  /** Image tokens of all requests. */
  readonly tokens: Amount;
  /** US dollars for pictures sent and pictures made, of all requests. Text is not counted. */
  readonly usd: Amount;
  /** Of the largest request, as the API gets it. */
  readonly bytes: Amount;
  /** How often a month, where a comment at the call says so. */
  readonly callsPerMonth?: CallsPerMonthHere;
  readonly ignores: readonly MeasuredIgnore[];
}

export interface MeasuredFile {
  /** Relative to the project, with forward slashes. */
  readonly file: string;
  readonly calls: readonly MeasuredCall[];
  /** Named outside of calls. They are judged one by one and are in no sum: nobody sends them. */
  readonly references: readonly MeasuredReference[];
  /** Comments for the whole file. */
  readonly ignores: readonly MeasuredIgnore[];
}

export interface MeasuredReference extends MeasuredImage {
  /** The project's, for want of a call. */
  readonly model: MeasuredModel;
}

/** What was measured of a project. Everything {@link judge} knows of it. */
export interface Measured {
  readonly files: readonly MeasuredFile[];
  /**
   * Whether these are all files of the project that have calls. If not, sums of the project are not judged; its rise
   * still is, since what is left out is the same on both sides.
   */
  readonly whole: boolean;
  /** Files that could not be looked into: no sum of the project is known then. */
  readonly unread?: readonly { readonly file: string; readonly why: string }[];
}

/** What it was before, for limits on a rise. */
export interface Base {
  readonly measured: Measured;
  /** How messages call it: `origin/main`. */
  readonly name: string;
  /** What a call was; `undefined` for a new one. */
  readonly call: (call: MeasuredCall, file: string) => MeasuredCall | undefined;
  /** What a picture of a call, or one named outside of calls, was. */
  readonly image: (image: MeasuredImage, file: string) => MeasuredImage | undefined;
  /** The name that a file had. `undefined` for a new one. */
  readonly file: (file: string) => string | undefined;
}
