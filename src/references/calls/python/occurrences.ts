import type { Binding, Circumstances } from '../module';
import type { Expression, Path } from '../expression';
import type { Node } from '../parser';
import { circumstancesOf, iterationOf, loopOf } from './branches';
import { classOf, functionOf, parameterNodes, parameterTarget, restKind } from './definitions';
import { importOf } from './imports';
import { inPlaceAt } from './inPlace';
import { lower } from './lower';
import { mutationOf } from './mutations';
import { isField, isSame, parts, spanOf } from './nodes';
import { indexIn, isListPattern, isSplat, restOf } from './patterns';
import { bindingScope, comprehensionScope, functionScope } from './scopes';
import type { Scope } from './scopes';

/** What a place at which a name stands does to it; a place that only reads it does nothing. */
export interface Occurrence {
  readonly node: Node;
  /** It binds the name in this scope; `undefined` where it changes what a name of any scope holds. */
  readonly scope: Scope | undefined;
  /** It says something of buffers, and nothing of other files. */
  readonly fills?: boolean;
  /** Read when asked for: most names of a long file are never looked at. */
  readonly binding: () => Binding;
}

export type BindingPart<T = Binding> = T extends Binding ? Omit<T, keyof Circumstances> : never;

/** Reads what the place of an identifier does; `undefined` where it only uses the name. */
export function occurrenceAt(node: Node): Occurrence | undefined {
  if (node.type !== 'identifier' && node.type !== 'keyword_identifier') return undefined;
  const bound = targetAt(node);
  if (bound !== undefined) {
    const { scope, binding } = bound;
    return { node, scope, binding: once(binding) };
  }
  const filled = inPlaceAt(node);
  const mutation = filled ?? mutationOf(node);
  return mutation === undefined
    ? undefined
    : {
        node,
        scope: undefined,
        fills: filled?.fills === true,
        binding: once(() => made(mutation.part(), mutation.at)),
      };
}

function once<T>(work: () => T): () => T {
  let done: { readonly value: T } | undefined;
  return () => (done ??= { value: work() }).value;
}

export function made(part: BindingPart, at: Node): Binding {
  return { ...part, ...circumstancesOf(at) };
}

/** What is bound by being a target: the scope is that of a plain name there. */
export interface Bound {
  readonly scope: Scope;
  readonly binding: () => Binding;
}

/** Up through the patterns that a name, or an attribute, stands in, to what gives it a value. */
export function targetAt(target: Node): Bound | undefined {
  const path: (string | number)[] = [];
  let starred = false;
  let node = target;
  for (let parent = node.parent; parent !== null; node = parent, parent = node.parent) {
    if (isListPattern(parent)) {
      starred ||= isSplat(node);
      path.unshift(indexIn(parent, node));
      continue;
    }
    const assigned = (value: Node | null, at: Node): Bound => ({
      scope: bindingScope(target),
      binding: () => made(assignment(target, value, path, starred), at),
    });
    switch (parent.type) {
      case 'list_splat_pattern':
      case 'as_pattern_target':
      case 'parenthesized_expression':
        continue;
      case 'assignment': {
        if (!isField(parent, 'left', node)) return undefined;
        const { value, whole } = chained(parent);
        return assigned(value, whole);
      }
      case 'named_expression':
        return isField(parent, 'name', node)
          ? assigned(parent.childForFieldName('value'), parent)
          : undefined;
      case 'augmented_assignment': {
        if (!isField(parent, 'left', node)) return undefined;
        const statement = parent;
        return { scope: bindingScope(target), binding: () => made(augmented(statement), statement) };
      }
      case 'for_statement':
      case 'for_in_clause':
        return isField(parent, 'left', node) ? looped(target, parent, path) : undefined;
      case 'as_pattern':
        return aliased(target, parent, path);
      default:
        return path.length > 0 || starred ? unfollowed(target, parent) : declared(target, parent);
    }
  }
  return undefined;
}

/** `a = b = value`: the value, and the statement as a whole. */
function chained(assignment: Node): { readonly value: Node | null; readonly whole: Node } {
  let whole = assignment;
  while (whole.parent?.type === 'assignment') whole = whole.parent;
  let value = assignment.childForFieldName('right');
  while (value?.type === 'assignment') value = value.childForFieldName('right');
  return { value, whole };
}

function assignment(target: Node, value: Node | null, path: Path, starred: boolean): BindingPart {
  if (value === null) return { kind: 'unknown', what: `a variable without a value (\`${target.text}\`)` };
  const lowered = lower(value);
  return starred
    ? { kind: 'assign', value: restOf(lowered, path), path: [] }
    : { kind: 'assign', value: lowered, path };
}

/** `x += 1` adds; every other operator gives the name a new value. */
export function augmented(statement: Node): BindingPart {
  const left = statement.childForFieldName('left');
  const right = statement.childForFieldName('right');
  const operator = statement.childForFieldName('operator')?.text ?? '';
  if (left === null || right === null) return { kind: 'unknown', what: 'an incomplete assignment' };
  if (operator === '+=') return { kind: 'add', value: lower(right) };
  return { kind: 'assign', value: operation(statement, left, operator.slice(0, -1), right), path: [] };
}

