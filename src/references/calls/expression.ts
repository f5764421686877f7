/** A stretch of a text: UTF-16 offsets, `end` behind the last character. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * An expression of any of the languages that calls are read in, with what only one of them has taken away: casts,
 * parentheses, `await`, adjacent strings. What is not understood is `unknown` and says what it was.
 *
 * `span` is the expression's place in the text of its module.
 */
export type Expression = { readonly span: Span } & (
  | StringExpression
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** `null`, `undefined`, `None`. */
  | { readonly kind: 'null' }
  /** A template, an f-string, adjacent literals: joined without anything between. */
  | { readonly kind: 'template'; readonly parts: readonly Expression[] }
  | { readonly kind: 'name'; readonly name: string }
  | {
      readonly kind: 'member';
      readonly object: Expression;
      readonly property: string;
      readonly propertySpan: Span;
    }
  | { readonly kind: 'index'; readonly object: Expression; readonly index: Expression }
  | CallExpression
  /** Lists, tuples, sets. */
  | { readonly kind: 'list'; readonly items: readonly Item[] }
  | { readonly kind: 'object'; readonly entries: readonly Entry[] }
  | FunctionExpression
  | ClassExpression
  | {
      readonly kind: 'conditional';
      readonly test: Expression;
      readonly then: Expression;
      readonly otherwise: Expression;
    }
  /** `+ / % || ?? or and && * | …`, as the language writes it. */
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  | ComprehensionExpression
  | { readonly kind: 'unknown'; readonly what: string }
);

export interface StringExpression {
  readonly kind: 'string';
  /** As the program sees it: escapes undone. */
  readonly text: string;
  /** What stands between the quotes. */
  readonly content: Span;
  /** `b"…"`, or a string whose end is missing, and the like; absent for plain strings. */
  readonly bytes?: boolean;
}

export interface CallExpression {
  readonly kind: 'call';
  readonly span: Span;
  readonly callee: Expression;
  readonly args: readonly Argument[];
  /** What stands between the parentheses, for whoever wants to add an argument. */
  readonly argumentSpan: Span;
  /** `new OpenAI()`. */
  readonly isNew: boolean;
}

export interface Argument {
  readonly value: Expression;
  /** Keyword arguments: `model="…"`. */
  readonly name?: string;
  /** `...list`, `*list`, `**dict` (then without a name of its own). */
  readonly spread?: 'list' | 'object';
}

export interface Item {
  readonly value: Expression;
  readonly spread?: boolean;
}

export type Entry =
  | {
      readonly kind: 'entry';
      /** A computed key that is not constant is an expression of its own. */
      readonly key: string | Expression;
      readonly keySpan: Span;
      readonly value: Expression;
      readonly span: Span;
    }
  | { readonly kind: 'spread'; readonly value: Expression; readonly span: Span };

/** Functions, methods, arrow functions, lambdas. Two are the same where their spans begin at the same offset. */
export interface FunctionExpression {
  readonly kind: 'function';
  readonly span: Span;
  /** `undefined` where it has none of its own and is not the value of a plain declaration. */
  readonly name: string | undefined;
  readonly parameters: readonly Parameter[];
  /** What it returns or, for a generator, yields: each `return` in the order of the text. Worked out when asked for. */
  readonly returns: () => readonly Returned[];
}

export interface Returned {
  readonly value: Expression;
  /** Whether it stands in a branch. */
  readonly conditional: boolean;
}

export interface Parameter {
  /** `undefined` for a pattern. */
  readonly name: string | undefined;
  readonly default?: Expression;
  /** `...args`, `*args`. */
  readonly rest?: 'list' | 'object';
}

export interface ClassExpression {
  readonly kind: 'class';
  readonly span: Span;
  readonly name: string | undefined;
  /** Base classes as written. */
  readonly bases: readonly string[];
  /** Those that are declared with a type, in order: what a data class is given by position. */
  readonly fields?: readonly string[];
}

/** `[f(x) for x in xs if …]`. Callbacks given to `map` are calls, not this. */
export interface ComprehensionExpression {
  readonly kind: 'comprehension';
  readonly span: Span;
  readonly body: Expression;
  /** `{key: value for …}`: then `body` is the value. */
  readonly key?: Expression;
  readonly loops: readonly { readonly pattern: Pattern; readonly iterable: Expression }[];
  /** It has an `if`. */
  readonly filtered: boolean;
}

/** What is bound by a declaration, a parameter or a loop: a name, or names taken out of a value. */
export type Pattern =
  | { readonly kind: 'name'; readonly name: string; readonly span: Span }
  | { readonly kind: 'list'; readonly items: readonly (Pattern | undefined)[]; readonly rest?: Pattern }
  | {
      readonly kind: 'object';
      readonly entries: readonly {
        readonly key: string;
        readonly value: Pattern;
        readonly default?: Expression;
      }[];
      readonly rest?: Pattern;
    };

/** The way from a declared value to a name taken out of it: keys and indexes, outermost first. */
export type Path = readonly (string | number)[];
