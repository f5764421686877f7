import type { Node } from '../parser';

/** Whether a statement is never reached: `if (false)`, behind a `return`. */
export function isDead(at: Node): boolean {
  let child = at;
  for (let node = at.parent; node !== null; child = node, node = node.parent) {
    switch (node.type) {
      case 'if_statement':
      case 'ternary_expression': {
        const value = constant(node.childForFieldName('condition'));
        if (value === false && node.childForFieldName('consequence')?.id === child.id) return true;
        if (value === true && node.childForFieldName('alternative')?.id === child.id) return true;
        break;
      }
      case 'while_statement':
        if (constant(node.childForFieldName('condition')) === false) return true;
        break;
      case 'binary_expression': {
        if (node.childForFieldName('right')?.id !== child.id) break;
        const value = constant(node.childForFieldName('left'));
        const operator = node.childForFieldName('operator')?.text;
        if ((operator === '&&' && value === false) || (operator === '||' && value === true)) return true;
        break;
      }
      case 'statement_block':
        if (followsEnd(child)) return true;
        break;
    }
  }
  return false;
}

function constant(test: Node | null): boolean | undefined {
  let node = test;
  while (node?.type === 'parenthesized_expression') node = node.firstNamedChild;
  switch (node?.type) {
    case 'true':
      return true;
    case 'false':
    case 'null':
      return false;
    case 'number':
      return Number(node.text) !== 0;
    default:
      return undefined;
  }
}

const ends = new Set(['return_statement', 'throw_statement', 'break_statement', 'continue_statement']);

function followsEnd(statement: Node): boolean {
  // Function declarations are there from the start.
  if (/^(?:generator_)?function_declaration$/.test(statement.type)) return false;
  for (let before = statement.previousNamedSibling; before !== null; before = before.previousNamedSibling)
    if (ends.has(before.type)) return true;
  return false;
}