function operation(statement: Node, left: Node, operator: string, right: Node): Expression {
  return { kind: 'binary', span: spanOf(statement), operator, left: lower(left), right: lower(right) };
}

function looped(target: Node, statement: Node, path: Path): Bound | undefined {
  const comprehension = statement.type === 'for_in_clause';
  const scope = comprehension ? comprehensionScope(statement) : bindingScope(target);
  if (scope === undefined) return undefined;
  const at = comprehension ? (statement.parent ?? statement) : statement;
  const span = spanOf(statement.childForFieldName('left') ?? statement);
  return {
    scope,
    binding: () => ({ kind: 'each', loop: loopOf(statement), path, ...circumstancesOf(at, span) }),
  };
}

/** `with value as name`, `except … as name`, `case … as name`. */
function aliased(target: Node, pattern: Node, path: Path): Bound | undefined {
  const [value] = parts(pattern);
  if (value === undefined || isSame(value, target)) return undefined;
  let holder = pattern.parent;
  while (holder?.type === 'tuple' || holder?.type === 'parenthesized_expression') holder = holder.parent;
  const scope = bindingScope(target);
  if (holder?.type === 'with_item')
    return { scope, binding: () => made({ kind: 'assign', value: lower(value), path }, pattern) };
  const what = holder?.type.startsWith('except') === true ? 'an error' : 'what a pattern matches';
  return { scope, binding: () => made({ kind: 'unknown', what }, pattern) };
}

/** Targets within patterns that are not of an assignment: `del (a, b)`, `case [a, b]`. */
function unfollowed(target: Node, parent: Node): Bound | undefined {
  if (parent.type !== 'delete_statement') return undefined;
  return {
    scope: bindingScope(target),
    binding: () => made({ kind: 'unknown', what: 'a deleted name' }, parent),
  };
}

/** Names that stand in a declaration by themselves. */
function declared(name: Node, parent: Node): Bound | undefined {
  switch (parent.type) {
    case 'delete_statement':
      return unfollowed(name, parent);
    case 'function_definition':
      return isField(parent, 'name', name)
        ? {
            scope: bindingScope(parent),
            binding: () => made({ kind: 'function', fn: functionOf(parent) }, parent),
          }
        : undefined;
    case 'class_definition':
      return isField(parent, 'name', name)
        ? {
            scope: bindingScope(parent),
            binding: () => made({ kind: 'class', cls: classOf(parent) }, parent),
          }
        : undefined;
    case 'parameters':
    case 'lambda_parameters':
    case 'typed_parameter':
    case 'default_parameter':
    case 'typed_default_parameter':
    case 'dictionary_splat_pattern':
      return parameter(name);
    case 'splat_pattern':
      return matched(name);
    case 'dotted_name':
      return parent.parent?.type === 'case_pattern' || parent.parent?.type === 'keyword_pattern'
        ? parent.namedChildCount === 1
          ? matched(name)
          : undefined
        : imported(name, parent);
    case 'aliased_import':
      return imported(name, parent);
    default:
      return undefined;
  }
}

function matched(name: Node): Bound {
  return {
    scope: bindingScope(name),
    binding: () => made({ kind: 'unknown', what: 'what a pattern matches' }, name),
  };
}

function imported(name: Node, parent: Node): Bound | undefined {
  const found = importOf(name, parent);
  return found === undefined
    ? undefined
    : {
        scope: bindingScope(found.statement),
        binding: () => made({ kind: 'import', module: found.module, name: found.name }, found.statement),
      };
}

/** The index of a method's parameter counts `self`; whoever binds a method to an instance takes it off. */
function parameter(name: Node): Bound | undefined {
  let holder = name;
  while (holder.parent !== null && !/^(?:lambda_)?parameters$/.test(holder.parent.type)) {
    if (!/parameter$|_pattern$/.test(holder.parent.type)) return undefined;
    holder = holder.parent;
  }
  const fn = holder.parent?.parent;
  const target = parameterTarget(holder);
  if (fn === null || fn === undefined || target === undefined) return undefined;
  const rest = restKind(target);
  if (!isSame(rest === undefined ? target : target.firstNamedChild, name)) return undefined;
  return {
    scope: functionScope(fn),
    binding: () => {
      const value = holder.childForFieldName('value');
      const loop = iterationOf(fn);
      return {
        kind: 'parameter',
        fn: functionOf(fn),
        index: parameterNodes(fn).findIndex(other => isSame(other, holder)),
        name: name.text,
        path: [],
        ...(value === null ? {} : { default: lower(value) }),
        ...(rest === undefined ? {} : { rest }),
        ...(loop === undefined ? {} : { loop }),
        span: spanOf(holder),
        conditional: false,
        loops: [],
        within: fn.startIndex,
      };
    },
  };
}
