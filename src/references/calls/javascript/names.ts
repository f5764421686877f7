import type { Node } from '../parser';
import type { Expression, Path, Span } from '../expression';
import type { Binding, Circumstances, Loop } from '../module';
import {
  argumentsOf,
  branches,
  classOf,
  functionOf,
  isFunction,
  lower,
  parameterNodes,
  spanOf,
} from './lower';

type BindingPart<T = Binding> = T extends Binding ? Omit<T, keyof Circumstances> : never;

/** What a place at which a name stands does to it; a place that only reads it does nothing. */
export interface Occurrence {
  /** It declares the name in this scope: where the scope begins and ends, and which function's it is (-1: none). */
  readonly declares?: Span & { readonly fn: number };
  readonly binding: Binding;
}

/** Reads what the place of an identifier does; `undefined` where it only uses the name. */
export function occurrenceAt(name: Node): Occurrence | undefined {
  switch (name.type) {
    case 'identifier':
    case 'type_identifier':
    case 'shorthand_property_identifier_pattern':
      break;
    case 'this':
    case 'property_identifier':
      return undefined;
    default:
      return undefined;
  }
  const declared = patternTarget(name);
  if (declared !== undefined) return declared;
  const mutation = mutationOf(name, []);
  return mutation === undefined ? undefined : { binding: mutation };
}

