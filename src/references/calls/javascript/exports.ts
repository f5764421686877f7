import type { Node } from '../parser';
import type { Binding } from '../module';
import { circumstancesOf } from './circumstances';
import { keyOf, lower } from './lower';

/** What a module gives by this name, where `node` is its word there: `export default`, `export { a as b }`, CommonJS. */
export function exportAt(node: Node, name: string): Binding | undefined {
  const parent = node.parent;
  // `export default …`: the keyword is no named node, so its statement is what is found.
  const statement = node.type === 'export_statement' ? node : undefined;
  if (statement !== undefined && name === 'default') {
    const value = statement.childForFieldName('value') ?? statement.childForFieldName('declaration');
    return value === null
      ? undefined
      : { kind: 'assign', value: lower(value), path: [], ...circumstancesOf(statement) };
  }
  if (parent?.type === 'export_specifier' && parent.childForFieldName('alias')?.id === node.id) {
    const local = parent.childForFieldName('name');
    return local === null
      ? undefined
      : { kind: 'assign', value: lower(local), path: [], ...circumstancesOf(parent) };
  }
  const isExports =
    (node.type === 'property_identifier' && parent?.childForFieldName('object')?.text === 'module') ||
    (node.type === 'identifier' && node.text === 'exports');
  if (!isExports || parent === null) return undefined;
  const target = node.type === 'property_identifier' ? parent : node;
  const holder = target.parent;
  if (holder?.type === 'assignment_expression') {
    const right = holder.childForFieldName('right');
    if (right === null) return undefined;
    if (name === 'default')
      return { kind: 'assign', value: lower(right), path: [], ...circumstancesOf(holder) };
    if (right.type !== 'object') return undefined;
    const entry = right.namedChildren.find(child => {
      const key = child?.childForFieldName('key');
      return child !== null && (key === null || key === undefined ? child.text : keyOf(key)) === name;
    });
    return entry === undefined || entry === null
      ? undefined
      : { kind: 'assign', value: lower(right), path: [name], ...circumstancesOf(holder) };
  }
  if (holder?.type === 'member_expression' && holder.childForFieldName('property')?.text === name) {
    const assignment = holder.parent;
    const right = assignment?.type === 'assignment_expression' ? assignment.childForFieldName('right') : null;
    return right === null
      ? undefined
      : { kind: 'assign', value: lower(right), path: [], ...circumstancesOf(holder) };
  }
  return undefined;
}
