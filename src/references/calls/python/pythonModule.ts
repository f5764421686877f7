import type { CallExpression, ClassExpression, Expression, FunctionExpression } from '../expression';
import type { Bound, FoundCall, Loop, SourceModule } from '../module';
import type { Node } from '../parser';
import type { SyntaxTree } from '../syntaxTree';
import { circumstancesOf, isDead, iterationOf } from './branches';
import { callersOf, mappedBy } from './callers';
import { functionOf } from './definitions';
import { lower } from './lower';
import { mended } from './mended';
import { classAt, classOfCode, membersOf } from './members';
import { mostOccurrences, Names } from './names';
import { isField, isFunction } from './nodes';
import { moduleScope } from './scopes';

/**
 * Python. A parameter's `index` counts `self` and `cls`; a function's span leaves out its decorators; a property is
 * bound to a call of its function; a generator returns one list of what it yields.
 */
export function pythonModule(tree: SyntaxTree): SourceModule {
  return new PythonModule(tree);
}

class PythonModule implements SourceModule {
  readonly language = 'python';
  /** What is read: the text's own tree, or that of the text with its brackets closed. */
  #read: SyntaxTree;
  #names: Names;
  #isMended = false;
  readonly #lowered = new Map<string, Expression>();
  readonly #functions = new Map<number, FunctionExpression>();
  readonly #callers = new Map<number, readonly CallExpression[]>();
  readonly #reached = new Map<number, number>();
  readonly #mapped = new Map<Bound, Bound>();

  constructor(private readonly tree: SyntaxTree) {
    this.#read = tree;
    this.#names = new Names(tree);
  }

  get text(): string {
    return this.tree.text;
  }

  *calls(names: ReadonlySet<string>): Generator<FoundCall> {
    for (const call of this.#found(names)) {
      const lowered = this.#lower(call);
      if (lowered.kind === 'call')
        yield { call: lowered, dead: isDead(call, this.#reached), statement: statementOf(call).startIndex };
    }
  }

  #found(names: ReadonlySet<string>): readonly Node[] {
    const found: { readonly at: number; readonly call: Node }[] = [];
    const looked = new Map<string, number>();
    for (const at of this.#read.called(names)) {
      const name = /^[\p{L}\p{N}_$]+/u.exec(this.text.slice(at, at + 40))?.[0] ?? '';
      const times = (looked.get(name) ?? 0) + 1;
      looked.set(name, times);
      if (times > mostOccurrences) continue;
      const node = this.#names.nodeOf(name, at);
      const call = callOf(node);
      if (call !== undefined) found.push({ at, call });
      else if (isBroken(node) && this.#mend()) return this.#found(names);
    }
    found.sort((a, b) => a.call.startIndex - b.call.startIndex || a.at - b.at);
    return found.map(({ call }) => call);
  }

  /** Reads the text with its brackets closed from now on; whether there were any to close. */
  #mend(): boolean {
    if (this.#isMended) return false;
    this.#isMended = true;
    const text = mended(this.tree.text);
    if (text === undefined) return false;
    this.#read = this.tree.standIn(text);
    this.#names = new Names(this.#read);
    return true;
  }

  bindings(name: string, at: number): Bound | undefined {
    const bound = this.#names.bindings(name, at);
    return bound === undefined ? undefined : this.#withLoops(bound);
  }

  /** The first parameter of a function that is run for each item of a list is the item. */
  #withLoops(bound: Bound): Bound {
    if (!bound.bindings.some(({ kind }) => kind === 'parameter')) return bound;
    let mapped = this.#mapped.get(bound);
    if (mapped === undefined) {
      const bindings = bound.bindings.map(binding => {
        if (binding.kind !== 'parameter' || binding.index !== 0 || binding.loop !== undefined) return binding;
        const loop = mappedBy(this.#names, binding.fn);
        return loop === undefined ? binding : { ...binding, loop };
      });
      mapped = { ...bound, bindings };
      this.#mapped.set(bound, mapped);
    }
    return mapped;
  }

  ownBindings(name: string, at: number): Bound | undefined {
    const cls = classOfCode(this.#read.nodeAt(...this.#characterAt(at)));
    return cls === undefined ? undefined : membersOf(this.#names, cls, name);
  }

  memberBindings(cls: ClassExpression, name: string): Bound | undefined {
    const node = classAt(this.#names, cls.span.start);
    return node === undefined ? undefined : membersOf(this.#names, node, name);
  }

  exported(name: string): Bound | undefined {
    return this.#names.boundIn(name, moduleScope);
  }

  callersOf(fn: FunctionExpression): readonly CallExpression[] {
    let callers = this.#callers.get(fn.span.start);
    if (callers === undefined) {
      callers = [...callersOf(this.#names, fn, call => this.#lower(call))];
      this.#callers.set(fn.span.start, callers);
    }
    return callers;
  }

  around(at: number): {
    readonly functions: readonly FunctionExpression[];
    readonly loops: readonly Loop[];
    readonly rounds: readonly number[];
  } {
    const start = this.#read.nodeAt(...this.#characterAt(at));
    const functions: FunctionExpression[] = [];
    let child = start;
    for (let node = start.parent; node !== null; child = node, node = node.parent)
      if (isFunction(node) && isField(node, 'body', child) && iterationOf(node) === undefined)
        functions.push(this.#function(node));
    const { loops, rounds = [] } = circumstancesOf(start);
    return { functions, loops, rounds };
  }

  dispose(): void {
    this.tree.dispose();
  }

  #characterAt(at: number): readonly [number, number] {
    const start = Math.min(at, this.text.length);
    return [start, Math.min(start + 1, this.text.length)];
  }

  #function(node: Node): FunctionExpression {
    let fn = this.#functions.get(node.startIndex);
    if (fn === undefined) {
      fn = functionOf(node);
      this.#functions.set(node.startIndex, fn);
    }
    return fn;
  }

  /** One expression for one call, however often it is asked for. */
  #lower(call: Node): Expression {
    const key = `${String(call.startIndex)} ${String(call.endIndex)}`;
    let lowered = this.#lowered.get(key);
    if (lowered === undefined) {
      lowered = lower(call);
      this.#lowered.set(key, lowered);
    }
    return lowered;
  }
}

/** The call whose callee ends in a name. */
function callOf(name: Node): Node | undefined {
  if (name.type !== 'identifier' || name.parent === null) return undefined;
  const { parent } = name;
  const callee = parent.type === 'attribute' && isField(parent, 'attribute', name) ? parent : name;
  const call = callee.parent;
  return call?.type === 'call' && isField(call, 'function', callee) ? call : undefined;
}

/** Whether a name that something like arguments follows is part of what the parser could not read. */
function isBroken(name: Node): boolean {
  if (name.type !== 'identifier') return false;
  let at = name.parent;
  while (at?.type === 'attribute') at = at.parent;
  return at?.isError === true;
}

/** The statement a node stands in: of an `if` with several tests the part whose test it is. */
function statementOf(at: Node): Node {
  let child = at;
  for (let node = at.parent; node !== null; child = node, node = node.parent)
    if (
      node.type === 'block' ||
      node.type === 'module' ||
      /^(?:elif|case|except)\w*_clause$/.test(child.type)
    )
      return child;
  return child;
}
