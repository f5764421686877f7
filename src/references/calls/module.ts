import type {
  CallExpression,
  ClassExpression,
  Expression,
  FunctionExpression,
  Item,
  Path,
  Span,
} from './expression';

/** How a binding stands in the scope it belongs to. */
export interface Circumstances {
  /** Of the statement: what a use at a later offset can see. */
  readonly span: Span;
  /** In a branch (`if`, `try`, `switch`, a short circuit) that the scope's function may go past. */
  readonly conditional: boolean;
  /** The innermost branch, where it is conditional: within it the binding holds for certain. */
  readonly branch?: Span;
  /** The loops it stands in, outermost first, within its own function. */
  readonly loops: readonly Loop[];
  /** Where the loops begin that run over nothing that is known (`while`), within its own function. */
  readonly rounds?: readonly number[];
  /** The function it stands in: its start; -1 at the top of the module. */
  readonly within: number;
}

/** A `for` over something. Two are the same where they begin at the same offset. */
export interface Loop {
  readonly span: Span;
  readonly iterable: Expression;
}

/** What gives a name its value, or changes it. */
export type Binding = Circumstances &
  (
    | {
        readonly kind: 'assign';
        readonly value: Expression;
        readonly path: Path;
        readonly default?: Expression;
      }
    /** `+=`. */
    | { readonly kind: 'add'; readonly value: Expression }
    | {
        readonly kind: 'parameter';
        readonly fn: FunctionExpression;
        readonly index: number;
        readonly name: string;
        /** Into the argument, for a pattern. */
        readonly path: Path;
        /** Of the parameter, or of the name within the pattern. */
        readonly default?: Expression;
        readonly rest?: 'list' | 'object';
        /** The function is a callback that is run for each item (`list.map(…)`): its first parameter is the item. */
        readonly loop?: Loop;
      }
    /** The variable of a loop; of a comprehension too. */
    | { readonly kind: 'each'; readonly loop: Loop; readonly path: Path }
    | { readonly kind: 'function'; readonly fn: FunctionExpression }
    | { readonly kind: 'class'; readonly cls: ClassExpression }
    /** `name` is `*` for the whole module, `default` for its default export. */
    | { readonly kind: 'import'; readonly module: string; readonly name: string }
    /** `push`, `append`, `extend`, `unshift`, `insert`: into the list the name (and the path from it) holds. */
    | {
        readonly kind: 'append';
        readonly path: Path;
        readonly items: readonly Item[];
        readonly first: boolean;
      }
    /** `name.key = value`, `name['key'] = value`, `name.update(…)` (then without a key). */
    | {
        readonly kind: 'set';
        readonly path: Path;
        readonly key: string | Expression | undefined;
        readonly value: Expression;
        /** Beside what is there by that key: `form.append('image[]', file)`. */
        readonly adds?: boolean;
      }
    /** Bound in a way that is not followed: a `catch`, a `global` of another module, a deletion. */
    | { readonly kind: 'unknown'; readonly what: string }
  );

/** The bindings of a name in the scope that a use of it sees, in the order of the text. */
export interface Bound {
  /** The start of the function whose scope it is; -1 for the module's. */
  readonly scope: number;
  readonly bindings: readonly Binding[];
}

/**
 * A source text that can be asked about its calls and names. Nothing is read before it is asked for; offsets are
 * those of `text`. An implementation a language.
 */
export interface SourceModule {
  readonly text: string;
  readonly language: 'javascript' | 'python';
  /** Calls whose callee ends in one of these names (`create` of `client.responses.create`), in the order of the text. */
  calls(names: ReadonlySet<string>): Iterable<FoundCall>;
  /** What a name that is used at `at` is bound to: those of the innermost scope that binds it. */
  bindings(name: string, at: number): Bound | undefined;
  /** What `this.name`, `self.name` or `cls.name` is given in the class around `at`, fields and assignments. */
  ownBindings(name: string, at: number): Bound | undefined;
  /** The fields and methods of a class by name. */
  memberBindings(cls: ClassExpression, name: string): Bound | undefined;
  /** The module's own names that other files may import; `default` for the default export. */
  exported(name: string): Bound | undefined;
  /** Calls of a function of this text by its name, other than from within itself. */
  callersOf(fn: FunctionExpression): Iterable<CallExpression>;
  /** The functions around an offset, innermost first, and the loops around it up to the innermost function. */
  around(at: number): {
    readonly functions: readonly FunctionExpression[];
    readonly loops: readonly Loop[];
    /** As in {@link Circumstances}. */
    readonly rounds?: readonly number[];
  };
  /** Frees what the parser holds. */
  dispose(): void;
}

export interface FoundCall {
  readonly call: CallExpression;
  /** Never runs: behind `if (false)`, `if 0:`, `if TYPE_CHECKING`, after a `return`. */
  readonly dead: boolean;
  /** The statement it stands in, where the lens belongs: the offset of its first character. */
  readonly statement: number;
}
