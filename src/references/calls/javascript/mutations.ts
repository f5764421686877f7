import type { Expression, Path } from '../expression';
import type { Binding } from '../module';
import type { Node } from '../parser';
import { made } from './circumstances';
import { argumentsOf, lower } from './lower';

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
    {
      kind: 'set',
      path,
      key: key.value.text,
      value: value.value,
      ...(method === 'append' && { adds: true }),
    },
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
