import type { Binding, Bound } from '../module';
import type { Node } from '../parser';
import type { SyntaxTree } from '../syntaxTree';
import { importedWhole } from './imports';
import { isBuffer } from './inPlace';
import { mayBindAtTop } from './mayBind';
import { occurrenceAt } from './occurrences';
import type { Occurrence } from './occurrences';
import { functionAround, moduleScope, scopesAround } from './scopes';
import type { Scope } from './scopes';

/** A name that stands more often than this in a scope is not worth reading all of. */
export const mostOccurrences = 2000;

/** The names of a text and what binds them, worked out from the places at which they stand. */
export class Names {
  readonly #occurrences = new Map<number, Occurrence | undefined>();
  readonly #bound = new Map<string, Bound | undefined>();
  readonly #moved = new Map<string, ReadonlyMap<number, 'global' | 'nonlocal'>>();
  #whole: Binding | false | undefined;

  constructor(readonly tree: SyntaxTree) {}

  /** What a name that is used at `at` is bound to, in the innermost scope that binds it. */
  bindings(name: string, at: number): Bound | undefined {
    for (const scope of this.#lookup(name, this.nodeOf(name, at))) {
      const bound = this.boundIn(name, scope);
      if (bound !== undefined) return bound;
    }
    return this.#fromWhole(name);
  }

  /** The bindings of a name in one scope. */
  boundIn(name: string, scope: Scope): Bound | undefined {
    const key = `${name} ${String(scope.start)}`;
    if (this.#bound.has(key)) return this.#bound.get(key);
    const bound = this.#boundIn(name, scope);
    this.#bound.set(key, bound);
    return bound;
  }

  /** The offsets of a name from `start` to `end`. */
  within(name: string, start: number, end: number): readonly number[] {
    const all = this.tree.occurrences(name);
    const from = firstFrom(all, start);
    const to = firstFrom(all, end);
    return all.slice(from, Math.min(to, from + mostOccurrences));
  }

  occurrence(name: string, offset: number): Occurrence | undefined {
    if (this.#occurrences.has(offset)) return this.#occurrences.get(offset);
    // An attribute's name is no name of a scope.
    const read = this.tree.text[offset - 1] !== '.';
    const occurrence = read ? occurrenceAt(this.nodeOf(name, offset)) : undefined;
    this.#occurrences.set(offset, occurrence);
    return occurrence;
  }

  /** The node of a name at its offset, or of whatever else stands there. */
  nodeOf(name: string, at: number): Node {
    const { text } = this.tree;
    const start = Math.min(at, text.length);
    return this.tree.nodeAt(
      start,
      text.startsWith(name, start) ? start + name.length : Math.min(start + 1, text.length),
    );
  }

  /** The scopes a name is looked up in, with `global` taken into account. */
  *#lookup(name: string, at: Node): Generator<Scope> {
    const moved = this.#movedIn(name);
    for (const scope of scopesAround(at)) {
      if (scope.kind === 'function' && moved.get(scope.start) === 'global') {
        yield moduleScope;
        return;
      }
      yield scope;
    }
  }

  #boundIn(name: string, scope: Scope): Bound | undefined {
    const occurrences = this.#placesOf(name, scope).flatMap(offset => {
      const occurrence = this.occurrence(name, offset);
      return occurrence === undefined ? [] : [{ occurrence, bound: this.#scopeOf(name, occurrence) }];
    });
    if (!occurrences.some(({ bound }) => bound?.start === scope.start)) return undefined;
    const own = occurrences.flatMap(({ occurrence, bound }) => {
      // What changes a value belongs to the scope that its name is found in.
      const here =
        bound === undefined ? this.#isFound(name, occurrence.node, scope) : bound.start === scope.start;
      return here ? [occurrence] : [];
    });
    const buffers = own.some(({ scope: of, binding }) => of !== undefined && isBuffer(binding()));
    const bindings = own.filter(({ fills }) => fills !== true || buffers).map(({ binding }) => binding());
    return { scope: scope.fn, bindings };
  }

  /** Of a text that is parsed in pieces only those are looked at in which the module's names may be bound. */
  #placesOf(name: string, scope: Scope): readonly number[] {
    if (scope.kind !== 'module' || !this.tree.inPieces) return this.within(name, scope.start, scope.end);
    const { text } = this.tree;
    const all = this.tree.occurrences(name);
    return all
      .filter(at => text[at - 1] !== '.' && mayBindAtTop(text, at, name.length))
      .slice(0, mostOccurrences);
  }

  /** Whether a name that is used at a node is the one that a scope around it binds. */
  #isFound(name: string, node: Node, scope: Scope): boolean {
    for (const inner of this.#lookup(name, node)) {
      if (inner.start === scope.start) return true;
      if (this.boundIn(name, inner) !== undefined) return false;
    }
    return false;
  }

  /** Where an occurrence binds the name, `global` and `nonlocal` taken into account. */
  #scopeOf(name: string, { scope, node }: Occurrence): Scope | undefined {
    if (scope?.kind !== 'function') return scope;
    const moved = this.#movedIn(name);
    const kind = moved.get(scope.start);
    if (kind === undefined) return scope;
    if (kind === 'nonlocal')
      for (const outer of scopesAround(node))
        if (outer.kind === 'function' && outer.start < scope.start && !moved.has(outer.start)) return outer;
    return moduleScope;
  }

  /** The functions that say `global name` or `nonlocal name`. */
  #movedIn(name: string): ReadonlyMap<number, 'global' | 'nonlocal'> {
    let moved = this.#moved.get(name);
    if (moved === undefined) {
      moved = this.#readMoved(name);
      this.#moved.set(name, moved);
    }
    return moved;
  }

  #readMoved(name: string): ReadonlyMap<number, 'global' | 'nonlocal'> {
    const { text } = this.tree;
    const moved = new Map<number, 'global' | 'nonlocal'>();
    if (['global', 'nonlocal'].every(word => this.tree.occurrences(word).length === 0)) return moved;
    for (const offset of this.tree.occurrences(name)) {
      const before = text.slice(Math.max(0, offset - 200), offset);
      if (!/\b(?:global|nonlocal)[ \t]+(?:\w+\s*,\s*)*$/.test(before)) continue;
      const statement = this.nodeOf(name, offset).parent;
      if (statement?.type === 'global_statement') moved.set(functionAround(statement), 'global');
      else if (statement?.type === 'nonlocal_statement') moved.set(functionAround(statement), 'nonlocal');
    }
    moved.delete(-1);
    return moved;
  }

  /** A name that nothing binds comes out of the one module that all is imported from. */
  #fromWhole(name: string): Bound | undefined {
    this.#whole ??= importedWhole(this.tree) ?? false;
    const whole = this.#whole;
    if (whole === false || whole.kind !== 'import' || builtIn.test(name)) return undefined;
    return { scope: -1, bindings: [{ ...whole, name }] };
  }
}

const builtIn =
  /^(?:__\w+__|self|cls|abs|all|any|bool|bytes|bytearray|chr|dict|dir|enumerate|Exception|filter|float|format|getattr|globals|hasattr|input|int|isinstance|iter|len|list|locals|map|max|min|next|object|open|ord|pow|print|range|repr|reversed|round|set|setattr|sorted|str|sum|super|tuple|type|vars|zip)$/;

function firstFrom(sorted: readonly number[], from: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}
