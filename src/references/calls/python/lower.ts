import type { Argument, Entry, Expression, Item } from '../expression';
import type { Node } from '../parser';
import { classOf, functionOf } from './definitions';
import { firstPart, isComprehension, parts, spanOf } from './nodes';
import { stringOf } from './strings';
import { patternOf } from './patterns';

const unknown = (node: Node, what: string): Expression => ({ kind: 'unknown', span: spanOf(node), what });

/** What a node of the Python grammar says, in the words that all languages share. */
export function lower(node: Node): Expression {
  const span = spanOf(node);
  switch (node.type) {
    case 'parenthesized_expression':
    case 'expression_statement':
    case 'await':
      return inner(node, firstPart(node));
    case 'named_expression':
    case 'keyword_argument':
      return inner(node, node.childForFieldName('value'));
    case 'assignment':
      return inner(node, node.childForFieldName('right'));
    case 'string':
      return stringOf(node, lower);
    case 'concatenated_string':
      return { kind: 'template', span, parts: parts(node).map(lower) };
    case 'integer':
    case 'float':
      return numberOf(node, 1);
    case 'true':
    case 'false':
      return { kind: 'boolean', span, value: node.type === 'true' };
    case 'none':
      return { kind: 'null', span };
    case 'identifier':
      return node.isMissing
        ? unknown(node, 'an incomplete expression')
        : { kind: 'name', span, name: node.text };
    case 'attribute': {
      const object = node.childForFieldName('object');
      const property = node.childForFieldName('attribute');
      if (object === null || property === null) return unknown(node, 'an incomplete member');
      return {
        kind: 'member',
        span,
        object: lower(object),
        property: property.text,
        propertySpan: spanOf(property),
      };
    }
    case 'subscript':
      return subscriptOf(node);
    case 'slice':
      return unknown(node, 'a slice');
    case 'call':
      return callOf(node);
    case 'list':
    case 'tuple':
    case 'set':
    case 'expression_list':
      return { kind: 'list', span, items: itemsOf(node) };
    case 'dictionary':
      return { kind: 'object', span, entries: entriesOf(node) };
    case 'lambda':
    case 'function_definition':
      return functionOf(node);
    case 'class_definition':
      return classOf(node);
    case 'conditional_expression': {
      const [then, test, otherwise] = parts(node);
      if (then === undefined || test === undefined || otherwise === undefined)
        return unknown(node, 'an incomplete condition');
      return { kind: 'conditional', span, test: lower(test), then: lower(then), otherwise: lower(otherwise) };
    }
    case 'boolean_operator':
    case 'binary_operator': {
      const left = node.childForFieldName('left');
      const right = node.childForFieldName('right');
      const operator = node.childForFieldName('operator')?.text;
      if (left === null || right === null || operator === undefined)
        return unknown(node, 'an incomplete expression');
      return { kind: 'binary', span, operator, left: lower(left), right: lower(right) };
    }
    case 'comparison_operator':
      return comparisonOf(node);
    case 'not_operator':
      return unknown(node, 'a comparison');
    case 'unary_operator': {
      const argument = node.childForFieldName('argument');
      const operator = node.childForFieldName('operator')?.text;
      if (operator === '-' && (argument?.type === 'integer' || argument?.type === 'float'))
        return { ...numberOf(argument, -1), span };
      return unknown(node, 'an operation');
    }
    case 'yield':
      return unknown(node, 'what a generator is sent');
    case 'ellipsis':
      return unknown(node, 'an ellipsis');
    case 'ERROR':
      return unknown(node, 'a syntax error');
    default:
      return isComprehension(node) ? comprehensionOf(node) : unknown(node, words(node.type));
  }
}

function words(type: string): string {
  const text = type.replaceAll('_', ' ');
  return `${/^[aeiou]/.test(text) ? 'an' : 'a'} ${text}`;
}

function inner(node: Node, child: Node | null | undefined): Expression {
  return child === null || child === undefined ? unknown(node, 'an incomplete expression') : lower(child);
}

function numberOf(node: Node, sign: 1 | -1): Expression {
  const text = node.text.replaceAll('_', '').replace(/l$/i, '');
  // `0777` is decimal to JavaScript, and no number to Python 3.
  const value = /^0\d/.test(text) && node.type === 'integer' ? NaN : Number(text);
  return Number.isNaN(value)
    ? unknown(node, 'a number of another kind')
    : { kind: 'number', span: spanOf(node), value: value * sign };
}

/** Only whether two things are equal is told apart. */
function comparisonOf(node: Node): Expression {
  const [left, right, more] = parts(node);
  const operator = node.childForFieldName('operators')?.type;
  if (operator !== '==' || left === undefined || right === undefined || more !== undefined)
    return unknown(node, 'a comparison');
  return { kind: 'binary', span: spanOf(node), operator, left: lower(left), right: lower(right) };
}

