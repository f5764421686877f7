import type {
  ClassExpression,
  Expression,
  FunctionExpression,
  Item,
  Parameter,
  Returned,
} from '../expression';
import type { Node } from '../parser';
import { circumstancesOf, constantOf, endsBlock } from './branches';
import { lower } from './lower';
import { decoratorsOf, firstPart, isField, isFunction, parts, spanOf } from './nodes';

export function classOf(node: Node): ClassExpression {
  const listed = node.childForFieldName('superclasses');
  const bases = (listed === null ? [] : parts(listed)).filter(({ type }) => type !== 'keyword_argument');
  return {
    kind: 'class',
    span: spanOf(node),
    name: node.childForFieldName('name')?.text,
    bases: bases.map(({ text }) => text),
    fields: fieldsOf(node),
  };
}

function fieldsOf(cls: Node): readonly string[] {
  const body = cls.childForFieldName('body');
  return (body === null ? [] : parts(body)).flatMap(statement => {
    const declared = statement.type === 'expression_statement' ? parts(statement)[0] : undefined;
    if (declared?.type !== 'assignment' || declared.childForFieldName('type') === null) return [];
    const left = declared.childForFieldName('left');
    return left?.type === 'identifier' ? [left.text] : [];
  });
}

/** A function or lambda. Its span leaves out its decorators. */
export function functionOf(node: Node): FunctionExpression {
  let returned: readonly Returned[] | undefined;
  return {
    kind: 'function',
    span: spanOf(node),
    name: nameOf(node),
    parameters: parameterNodes(node).map(parameterOf),
    returns: () => (returned ??= returnsOf(node)),
  };
}

/** A function's name; for a lambda that of the variable it is the value of. */
function nameOf(node: Node): string | undefined {
  const own = node.childForFieldName('name');
  if (own !== null) return own.text;
  const holder = node.parent;
  if (holder?.type !== 'assignment' || !isField(holder, 'right', node)) return undefined;
  const target = holder.childForFieldName('left');
  return target?.type === 'identifier' ? target.text : undefined;
}

/** The nodes of a function's parameters as declared, `self` too, without the bare `*` and `/`. */
export function parameterNodes(fn: Node): readonly Node[] {
  const list = fn.childForFieldName('parameters');
  if (list === null) return [];
  return parts(list).filter(({ type }) => type !== 'keyword_separator' && type !== 'positional_separator');
}

/** The name, or the starred name, of a parameter. */
export function parameterTarget(parameter: Node): Node | undefined {
  switch (parameter.type) {
    case 'default_parameter':
    case 'typed_default_parameter':
      return parameter.childForFieldName('name') ?? undefined;
    case 'typed_parameter':
      return firstPart(parameter);
    default:
      return parameter;
  }
}

export function restKind(target: Node): 'list' | 'object' | undefined {
  if (target.type === 'list_splat_pattern') return 'list';
  return target.type === 'dictionary_splat_pattern' ? 'object' : undefined;
}

function parameterOf(parameter: Node): Parameter {
  const target = parameterTarget(parameter);
  const rest = target === undefined ? undefined : restKind(target);
  const name = rest === undefined ? target : target?.firstNamedChild;
  const value = parameter.childForFieldName('value');
  return {
    name: name?.type === 'identifier' ? name.text : undefined,
    ...(value === null ? {} : { default: lower(value) }),
    ...(rest === undefined ? {} : { rest }),
  };
}

/** What a function gives back; of a generator one list of what it yields. */
function returnsOf(fn: Node): readonly Returned[] {
  const body = fn.childForFieldName('body');
  if (body === null) return [];
  if (fn.type === 'lambda') return [{ value: lower(body), conditional: false }];
  const returns: Returned[] = [];
  const yields: Node[] = [];
  collect(body, returns, yields);
  if (yields.length === 0) return returns;
  // What `with` gets out of a generator, and a test out of its fixture, is the value itself.
  if (decoratorsOf(fn).some(name => /contextmanager$|(?:^|\.)fixture$/.test(name)))
    return yields.flatMap(node => {
      const value = firstPart(node);
      return value === undefined
        ? []
        : [{ value: lower(value), conditional: circumstancesOf(node).conditional }];
    });
  return [{ value: { kind: 'list', span: spanOf(fn), items: yields.map(yielded) }, conditional: false }];
}

function collect(node: Node, returns: Returned[], yields: Node[]): void {
  if (node.type === 'yield') yields.push(node);
  for (const child of parts(node)) {
    if (isFunction(child) || child.type === 'class_definition') continue;
    if (isNever(node, child)) continue;
    if (child.type === 'return_statement') {
      const value = firstPart(child);
      if (value !== undefined)
        returns.push({ value: lower(value), conditional: circumstancesOf(child).conditional });
    } else if (mayHoldStatements(child)) {
      collect(child, returns, yields);
    }
    if (node.type === 'block' && endsBlock(child)) return;
  }
}

function isNever(parent: Node, child: Node): boolean {
  return (
    (parent.type === 'if_statement' || parent.type === 'elif_clause') &&
    isField(parent, 'consequence', child) &&
    constantOf(parent.childForFieldName('condition')) === false
  );
}

/** Statements, and the expressions that `yield` may stand in: only those that are short to look through. */
function mayHoldStatements({ type }: Node): boolean {
  return (
    type === 'block' ||
    type === 'decorated_definition' ||
    type === 'expression_statement' ||
    type === 'assignment' ||
    type === 'yield' ||
    type === 'parenthesized_expression' ||
    /_statement$|_clause$/.test(type)
  );
}

/** An item of the list that a generator comes down to: in a loop as many as the loop has rounds. */
function yielded(node: Node): Item {
  const inner = firstPart(node);
  const spread = /^yield\s+from\b/.test(node.text.slice(0, 20));
  const span = spanOf(node);
  const body: Expression = inner === undefined ? { kind: 'null', span } : lower(inner);
  const { loops, conditional } = circumstancesOf(node);
  if (loops.length === 0 && !conditional) return spread ? { value: body, spread: true } : { value: body };
  const pattern = { kind: 'list', items: [] } as const;
  const rounds: Expression = {
    kind: 'comprehension',
    span,
    body,
    loops: loops.map(({ iterable }) => ({ pattern, iterable })),
    filtered: conditional,
  };
  return { value: rounds, spread: true };
}
