import type { Value } from './value';

export function isNothing(value: Value): boolean {
  return value.kind === 'null' || (value.kind === 'boolean' && !value.value);
}

export function truthOf(value: Value): boolean | undefined {
  switch (value.kind) {
    case 'boolean':
      return value.value;
    case 'null':
      // A parameter that nobody of this text gives: whoever does, gives something.
      return value.unsaid === undefined ? false : undefined;
    case 'number':
      return value.value !== 0;
    case 'string':
      return value.text !== '';
    case 'object':
    case 'content':
    case 'path':
    case 'function':
    case 'instance':
      return true;
    default:
      return undefined;
  }
}
