import type { Node } from '../parser';
import type { CallExpression, ClassExpression, FunctionExpression, Span } from '../expression';
import type { Binding, Bound, FoundCall, Loop, SourceModule } from '../module';
import type { SyntaxTree } from '../syntaxTree';
import { circumstancesOf, iterationOf } from './circumstances';
import { functionOf } from './definitions';
import { exportAt } from './exports';
import { mended } from './mended';
import { mutationOf } from './mutations';
import { occurrenceAt } from './names';
import type { Occurrence } from './names';
import { awaitedIn, isFunction, lower, spanOf } from './lower';
import { isDead } from './dead';
import { mayBind, mayBindAtTop } from './mayBind';

/** A name that stands more often than this is not worth reading all of: minified code. */
const mostOccurrences = 3000;

/** JavaScript and TypeScript, JSX too. */
export function javascriptModule(tree: SyntaxTree): SourceModule {
  return new JavaScriptModule(tree);
}

class JavaScriptModule implements SourceModule {
  readonly language = 'javascript';
  readonly #occurrences = new Map<number, Occurrence | undefined>();
  readonly #bound = new Map<string, Bound>();
  readonly #ranges = new Map<number, readonly Span[]>();
  readonly #members = new Map<string, Bound | undefined>();

  /** What is read: the text's own tree, or that of the text with its brackets closed. */
  private tree: SyntaxTree;
  #isMended = false;

  constructor(private readonly own: SyntaxTree) {
    this.tree = own;
  }

  get text(): string {
    return this.own.text;
  }

  *calls(names: ReadonlySet<string>): Generator<FoundCall> {
    const found: { readonly at: number; readonly node: Node }[] = [];
    for (const at of this.tree.called(names)) {
      const length = /^[\w$]+/.exec(this.text.slice(at, at + 40))?.[0].length ?? 1;
      if (isPlainlyOther(this.text.slice(at + length, at + length + 400))) continue;
      if (!this.#isMended && this.tree.isBrokenAt(at)) this.#mend(at);
      const node = this.#callOf(this.tree.nodeAt(at, at + length));
      if (node !== undefined) found.push({ at: node.startIndex, node });
    }
    found.sort((a, b) => a.at - b.at || a.node.endIndex - b.node.endIndex);
    for (const { node } of found) {
      const call = lower(node);
      if (call.kind !== 'call') continue;
      yield { call, dead: isDead(node), statement: statementOf(node).startIndex };
    }
  }

  /** Reads the text with its brackets closed from now on, if that makes a whole of it. */
  #mend(at: number): void {
    this.#isMended = true;
    const text = mended(this.own.text);
    const tree = text === undefined ? undefined : this.own.standIn(text);
    if (tree !== undefined && !tree.isBrokenAt(at)) this.tree = tree;
  }