/** Up through the patterns a name stands in, to what they take apart. */
function patternTarget(name: Node): Occurrence | undefined {
  const path: (string | number)[] = [];
  let fallback: Node | undefined;
  let rest: 'list' | 'object' | undefined;
  let node = name;
  if (node.type === 'shorthand_property_identifier_pattern') path.unshift(node.text);
  for (;;) {
    const parent = node.parent;
    if (parent === null) return undefined;
    switch (parent.type) {
      case 'object_assignment_pattern':
      case 'assignment_pattern': {
        const left = parent.childForFieldName('left');
        if (left?.id !== node.id) return undefined;
        if (isParameter(parent)) return parameterBinding(parent, name, path, fallback, rest);
        fallback ??= parent.childForFieldName('right') ?? undefined;
        break;
      }
      case 'pair_pattern': {
        if (parent.childForFieldName('value')?.id !== node.id) return undefined;
        path.unshift(parent.childForFieldName('key')?.text.replace(/^(['"])(.*)\1$/s, '$2') ?? '');
        break;
      }
      case 'array_pattern': {
        const before = parent.children.slice(
          0,
          parent.children.findIndex(child => child?.id === node.id),
        );
        path.unshift(before.filter(child => child?.type === ',').length);
        break;
      }
      case 'rest_pattern':
        rest = 'list';
        if (isParameter(parent)) return parameterBinding(parent, name, path, fallback, rest);
        // What is left of an object or list is not told apart from the whole.
        break;
      case 'object_pattern':
        break;
      case 'required_parameter':
      case 'optional_parameter':
        return parent.childForFieldName('pattern')?.id === node.id
          ? parameterBinding(parent, name, path, fallback, rest)
          : undefined;
      case 'formal_parameters':
        return parameterBinding(node, name, path, fallback, rest);
      case 'arrow_function':
        return parent.childForFieldName('parameter')?.id === node.id
          ? parameterBinding(node, name, path, fallback, rest)
          : undefined;
      case 'variable_declarator':
        return parent.childForFieldName('name')?.id === node.id
          ? declared(parent, name, path, fallback)
          : undefined;
      case 'for_in_statement':
        return parent.childForFieldName('left')?.id === node.id ? loopVariable(parent, path) : undefined;
      case 'assignment_expression': {
        if (parent.childForFieldName('left')?.id !== node.id) return undefined;
        const right = parent.childForFieldName('right');
        return right === null
          ? undefined
          : { binding: made({ kind: 'assign', value: lower(right), path, ...fallbackOf(fallback) }, parent) };
      }
      case 'augmented_assignment_expression': {
        const right = parent.childForFieldName('right');
        if (parent.childForFieldName('left')?.id !== node.id || right === null) return undefined;
        const adds = parent.childForFieldName('operator')?.text === '+=';
        return {
          binding: made(
            adds ? { kind: 'add', value: lower(right) } : { kind: 'unknown', what: 'an assignment' },
            parent,
          ),
        };
      }
      case 'update_expression':
        return { binding: made({ kind: 'unknown', what: 'a counter' }, parent) };
      case 'catch_clause':
        return parent.childForFieldName('parameter')?.id === node.id
          ? { declares: scoped(parent), binding: made({ kind: 'unknown', what: 'an error' }, parent) }
          : undefined;
      case 'function_declaration':
      case 'generator_function_declaration':
      case 'function_signature':
        return parent.childForFieldName('name')?.id === node.id && parent.type !== 'function_signature'
          ? {
              declares: scoped(blockOf(parent)),
              binding: made({ kind: 'function', fn: functionOf(parent) }, parent),
            }
          : undefined;
      case 'function_expression':
        return parent.childForFieldName('name')?.id === node.id
          ? { declares: scoped(parent), binding: made({ kind: 'function', fn: functionOf(parent) }, parent) }
          : undefined;
      case 'class_declaration':
      case 'abstract_class_declaration':
      case 'enum_declaration':
      case 'class':
        return parent.childForFieldName('name')?.id === node.id
          ? {
              declares: scoped(parent.type === 'class' ? parent : blockOf(parent)),
              binding: made({ kind: 'class', cls: classOf(parent) }, parent),
            }
          : undefined;
      case 'import_specifier':
      case 'namespace_import':
      case 'import_clause':
      case 'import_require_clause':
        return imported(parent, node);
      default:
        return undefined;
    }
    node = parent;
  }
}

function fallbackOf(node: Node | undefined): { readonly default?: Expression } {
  return node === undefined ? {} : { default: lower(node) };
}

function isParameter(node: Node): boolean {
  const parent = node.parent;
  return (
    parent?.type === 'formal_parameters' ||
    parent?.type === 'required_parameter' ||
    (parent?.type === 'arrow_function' && parent.childForFieldName('parameter')?.id === node.id)
  );
}

function parameterBinding(
  parameter: Node,
  name: Node,
  path: Path,
  inner: Node | undefined,
  rest: 'list' | 'object' | undefined,
): Occurrence | undefined {
  let holder: Node = parameter;
  while (holder.parent !== null && !isFunction(holder.parent)) {
    if (holder.parent.type !== 'formal_parameters' && holder.parent.type !== 'required_parameter')
      return undefined;
    holder = holder.parent.type === 'formal_parameters' ? holder : holder.parent;
    if (holder.parent?.type === 'formal_parameters') break;
  }
  const fn = holder.parent?.type === 'formal_parameters' ? holder.parent.parent : holder.parent;
  if (fn === null || !isFunction(fn)) return undefined;
  const index = parameterNodes(fn).findIndex(node => node.id === holder.id);
  if (index < 0) return undefined;
  const outer =
    holder.childForFieldName('value') ??
    (holder.type === 'assignment_pattern' ? holder.childForFieldName('right') : null);
  // A pattern's own default is for the whole; the one of a name within it counts first.
  const fallback = inner ?? (path.length === 0 ? (outer ?? undefined) : undefined);
  const loop = iterationOf(fn);
  return {
    declares: { ...spanOf(fn), fn: fn.startIndex },
    binding: {
      kind: 'parameter',
      fn: functionOf(fn),
      index,
      name: name.text,
      path,
      ...fallbackOf(fallback),
      ...(rest === undefined ? {} : { rest }),
      ...(loop === undefined ? {} : { loop }),
      span: spanOf(holder),
      conditional: false,
      loops: [],
      within: fn.startIndex,
    },
  };
}

function declared(declarator: Node, name: Node, path: Path, fallback: Node | undefined): Occurrence {
  const declaration = declarator.parent;
  const value = declarator.childForFieldName('value');
  const scope =
    declaration?.type === 'variable_declaration'
      ? functionScope(declarator)
      : blockOf(declaration ?? declarator);
  const counted = declaration === null ? undefined : counterLoop(declaration);
  return {
    declares: scoped(scope),
    binding: made(
      counted !== undefined
        ? { kind: 'each', loop: counted, path: [] }
        : value === null
          ? { kind: 'unknown', what: `a variable without a value (\`${name.text}\`)` }
          : { kind: 'assign', value: lower(value), path, ...fallbackOf(fallback) },
      declarator,
    ),
  };
}

/** `for (let i = 0; i < list.length; i++)`: `i` is each of the list's indexes. */
function counterLoop(declaration: Node): Loop | undefined {
  const statement = declaration.parent;
  if (
    statement?.type !== 'for_statement' ||
    statement.childForFieldName('initializer')?.id !== declaration.id
  )
    return undefined;
  return loopOf(statement);
}

function loopOf(statement: Node): Loop | undefined {
  if (statement.type === 'for_in_statement') {
    const right = statement.childForFieldName('right');
    if (right === null) return undefined;
    const iterable = lower(right);
    const keys = statement.childForFieldName('operator')?.text === 'in';
    return { span: spanOf(statement), iterable: keys ? methodCall(iterable, 'keys') : iterable };
  }
  if (statement.type !== 'for_statement') return undefined;
  const condition = statement.childForFieldName('condition');
  const test = condition?.type === 'expression_statement' ? condition.firstNamedChild : condition;
  if (test?.type !== 'binary_expression') return undefined;
  const right = test.childForFieldName('right');
  if (right?.type !== 'member_expression' || right.childForFieldName('property')?.text !== 'length')
    return undefined;
  const object = right.childForFieldName('object');
  return object === null
    ? undefined
    : { span: spanOf(statement), iterable: methodCall(lower(object), 'keys') };
}

function methodCall(object: Expression, property: string): Expression {
  const { span } = object;
  return {
    kind: 'call',
    span,
    callee: { kind: 'member', span, object, property, propertySpan: span },
    args: [],
    argumentSpan: { start: span.end, end: span.end },
    isNew: false,
  };
}

function loopVariable(statement: Node, path: Path): Occurrence | undefined {
  const loop = loopOf(statement);
  const kind = statement.childForFieldName('kind')?.text;
  if (loop === undefined) return undefined;
  const binding: Binding = {
    kind: 'each',
    loop,
    path,
    span: spanOf(statement.childForFieldName('left') ?? statement),
    conditional: false,
    loops: [],
    within: enclosing(statement),
  };
  if (kind === undefined) return { binding };
  return { declares: scoped(kind === 'var' ? functionScope(statement) : statement), binding };
}

function imported(clause: Node, name: Node): Occurrence | undefined {
  let statement: Node | null = clause;
  while (statement !== null && statement.type !== 'import_statement') statement = statement.parent;
  if (statement === null) return undefined;
  const source = statement.childForFieldName('source') ?? clause.childForFieldName('source');
  const module = source?.text.slice(1, -1) ?? '';
  let from = 'default';
  if (clause.type === 'namespace_import' || clause.type === 'import_require_clause') from = '*';
  else if (clause.type === 'import_specifier') {
    const alias = clause.childForFieldName('alias');
    if (alias !== null && alias.id !== name.id) return undefined;
    from = clause.childForFieldName('name')?.text ?? name.text;
  }
  return {
    declares: scoped(blockOf(statement)),
    binding: made({ kind: 'import', module, name: from }, statement),
  };
}

/** What is done to the value a name holds: `name.a[0].push(…)`, `name.key = …`, `Object.assign(name, …)`. */
export function mutationOf(name: Node, from: Path): Binding | undefined {
  const path: (string | number)[] = [...from];
  let node = name;
  let last: string | Expression | undefined;
  for (;;) {
    const parent: Node | null = node.parent;
    if (parent === null) return undefined;
    if (
      (parent.type === 'member_expression' || parent.type === 'subscript_expression') &&
      parent.childForFieldName('object')?.id === node.id
    ) {
      if (last !== undefined) {
        if (typeof last !== 'string') return undefined;
        path.push(/^\d+$/.test(last) ? Number(last) : last);
      }
      last =
        parent.type === 'member_expression'
          ? parent.childForFieldName('property')?.text
          : indexKey(parent.childForFieldName('index'));
      if (last === undefined) return undefined;
      node = parent;
    } else if (parent.type === 'non_null_expression' || parent.type === 'parenthesized_expression') {
      node = parent;
    } else if (parent.type === 'call_expression' && parent.childForFieldName('function')?.id === node.id) {
      const given = parent.childForFieldName('arguments');
      if (given !== null && (last === 'append' || last === 'set')) return filledIn(parent, given, path, last);
      if (given === null || (last !== 'push' && last !== 'unshift' && last !== 'splice')) return undefined;
      const all = argumentsOf(given);
      const [at] = all;
      // `list.splice(1, 0, item)`: what is taken out is not followed, what is put in is.
      const added = last === 'splice' ? all.slice(2) : all;
      if (last === 'splice' && added.length === 0) return undefined;
      const items = added.map(({ value, spread }) =>
        spread === undefined ? { value } : { value, spread: true },
      );
      const first =
        last === 'unshift' || (last === 'splice' && at?.value.kind === 'number' && at.value.value === 0);
      return made({ kind: 'append', path, items, first }, parent);
    } else if (parent.type === 'assignment_expression' && parent.childForFieldName('left')?.id === node.id) {
      const right = parent.childForFieldName('right');
      if (right === null || last === undefined) return undefined;
      return made({ kind: 'set', path, key: last, value: lower(right) }, parent);
    } else if (parent.type === 'arguments' && last === undefined) {
      const call = parent.parent;
      const items = argumentsOf(parent);
      if (
        call?.childForFieldName('function')?.text !== 'Object.assign' ||
        parent.firstNamedChild?.id !== node.id
      )
        return undefined;
      const value = items[1]?.value;
      return value === undefined ? undefined : made({ kind: 'set', path, key: undefined, value }, call);
    } else {
      return undefined;
    }
  }
}

/** `form.append('image', file, name)`, `form.set('model', model)`. */
function filledIn(call: Node, given: Node, path: Path, method: 'append' | 'set'): Binding | undefined {
  const [key, value] = argumentsOf(given);
  if (key?.value.kind !== 'string' || value === undefined) return undefined;
  return made(
    { kind: 'set', path, key: key.value.text, value: value.value, ...(method === 'append' && { adds: true }) },
    call,
  );
}

function indexKey(index: Node | null): string | Expression | undefined {
  if (index === null) return undefined;
  const key = lower(index);
  if (key.kind === 'string') return key.text;
  if (key.kind === 'number') return String(key.value);
  return key;
}

function made(part: BindingPart, at: Node): Binding {
  return { ...part, ...circumstancesOf(at) };
}

/** How a statement stands in its function. Callbacks that run for each item of a list are loops of the function around. */
export function circumstancesOf(at: Node): Circumstances {
  const loops: Loop[] = [];
  const rounds: number[] = [];
  let branch: Node | undefined;
  let child = at;
  for (let node = at.parent; node !== null; child = node, node = node.parent) {
    if (isFunction(node)) {
      const loop = iterationOf(node);
      if (loop === undefined) break;
      loops.unshift(loop);
    } else if (node.type === 'for_in_statement' || node.type === 'for_statement') {
      const body = node.childForFieldName('body');
      if (body?.id !== child.id) continue;
      const loop = loopOf(node);
      if (loop !== undefined) loops.unshift(loop);
      else {
        branch ??= node;
        rounds.push(node.startIndex);
      }
    } else if (isBranch(node, child)) {
      branch ??= child;
      if (node.type === 'while_statement' || node.type === 'do_statement') rounds.push(node.startIndex);
    }
  }
  return {
    span: spanOf(statementOf(at)),
    conditional: branch !== undefined,
    ...(branch === undefined ? {} : { branch: spanOf(branch) }),
    loops,
    ...(rounds.length === 0 ? {} : { rounds }),
    within: enclosing(at),
  };
}

function isBranch(node: Node, child: Node): boolean {
  if (!branches.has(node.type)) {
    if (node.type !== 'binary_expression' || node.childForFieldName('right')?.id !== child.id) return false;
    return /^(?:&&|\|\||\?\?)$/.test(node.childForFieldName('operator')?.text ?? '');
  }
  // The test of an `if` is always looked at.
  return node.childForFieldName('condition')?.id !== child.id;
}

/** For its order: `const a = 1, b = 2` are two. */
function statementOf(at: Node): Node {
  return at;
}

/** The function a node stands in, those left out that are run for each item of a list. */
export function enclosing(at: Node): number {
  for (let node = at.parent; node !== null; node = node.parent)
    if (isFunction(node) && iterationOf(node) === undefined) return node.startIndex;
  return -1;
}

const iterations = new Set(['map', 'forEach', 'flatMap', 'filter', 'each', 'some', 'every', 'find']);

/** For a callback: `list.map(…)`, `Promise.all(list.map(…))`, `p.map(list, …)`, `Array.from(list, …)`. */
export function iterationOf(fn: Node): Loop | undefined {
  const call = fn.parent?.type === 'arguments' ? fn.parent.parent : null;
  if (call?.type !== 'call_expression') return undefined;
  const callee = call.childForFieldName('function');
  if (callee?.type !== 'member_expression') return undefined;
  const method = callee.childForFieldName('property')?.text ?? '';
  const object = callee.childForFieldName('object');
  const first = fn.parent?.firstNamedChild;
  if (object === null) return undefined;
  if (first?.id === fn.id)
    return iterations.has(method) ? { span: spanOf(call), iterable: lower(object) } : undefined;
  if (first === null || first === undefined) return undefined;
  return (method === 'map' && /^[A-Za-z_$]\w*$/.test(object.text)) || callee.text === 'Array.from'
    ? { span: spanOf(call), iterable: lower(first) }
    : undefined;
}

const blocks = new Set([
  'statement_block',
  'program',
  'for_statement',
  'for_in_statement',
  'switch_body',
  'class_static_block',
]);

/** The block whose scope a declaration is of; a function's body counts as the function. */
function blockOf(declaration: Node): Node {
  for (let node = declaration.parent; node !== null; node = node.parent) {
    if (!blocks.has(node.type)) continue;
    return node.parent !== null && isFunction(node.parent) ? node.parent : node;
  }
  return declaration.tree.rootNode;
}

function functionScope(at: Node): Node {
  for (let node = at.parent; node !== null; node = node.parent)
    if (isFunction(node) || node.type === 'program') return node;
  return at.tree.rootNode;
}

function scoped(scope: Node): Span & { readonly fn: number } {
  if (scope.type === 'program') return { start: -1, end: Infinity, fn: -1 };
  let fn: Node | null = scope;
  while (fn !== null && !isFunction(fn)) fn = fn.parent;
  return { ...spanOf(scope), fn: fn === null ? -1 : fn.startIndex };
}