function subscriptOf(node: Node): Expression {
  const object = node.childForFieldName('value');
  const [index, more] = node.childrenForFieldName('subscript').filter(child => child?.isNamed === true);
  if (object === null || index === undefined || index === null)
    return unknown(node, 'an incomplete subscript');
  const key = more === undefined ? lower(index) : unknown(index, 'several indexes');
  return { kind: 'index', span: spanOf(node), object: lower(object), index: key };
}

function callOf(node: Node): Expression {
  const callee = node.childForFieldName('function');
  const given = node.childForFieldName('arguments');
  if (callee === null || given === null) return unknown(node, 'an incomplete call');
  const closed = given.lastChild?.type === ')' && !given.lastChild.isMissing;
  const start = given.startIndex + 1;
  return {
    kind: 'call',
    span: spanOf(node),
    callee: lower(callee),
    args: argumentsOf(given),
    argumentSpan: { start, end: Math.max(start, closed ? given.endIndex - 1 : given.endIndex) },
    isNew: false,
  };
}

/** Of a call's list of arguments; `f(x for x in y)` has one. */
export function argumentsOf(given: Node): readonly Argument[] {
  if (given.type === 'generator_expression') return [{ value: lower(given) }];
  const written = given.hasError ? parts(given).filter(child => !isNameOnly(child)) : parts(given);
  return written.map((child): Argument => {
    switch (child.type) {
      case 'keyword_argument': {
        const name = child.childForFieldName('name')?.text;
        return { value: lower(child), ...(name === undefined ? {} : { name }) };
      }
      case 'list_splat':
        return { value: inner(child, firstPart(child)), spread: 'list' };
      case 'dictionary_splat':
        return { value: inner(child, firstPart(child)), spread: 'object' };
      default:
        return { value: lower(child) };
    }
  });
}

/** `model=` before its value is written. */
function isNameOnly(argument: Node): boolean {
  const next = argument.nextSibling;
  return argument.type === 'identifier' && next?.isError === true && next.text.startsWith('=');
}

function itemsOf(node: Node): readonly Item[] {
  return parts(node).map(child =>
    child.type === 'list_splat' || child.type === 'parenthesized_list_splat'
      ? { value: inner(child, firstPart(child)), spread: true }
      : { value: lower(child) },
  );
}

function entriesOf(node: Node): readonly Entry[] {
  const entries: Entry[] = [];
  for (const child of parts(node)) {
    const span = spanOf(child);
    if (child.type === 'dictionary_splat') {
      entries.push({ kind: 'spread', value: inner(child, firstPart(child)), span });
    } else if (child.type === 'pair') {
      const key = child.childForFieldName('key');
      const value = child.childForFieldName('value');
      if (key === null || value === null) continue;
      entries.push({ kind: 'entry', key: keyOf(key), keySpan: spanOf(key), value: lower(value), span });
    }
  }
  return entries;
}

/** A constant key as text; `{1: …}` has the key `1`. */
export function keyOf(node: Node): string | Expression {
  const key = lower(node);
  if (key.kind === 'string' && key.bytes !== true) return key.text;
  return key.kind === 'number' ? String(key.value) : key;
}

function comprehensionOf(node: Node): Expression {
  const body = node.childForFieldName('body');
  const clauses = parts(node);
  const loops = clauses
    .filter(({ type }) => type === 'for_in_clause')
    .map(clause => {
      const left = clause.childForFieldName('left');
      return {
        pattern: (left === null ? undefined : patternOf(left)) ?? { kind: 'list' as const, items: [] },
        iterable: iterableOf(clause),
      };
    });
  const filtered = clauses.some(({ type }) => type === 'if_clause');
  const span = spanOf(node);
  if (body?.type === 'pair') {
    const key = body.childForFieldName('key');
    const value = inner(body, body.childForFieldName('value'));
    return {
      kind: 'comprehension',
      span,
      body: value,
      ...(key === null ? {} : { key: lower(key) }),
      loops,
      filtered,
    };
  }
  return { kind: 'comprehension', span, body: inner(node, body), loops, filtered };
}

/** What a `for` runs over: `for a in x, y` has a list of them. */
export function iterableOf(loop: Node): Expression {
  const all = loop.childrenForFieldName('right').filter(child => child?.isNamed === true);
  const [only, more] = all;
  if (only === undefined || only === null) return unknown(loop, 'an incomplete loop');
  if (more === undefined) return lower(only);
  const items = all.flatMap(child => (child === null ? [] : [{ value: lower(child) }]));
  return { kind: 'list', span: spanOf(only), items };
}