  #callOf(name: Node): Node | undefined {
    let callee: Node = name;
    if (name.type === 'property_identifier') {
      if (name.parent?.type !== 'member_expression') return undefined;
      callee = name.parent;
    } else if (name.type !== 'identifier') {
      return undefined;
    }
    // The grammar reads `await f<T>(x)` as `(await f)<T>(x)`.
    if (callee.parent?.type === 'await_expression' || callee.parent?.type === 'non_null_expression')
      callee = callee.parent;
    // Compiled: `(0, ai_1.generateText)(…)`.
    if (
      callee.parent?.type === 'sequence_expression' &&
      callee.parent.lastNamedChild?.id === callee.id &&
      callee.parent.parent?.type === 'parenthesized_expression'
    )
      callee = callee.parent.parent;
    else if (callee.parent?.type === 'arguments' && callee.parent.parent !== null) {
      const awaiting = callee.parent.parent;
      if (awaitedIn(awaiting)?.id === callee.id) callee = awaiting;
    }
    const call = callee.parent;
    return call?.type === 'call_expression' && call.childForFieldName('function')?.id === callee.id
      ? call
      : undefined;
  }

  bindings(name: string, at: number): Bound | undefined {
    const all = this.tree.occurrences(name);
    // From the innermost function outward, so that the one-letter names of a long file are cheap.
    for (const range of this.#functionRanges(at)) {
      const within = all.filter(offset => offset >= range.start && offset < range.end);
      if (within.length > mostOccurrences) return undefined;
      let scope: NonNullable<Occurrence['declares']> | undefined;
      for (const offset of within) {
        const declares = this.#occurrence(name, offset, at)?.declares;
        if (declares === undefined || declares.start > at || declares.end < at) continue;
        if (scope === undefined || declares.start > scope.start) scope = declares;
      }
      if (scope !== undefined) return this.#boundIn(name, scope, all, at);
    }
    return undefined;
  }

  #functionRanges(at: number): readonly Span[] {
    const known = this.#ranges.get(at);
    if (known !== undefined) return known;
    const ranges: Span[] = [];
    for (
      let node: Node | null = this.tree.nodeAt(Math.min(at, this.text.length));
      node !== null;
      node = node.parent
    )
      if (isFunction(node)) ranges.push(spanOf(node));
    ranges.push({ start: 0, end: Infinity });
    this.#ranges.set(at, ranges);
    return ranges;
  }

  #boundIn(
    name: string,
    scope: NonNullable<Occurrence['declares']>,
    all: readonly number[],
    at: number,
  ): Bound {
    const key = `${name} ${String(scope.start)}`;
    const known = this.#bound.get(key);
    if (known !== undefined) return known;
    const within = all.filter(offset => offset >= scope.start && offset < scope.end);
    const occurrences = within.slice(0, mostOccurrences).map(offset => this.#occurrence(name, offset, at));
    const inner = occurrences
      .map((occurrence, i) => ({ declares: occurrence?.declares, offset: within[i] ?? 0 }))
      .filter(({ declares }) => declares !== undefined && declares.start !== scope.start);
    const bindings: Binding[] = [];
    occurrences.forEach((occurrence, i) => {
      if (occurrence === undefined) return;
      if (occurrence.declares !== undefined) {
        if (occurrence.declares.start === scope.start) bindings.push(occurrence.binding);
        return;
      }
      const offset = within[i] ?? 0;
      const shadowed = inner.some(
        ({ declares }) => declares !== undefined && declares.start <= offset && offset < declares.end,
      );
      if (!shadowed) bindings.push(occurrence.binding);
    });
    const bound = { scope: scope.fn, bindings };
    this.#bound.set(key, bound);
    return bound;
  }

  #mayBind(name: string, offset: number, at: number): boolean {
    const { start, end } = this.tree.pieceAt(offset);
    return start <= at && at < end
      ? mayBind(this.text, offset, name.length)
      : mayBindAtTop(this.text, start, offset, name.length);
  }

  /** @param at where the name is used: elsewhere only what concerns the whole module is looked at */
  #occurrence(name: string, offset: number, at: number): Occurrence | undefined {
    if (this.#occurrences.has(offset)) return this.#occurrences.get(offset);
    if (this.tree.inPieces && !this.#mayBind(name, offset, at)) return undefined;
    const node = this.tree.nodeAt(offset, offset + name.length);
    const occurrence =
      node.startIndex === offset && node.endIndex === offset + name.length ? occurrenceAt(node) : undefined;
    this.#occurrences.set(offset, occurrence);
    return occurrence;
  }

  ownBindings(name: string, at: number): Bound | undefined {
    for (let node: Node | null = this.tree.nodeAt(at); node !== null; node = node.parent) {
      if (node.type === 'class_body' && node.parent !== null) return this.#membersOf(node.parent, name);
      // `this` in a plain object's methods is the object; the object is not followed here.
      if (node.type === 'function_declaration' || node.type === 'function_expression') return undefined;
    }
    return undefined;
  }

  memberBindings(cls: ClassExpression, name: string): Bound | undefined {
    let node: Node | null = this.tree.nodeAt(cls.span.start, cls.span.end);
    while (node !== null && !/^(?:abstract_)?class(?:_declaration)?$|^enum_declaration$/.test(node.type))
      node = node.namedChildren.find(child => /class|enum_decl/.test(child?.type ?? '')) ?? null;
    return node === null ? undefined : this.#membersOf(node, name);
  }

  #membersOf(cls: Node, name: string): Bound | undefined {
    const key = `${name} ${String(cls.startIndex)}`;
    if (!this.#members.has(key)) this.#members.set(key, this.#findMembers(cls, name));
    return this.#members.get(key);
  }

  #findMembers(cls: Node, name: string): Bound | undefined {
    const body = cls.childForFieldName('body');
    if (body === null) return undefined;
    const bindings: Binding[] = [];
    const within = this.tree.occurrences(name).filter(at => at >= body.startIndex && at < body.endIndex);
    for (const offset of within.slice(0, mostOccurrences)) {
      const node = this.tree.nodeAt(offset, offset + name.length);
      const parent = node.parent;
      if (parent === null) continue;
      const ofBody = (member: Node): boolean => member.parent?.id === body.id;
      switch (parent.type) {
        case 'public_field_definition':
        case 'field_definition':
        case 'enum_assignment': {
          const value = parent.childForFieldName('value');
          const key = parent.childForFieldName('name') ?? parent.childForFieldName('property');
          if (ofBody(parent) && key?.id === node.id && value !== null)
            bindings.push({ kind: 'assign', value: lower(value), path: [], ...circumstancesOf(parent) });
          break;
        }
        case 'method_definition':
          if (ofBody(parent) && parent.childForFieldName('name')?.id === node.id)
            bindings.push({ kind: 'function', fn: functionOf(parent), ...circumstancesOf(parent) });
          break;
        case 'required_parameter': {
          // `constructor(private readonly model = 'gpt-5.2')`.
          const occurrence = this.#occurrence(name, offset, offset);
          const property = parent.namedChildren.some(
            child => child?.type === 'accessibility_modifier' || child?.type === 'override_modifier',
          );
          const readonly = parent.children.some(child => child?.type === 'readonly');
          if (occurrence !== undefined && (property || readonly)) bindings.push(occurrence.binding);
          break;
        }
        case 'member_expression': {
          if (parent.childForFieldName('object')?.type !== 'this') break;
          const holder = parent.parent;
          if (
            holder?.type === 'assignment_expression' &&
            holder.childForFieldName('left')?.id === parent.id
          ) {
            const right = holder.childForFieldName('right');
            if (right !== null)
              bindings.push({ kind: 'assign', value: lower(right), path: [], ...circumstancesOf(holder) });
          } else {
            const mutation = mutationOf(parent, []);
            if (mutation !== undefined) bindings.push(mutation);
          }
          break;
        }
      }
    }
    return bindings.length === 0 ? undefined : { scope: -1, bindings };
  }

  exported(name: string): Bound | undefined {
    if (name !== 'default') {
      const own = this.bindings(name, 0);
      if (own !== undefined) return own;
      // `export { a as name }`, `module.exports = { name: … }`, `exports.name = …`.
    }
    const bindings: Binding[] = [];
    for (const word of name === 'default' ? ['default', 'exports'] : ['exports', name]) {
      for (const offset of this.tree.occurrences(word).slice(0, 50)) {
        const node = this.tree.nodeAt(offset, offset + word.length);
        const binding = exportAt(node, name);
        if (binding !== undefined) bindings.push(binding);
      }
    }
    return bindings.length === 0 ? undefined : { scope: -1, bindings };
  }

  *callersOf(fn: FunctionExpression): Generator<CallExpression> {
    let { name } = fn;
    if (name === undefined) return;
    let construct = false;
    if (name === 'constructor') {
      let node: Node | null = this.tree.nodeAt(fn.span.start, fn.span.end);
      while (node !== null && node.type !== 'class_body') node = node.parent;
      name = node?.parent?.childForFieldName('name')?.text;
      construct = true;
      if (name === undefined) return;
    }
    for (const offset of this.tree.occurrences(name).slice(0, mostOccurrences)) {
      if (offset >= fn.span.start && offset < fn.span.end) continue;
      const node = this.tree.nodeAt(offset, offset + name.length);
      const call = construct ? constructionOf(node) : this.#callOf(node);
      if (call === undefined || isDead(call)) continue;
      if (!construct && node.type === 'identifier') {
        const bound = this.bindings(name, offset);
        const own = bound?.bindings.some(binding =>
          binding.kind === 'function'
            ? binding.fn.span.start === fn.span.start
            : binding.kind === 'assign' &&
              binding.value.span.start <= fn.span.start &&
              fn.span.end <= binding.value.span.end,
        );
        if (own !== true) continue;
      }
      const lowered = lower(call);
      if (lowered.kind === 'call') yield lowered;
    }
  }

  around(at: number): ReturnType<SourceModule['around']> {
    const functions: FunctionExpression[] = [];
    const loops: Loop[] = [];
    const start = this.tree.nodeAt(Math.min(at, this.text.length));
    for (let node: Node | null = start; node !== null; node = node.parent) {
      if (!isFunction(node)) continue;
      if (iterationOf(node) === undefined) functions.push(functionOf(node));
    }
    const { rounds, ...circumstances } = circumstancesOf(start);
    loops.push(...circumstances.loops);
    return { functions, loops, ...(rounds && { rounds }) };
  }

  dispose(): void {
    this.own.dispose();
  }
}

function constructionOf(name: Node): Node | undefined {
  const call = name.parent;
  return call?.type === 'new_expression' && call.childForFieldName('constructor')?.id === name.id
    ? call
    : undefined;
}

/** The statement a call stands in: above it the lens goes. */
function statementOf(call: Node): Node {
  let node = call;
  for (let parent = call.parent; parent !== null; node = parent, parent = parent.parent) {
    if (parent.type === 'statement_block' || parent.type === 'program' || parent.type === 'switch_case')
      return node;
    // One of several in a list, and the only thing a callback gives.
    if (
      isFunction(parent) ||
      parent.type === 'pair' ||
      parent.type === 'array' ||
      parent.type === 'class_body'
    )
      return node;
  }
  return node;
}

/**
 * Short literal arguments that name nothing a request has: `db.users.create({ data: { name: 'x' } })`. Code that talks
 * to databases is full of them, and each would be parsed.
 */
function isPlainlyOther(behind: string): boolean {
  const args = /^\(\s*\{(?:[^{}]|\{[^{}]*\})*\}\s*\)/.exec(behind)?.[0];
  return (
    args !== undefined && !/\.\.\.|\b(?:model|messages|input|contents?|prompt|body|parts|text)/.test(args)
  );
}
