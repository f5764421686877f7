import type { Node } from '../parser';
import type { Expression, Path, Span } from '../expression';
import type { Binding, Loop } from '../module';
import { enclosing, iterationOf, loopOf, made } from './circumstances';
import { classOf, functionOf, parameterNodes } from './definitions';
import { isFunction, lower, spanOf } from './lower';
import { mutationOf } from './mutations';

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
