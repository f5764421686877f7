import type { Node } from '../parser';
import type {
  Argument,
  ClassExpression,
  Entry,
  Expression,
  FunctionExpression,
  Item,
  Parameter,
  Returned,
  Span,
} from '../expression';
import { stringOf, templateOf } from './strings';

export function spanOf(node: Node): Span {
  return { start: node.startIndex, end: node.endIndex };
}

const functionTypes = new Set([
  'arrow_function',
  'function_expression',
  'function_declaration',
  'generator_function',
  'generator_function_declaration',
  'method_definition',
  'function',
]);

export function isFunction(node: Node): boolean {
  return functionTypes.has(node.type);
}

const unknown = (node: Node, what: string): Expression => ({ kind: 'unknown', span: spanOf(node), what });

/** What a node of the JavaScript and TypeScript grammars says, in the words that all languages share. */
export function lower(node: Node): Expression {
  const span = spanOf(node);
  switch (node.type) {
    case 'parenthesized_expression':
    case 'await_expression':
    case 'as_expression':
    case 'satisfies_expression':
    case 'non_null_expression':
    case 'expression_statement':
    case 'yield_expression': {
      const inner = firstExpression(node);
      return inner === null ? unknown(node, 'an incomplete expression') : lower(inner);
    }
    case 'type_assertion': {
      const inner = node.lastNamedChild;
      return inner === null ? unknown(node, 'an incomplete cast') : lower(inner);
    }
    case 'sequence_expression': {
      const last = node.lastNamedChild;
      return last === null ? unknown(node, 'an incomplete expression') : lower(last);
    }
    case 'string':
      return stringOf(node);
    case 'template_string':
      return templateOf(node, lower);
    case 'number': {
      const value = Number(node.text.replaceAll('_', ''));
      return Number.isNaN(value)
        ? unknown(node, 'a number of another kind')
        : { kind: 'number', span, value };
    }
    case 'true':
    case 'false':
      return { kind: 'boolean', span, value: node.type === 'true' };
    case 'null':
    case 'undefined':
      return { kind: 'null', span };
    case 'identifier':
    case 'shorthand_property_identifier':
    case 'type_identifier':
      return node.text === 'undefined' ? { kind: 'null', span } : { kind: 'name', span, name: node.text };
    case 'this':
    case 'super':
    case 'import':
      return { kind: 'name', span, name: node.type };
    case 'meta_property':
      return { kind: 'name', span, name: node.text };
    case 'member_expression': {
      const object = node.childForFieldName('object');
      const property = node.childForFieldName('property');
      if (object === null || property === null) return unknown(node, 'an incomplete member');
      if (object.type === 'import') return { kind: 'name', span, name: 'import.meta' };
      const cast = castWithin(object);
      if (cast !== undefined) return lower(cast);
      return {
        kind: 'member',
        span,
        object: lower(object),
        property: property.text,
        propertySpan: spanOf(property),
      };
    }
    case 'subscript_expression': {
      const object = node.childForFieldName('object');
      const index = node.childForFieldName('index');
      if (object === null || index === null) return unknown(node, 'an incomplete member');
      return { kind: 'index', span, object: lower(object), index: lower(index) };
    }
    case 'call_expression':
    case 'new_expression':
      return callOf(node);
    case 'array':
      return { kind: 'list', span, items: itemsOf(node) };
    case 'object':
      return { kind: 'object', span, entries: entriesOf(node) };
    case 'ternary_expression': {
      const test = node.childForFieldName('condition');
      const then = node.childForFieldName('consequence');
      const otherwise = node.childForFieldName('alternative');
      if (test === null || then === null || otherwise === null)
        return unknown(node, 'an incomplete condition');
      return { kind: 'conditional', span, test: lower(test), then: lower(then), otherwise: lower(otherwise) };
    }
    case 'binary_expression': {
      const left = node.childForFieldName('left');
      const right = node.childForFieldName('right');
      const operator = node.childForFieldName('operator')?.text;
      if (left === null || right === null || operator === undefined)
        return unknown(node, 'an incomplete expression');
      return { kind: 'binary', span, operator, left: lower(left), right: lower(right) };
    }
    case 'unary_expression': {
      const argument = node.childForFieldName('argument');
      if (node.childForFieldName('operator')?.text === '-' && argument?.type === 'number')
        return { kind: 'number', span, value: -Number(argument.text.replaceAll('_', '')) };
      return unknown(node, 'an operation');
    }
    case 'assignment_expression': {
      const right = node.childForFieldName('right');
      return right === null ? unknown(node, 'an incomplete assignment') : lower(right);
    }
    case 'class':
    case 'class_declaration':
    case 'abstract_class_declaration':
    case 'enum_declaration':
      return classOf(node);
    default:
      return isFunction(node)
        ? functionOf(node)
        : unknown(node, node.isError ? 'a syntax error' : words(node.type));
  }
}

