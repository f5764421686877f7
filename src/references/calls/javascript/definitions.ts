import type { ClassExpression, FunctionExpression, Parameter, Returned } from '../expression';
import type { Node } from '../parser';
import { branches, firstExpression, lower, spanOf } from './lower';

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

function isStatement(node: Node): boolean {
  return statements.has(node.type);
}
