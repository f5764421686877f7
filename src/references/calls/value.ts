import type { CallExpression, ClassExpression, FunctionExpression, Span } from './expression';

/**
 * What an expression is known to be when it is reached. `span` is where it is written, which may be far from where it
 * is used: a constant's literal, the `{…}` a helper returns.
 */
export type Value = {
  readonly span: Span;
  /** Came out of another file: `span` is where this file takes it in, and is not its literal. */
  readonly elsewhere?: boolean;
} & (
  | StringValue
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** `unsaid`: a parameter that is nothing where nobody says, and nobody of this text does. */
  | { readonly kind: 'null'; readonly unsaid?: UnknownReason }
  /** A text of which parts are not known, or are the contents of files. Never two strings in a row. */
  | { readonly kind: 'text'; readonly parts: readonly Value[] }
  | PathValue
  | ContentValue
  | ListValue
  | ObjectValue
  | SeveralValue
  | ChoiceValue
  | FunctionValue
  | { readonly kind: 'class'; readonly cls: ClassExpression; readonly env: Environment }
  /** An object made by a class of the file itself. */
  | {
      readonly kind: 'instance';
      readonly cls: ClassExpression;
      readonly env: Environment;
      readonly args: Arguments;
    }
  | MadeValue
  | { readonly kind: 'module'; readonly module: string; readonly name: string }
  | UnknownValue
);

export interface StringValue {
  readonly kind: 'string';
  readonly text: string;
  /** What stands between the quotes, where it is one literal. */
  readonly content?: Span;
  /** The literals it is put together from, where it is not one. */
  readonly literals?: readonly Span[];
}

/** A path that knows what it starts from. */
export interface PathValue {
  readonly kind: 'path';
  /** Relative to `base`; forward slashes; `''` for the base itself. May hold `*` as a glob does. */
  readonly text: string;
  /** `document`: the folder of the file the code stands in. `working`: where the program is started. */
  readonly base: 'document' | 'working';
  /** The literals it is put together from. */
  readonly literals: readonly Span[];
}

/** What a file holds, as the program has it in hand. */
export interface ContentValue {
  readonly kind: 'content';
  /** A string or a path; `text` or `unknown` where it is not known. */
  readonly of: Value;
  /** `url`: an address made of it (`pathToFileURL`); `data-url`: with its `data:` in front. */
  readonly as: 'bytes' | 'base64' | 'data-url' | 'handle' | 'image' | 'text' | 'url';
  /** What the program did to the picture on the way, so that the file is not what is sent: `resize`, `thumbnail` … */
  readonly changed?: string;
  /** A function that is not followed and was given the path. */
  readonly through?: string;
}

export interface ListValue {
  readonly kind: 'list';
  readonly items: readonly ListItem[];
}

export interface ListItem {
  readonly value: Value;
  /** May be left out: appended in a branch, or behind a filter. */
  readonly optional?: boolean;
  /** Stands for as many items as there are; the value is what one of them would be. */
  readonly repeated?: boolean;
}

export interface ObjectValue {
  readonly kind: 'object';
  readonly entries: readonly ObjectEntry[];
  /** Something was spread into it that is not known: keys may be there that are not seen. */
  readonly open?: UnknownValue & { readonly span: Span };
}

export interface ObjectEntry {
  readonly key: string;
  readonly keySpan: Span;
  /** The entry as written, key and value; absent where the key is set later. */
  readonly span?: Span;
  readonly value: Value;
  readonly optional?: boolean;
}

/** Files that are looked for when the program runs: by a glob, or all of a folder. */
export interface SeveralValue {
  readonly kind: 'several';
  /** A glob relative to `base`; a folder's is `folder/*`. */
  readonly pattern: string;
  readonly base: 'document' | 'working';
  readonly literals: readonly Span[];
  /** Names without their folder, as `readdir` gives them. */
  readonly names?: boolean;
  /** The program filters, sorts or cuts what it finds. */
  readonly narrowed?: boolean;
}

/** One of several. */
export interface ChoiceValue {
  readonly kind: 'choice';
  /** `branch`: one of them, by a condition. `each`: all of them, one after the other: a loop, or several callers. */
  readonly by: 'branch' | 'each';
  /** The same for values that change together: the loop's, the branch's, the function's offset. */
  readonly group: number;
  readonly options: readonly Value[];
}

export interface FunctionValue {
  readonly kind: 'function';
  readonly fn: FunctionExpression;
  readonly env: Environment;
}

/** What a function or class that is not of this file makes or gives: `new OpenAI(…)`, `Part.from_uri(…)`. */
export interface MadeValue {
  readonly kind: 'made';
  /** Dotted, with the imported name in front: `openai.OpenAI`, `google.genai.types.Part.from_bytes`. */
  readonly callee: string;
  readonly args: Arguments;
  readonly call: CallExpression;
  /** A property of an object that was made, not the result of a call: `args` and `call` are those of the object. */
  readonly member?: boolean;
  /** The value whose method it is: the client of `client.files.upload(…)`. */
  readonly of?: Value;
}

/** The arguments of a call, worked out. */
export interface Arguments {
  readonly positional: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
  /** A spread that is not known. */
  readonly open?: UnknownValue & { readonly span: Span };
}

export type UnknownReason =
  /** `name`: the variable; `fallback`: what the code says to take where it is not set. */
  | { readonly kind: 'environment'; readonly name: string; readonly fallback?: Value }
  | { readonly kind: 'parameter'; readonly name: string; readonly fn: string | undefined }
  | { readonly kind: 'import'; readonly name: string; readonly module: string }
  /** The result of something that runs: `what` is how it is called. */
  | { readonly kind: 'call'; readonly what: string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'syntax'; readonly what: string }
  /** Read while the program runs: a file that is no picture, the command line, the user. */
  | { readonly kind: 'input'; readonly what: string }
  /** There was more to follow than we do. */
  | { readonly kind: 'limit' };

export interface UnknownValue {
  readonly kind: 'unknown';
  readonly reason: UnknownReason;
  /** What the code takes where there is none: `type || 'video/mp4'`. */
  readonly otherwise?: Value;
  /** All keywords that a function is given, and nobody of this text gives it any: `**kwargs`. */
  readonly rest?: boolean;
}

/** What the parameters of the functions being followed are: innermost first. Opaque to all but the evaluator. */
export interface Environment {
  readonly fn: number;
  readonly values: ReadonlyMap<string, Value>;
  readonly outer: Environment | undefined;
}