function words(type: string): string {
  const text = type.replaceAll('_', ' ');
  return `${/^[aeiou]/.test(text) ? 'an' : 'a'} ${text}`;
}

/** The first child that is neither a comment nor a type. */
function firstExpression(node: Node): Node | null {
  for (const child of node.namedChildren) if (child !== null && child.type !== 'comment') return child;
  return null;
}

/** The grammar reads `x as A.B.C` as `(x as A.B).C`: the cast, which without parentheses is no member's object. */
function castWithin(object: Node): Node | undefined {
  if (object.type === 'as_expression' || object.type === 'satisfies_expression') return object;
  const inner = object.type === 'member_expression' ? object.childForFieldName('object') : null;
  return inner === null ? undefined : castWithin(inner);
}

/** The grammar reads `await (0, f)(x)` as `(await(0, f))(x)`: what is awaited, where a node is no call of an `await`. */
export function awaitedIn(node: Node): Node | undefined {
  if (node.type !== 'call_expression' || node.childForFieldName('function')?.text !== 'await')
    return undefined;
  return node.childForFieldName('arguments')?.lastNamedChild ?? undefined;
}

function callOf(node: Node): Expression {
  const isNew = node.type === 'new_expression';
  const callee = node.childForFieldName(isNew ? 'constructor' : 'function');
  const given = node.childForFieldName('arguments');
  if (callee === null) return unknown(node, 'an incomplete call');
  const awaited = awaitedIn(node);
  if (awaited !== undefined) return lower(awaited);
  const span = spanOf(node);
  if (given === null || given.type === 'template_string') {
    const template = given === null ? [] : [{ value: lower(given) }];
    const end = { start: span.end, end: span.end };
    return { kind: 'call', span, callee: lower(callee), args: template, argumentSpan: end, isNew };
  }
  return {
    kind: 'call',
    span,
    callee: lower(callee),
    args: argumentsOf(given),
    argumentSpan: { start: given.startIndex + 1, end: Math.max(given.startIndex + 1, given.endIndex - 1) },
    isNew,
  };
}

export function argumentsOf(given: Node): readonly Argument[] {
  return itemsOf(given).map(({ value, spread }) =>
    spread === true ? { value, spread: 'list' as const } : { value },
  );
}

function itemsOf(node: Node): readonly Item[] {
  const items: Item[] = [];
  for (const child of node.namedChildren) {
    if (child === null || child.type === 'comment') continue;
    const inner = child.type === 'spread_element' ? child.firstNamedChild : child;
    if (inner === null) continue;
    items.push(
      child.type === 'spread_element' ? { value: lower(inner), spread: true } : { value: lower(inner) },
    );
  }
  return items;
}

function entriesOf(node: Node): readonly Entry[] {
  const entries: Entry[] = [];
  for (const child of node.namedChildren) {
    if (child === null) continue;
    const span = spanOf(child);
    switch (child.type) {
      case 'pair': {
        const key = child.childForFieldName('key');
        const value = child.childForFieldName('value');
        if (key === null || value === null) break;
        entries.push({ kind: 'entry', key: keyOf(key), keySpan: spanOf(key), value: lower(value), span });
        break;
      }
      case 'shorthand_property_identifier':
        entries.push({ kind: 'entry', key: child.text, keySpan: span, value: lower(child), span });
        break;
      case 'spread_element': {
        const inner = child.firstNamedChild;
        if (inner !== null) entries.push({ kind: 'spread', value: lower(inner), span });
        break;
      }
      case 'method_definition': {
        const key = child.childForFieldName('name');
        if (key !== null)
          entries.push({
            kind: 'entry',
            key: keyOf(key),
            keySpan: spanOf(key),
            value: functionOf(child),
            span,
          });
        break;
      }
    }
  }
  return entries;
}

export function keyOf(key: Node): string | Expression {
  switch (key.type) {
    case 'string': {
      const text = stringOf(key);
      return text.kind === 'string' ? text.text : text;
    }
    case 'computed_property_name': {
      const inner = key.firstNamedChild;
      return inner === null ? key.text : lower(inner);
    }
    default:
      return key.text;
  }
}

