import type { Binding } from '../module';
import type { Node } from '../parser';
import type { SyntaxTree } from '../syntaxTree';
import { isField } from './nodes';

export interface Import {
  readonly statement: Node;
  /** With its dots where it is relative. */
  readonly module: string;
  /** `*` for the module itself. */
  readonly name: string;
}

/**
 * What an identifier of an import statement stands for.
 * @param holder the dotted name or the aliased import it stands in
 */
export function importOf(name: Node, holder: Node): Import | undefined {
  let item = holder;
  if (holder.type === 'dotted_name') {
    // `import a.b` binds `a`; of `x as y` only `y` is bound.
    if (holder.parent?.type === 'aliased_import' || holder.firstNamedChild?.id !== name.id) return undefined;
  } else if (!isField(holder, 'alias', name)) {
    return undefined;
  } else {
    const original = holder.childForFieldName('name');
    if (original === null) return undefined;
    item = original;
  }
  const statement = item.parent?.type === 'aliased_import' ? item.parent.parent : item.parent;
  if (statement?.type === 'import_statement')
    return { statement, module: item === holder ? name.text : plain(item), name: '*' };
  if (statement?.type !== 'import_from_statement') return undefined;
  const source = statement.childForFieldName('module_name');
  if (source === null || source.id === item.id) return undefined;
  return { statement, module: plain(source), name: plain(item) };
}

function plain(node: Node): string {
  return node.text.replace(/\s+/g, '');
}

/** The one `from module import *` of a text, with the name `*`; `undefined` where there are none or several. */
export function importedWhole(tree: SyntaxTree): Extract<Binding, { kind: 'import' }> | undefined {
  if (!/import[ \t]*\*/.test(tree.text)) return undefined;
  const found = [...tree.text.matchAll(/^[ \t]*from[ \t]+([\w.]+)[ \t]+import[ \t]*\*/gm)];
  const [only, more] = found;
  if (only?.[1] === undefined || more !== undefined) return undefined;
  const end = only.index + only[0].length;
  if (tree.nodeAt(end - 1, end).type !== 'wildcard_import') return undefined;
  const span = { start: only.index, end };
  return { kind: 'import', module: only[1], name: '*', span, conditional: false, loops: [], within: -1 };
}
