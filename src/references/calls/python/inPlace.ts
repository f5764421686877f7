import type { Binding } from '../module';
import type { Node } from '../parser';
import { argumentsOf, lower } from './lower';
import type { Mutation } from './mutations';
import { calledName, isField, isSame, parts } from './nodes';

/**
 * What is done to an object by a call, and can be said as if the name were given a new value: `image.thumbnail(size)`
 * makes a picture smaller, `image.save(buffer)` and `buffer.write(data)` fill a buffer.
 */
export function inPlaceAt(name: Node): (Mutation & { readonly fills: boolean }) | undefined {
  const { parent } = name;
  const call = parent?.parent;
  if (parent === null || call?.type !== 'call') return undefined;
  if (parent.type === 'attribute' && isField(parent, 'object', name) && isField(call, 'function', parent)) {
    switch (calledName(call)) {
      case 'thumbnail':
        return { at: call, fills: false, part: () => ({ kind: 'assign', value: lower(call), path: [] }) };
      case 'write': {
        const given = call.childForFieldName('arguments');
        const [value] = given === null ? [] : argumentsOf(given);
        return value === undefined
          ? undefined
          : { at: call, fills: true, part: () => ({ kind: 'assign', value: value.value, path: [] }) };
      }
      default:
        return undefined;
    }
  }
  if (parent.type !== 'argument_list' || !isSame(parts(parent)[0], name) || calledName(call) !== 'save')
    return undefined;
  const image = call.childForFieldName('function')?.childForFieldName('object');
  return image === null || image === undefined
    ? undefined
    : { at: call, fills: true, part: () => ({ kind: 'assign', value: lower(image), path: [] }) };
}

/** `io.BytesIO()`: a file that is none. Others are written to on the disk. */
export function isBuffer(binding: Binding): boolean {
  if (binding.kind !== 'assign' || binding.value.kind !== 'call') return false;
  const { callee } = binding.value;
  return (
    (callee.kind === 'name' ? callee.name : callee.kind === 'member' ? callee.property : '') === 'BytesIO'
  );
}
