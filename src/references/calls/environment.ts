import type { Span } from './expression';
import { defaultExport, moduleName } from './library/modules';
import { unknown } from './make';
import type { Environment, Value } from './value';

/** An environment without anything in it, for functions of the module itself. */
export const nowhere: Environment = { fn: -1, values: new Map(), outer: undefined };

/** What a loop's variable is for the time of one item. */
export function frame(loop: number, item: Value, outer: Environment | undefined): Environment {
  return { fn: -10 - loop, values: new Map([['item', item]]), outer };
}

export function framed(env: Environment | undefined, loop: number): Value | undefined {
  for (let at = env; at !== undefined; at = at.outer) if (at.fn === -10 - loop) return at.values.get('item');
  return undefined;
}

/** The object whose method runs. */
export function instanceIn(env: Environment | undefined): Extract<Value, { kind: 'instance' }> | undefined {
  for (let at = env; at !== undefined; at = at.outer) {
    const self = at.values.get('this');
    if (self?.kind === 'instance') return self;
  }
  return undefined;
}

export function fullName(module: string, name: string): string {
  if (module === '') return name;
  const own = name === '*' || name === 'default' ? defaultExport(module) : name;
  return own === '' ? moduleName(module) : `${moduleName(module)}.${own}`;
}

export function environment(name: string, span: Span, fallback?: Value): Value {
  return unknown({ kind: 'environment', name, ...(fallback === undefined ? {} : { fallback }) }, span);
}