export function classOf(node: Node): ClassExpression {
  const heritage = node.namedChildren.find(child => child?.type === 'class_heritage');
  const base = heritage?.firstNamedChild ?? undefined;
  return {
    kind: 'class',
    span: spanOf(node),
    name: node.childForFieldName('name')?.text,
    bases: base === undefined ? [] : [base.text],
  };
}

export function functionOf(node: Node): FunctionExpression {
  let returned: readonly Returned[] | undefined;
  return {
    kind: 'function',
    span: spanOf(node),
    name: nameOf(node),
    parameters: parametersOf(node),
    returns: () => (returned ??= returnsOf(node)),
  };
}

/** A function's own name, or that of the variable, property or field it is the value of. */
function nameOf(node: Node): string | undefined {
  const own = node.childForFieldName('name');
  if (own !== null) return own.text;
  let holder = node.parent;
  // `useCallback(async () => …)` is called by the name of what it is given to.
  while (
    holder !== null &&
    ['parenthesized_expression', 'as_expression', 'satisfies_expression'].includes(holder.type)
  )
    holder = holder.parent;
  if (holder?.type === 'arguments' && holder.parent?.parent?.type === 'variable_declarator') {
    const callee = holder.parent.childForFieldName('function')?.text;
    if (callee !== undefined && /^(?:use[A-Z]\w*|memoi[sz]e|cache|once|debounce|throttle)$/.test(callee))
      holder = holder.parent.parent;
  }
  switch (holder?.type) {
    case 'variable_declarator':
    case 'public_field_definition':
    case 'field_definition': {
      const name = holder.childForFieldName('name') ?? holder.childForFieldName('property');
      return name === null || name.type.endsWith('_pattern') ? undefined : name.text;
    }
    case 'pair':
      return holder.childForFieldName('key')?.text;
    case 'assignment_expression': {
      const left = holder.childForFieldName('left');
      return left?.type === 'identifier' ? left.text : left?.childForFieldName('property')?.text;
    }
    default:
      return undefined;
  }
}

/** The nodes of a function's parameters, in order. */
export function parameterNodes(node: Node): readonly Node[] {
  const single = node.childForFieldName('parameter');
  if (single !== null) return [single];
  const list = node.childForFieldName('parameters');
  if (list === null) return [];
  return list.namedChildren.filter(child => child !== null && child.type !== 'comment') as Node[];
}

function parametersOf(node: Node): readonly Parameter[] {
  return parameterNodes(node).map(parameter => {
    let pattern = parameter;
    let value: Node | null = null;
    if (parameter.type === 'required_parameter' || parameter.type === 'optional_parameter') {
      value = parameter.childForFieldName('value');
      pattern = parameter.childForFieldName('pattern') ?? parameter;
    } else if (parameter.type === 'assignment_pattern') {
      value = parameter.childForFieldName('right');
      pattern = parameter.childForFieldName('left') ?? parameter;
    }
    const rest = pattern.type === 'rest_pattern';
    const name = rest
      ? pattern.firstNamedChild?.text
      : pattern.type === 'identifier'
        ? pattern.text
        : undefined;
    return {
      name,
      ...(value === null ? {} : { default: lower(value) }),
      ...(rest ? { rest: 'list' as const } : {}),
    };
  });
}

function returnsOf(node: Node): readonly Returned[] {
  const body = node.childForFieldName('body');
  if (body === null) return [];
  if (body.type !== 'statement_block') return [{ value: lower(body), conditional: false }];
  const found: Returned[] = [];
  const visit = (at: Node, conditional: boolean): void => {
    for (const child of at.namedChildren) {
      if (child === null) continue;
      if (child.type === 'return_statement' || child.type === 'yield_expression') {
        const value = firstExpression(child);
        if (value !== null) found.push({ value: lower(value), conditional });
      } else if (isStatement(child)) {
        visit(child, conditional || branches.has(child.type));
      }
    }
  };
  visit(body, false);
  return found;
}

/** Inside these a statement may not be reached. */
export const branches: ReadonlySet<string> = new Set([
  'if_statement',
  'else_clause',
  'switch_case',
  'switch_default',
  'catch_clause',
  'while_statement',
  'do_statement',
  'ternary_expression',
]);

const statements = new Set([
  'if_statement',
  'else_clause',
  'switch_statement',
  'switch_body',
  'switch_case',
  'switch_default',
  'try_statement',
  'catch_clause',
  'finally_clause',
  'while_statement',
  'do_statement',
  'for_statement',
  'for_in_statement',
  'statement_block',
  'labeled_statement',
  'expression_statement',
  'with_statement',
]);

function isStatement(node: Node): boolean {
  return statements.has(node.type);
}
