import { environment } from './environment';
import type { Evaluator } from './evaluate';
import type { Span } from './expression';
import { choice, entryOf, itemsOf, unknown } from './make';
import type { ListItem, Value } from './value';

/** The items that a spread of a value adds. */
export function spreadOf(value: Value): readonly ListItem[] {
  switch (value.kind) {
    case 'list':
      return value.items;
    case 'null':
    case 'boolean':
      return [];
    case 'choice': {
      const all = value.options.map(option => spreadOf(option));
      // `...(cond ? [part] : [])`.
      const filled = all.filter(items => items.length > 0);
      if (filled.length < all.length && filled.length === 1)
        return (filled[0] ?? []).map(item => ({ ...item, optional: true }));
      const lists = value.options.map((option, i): Value => ({
        kind: 'list',
        items: all[i] ?? [],
        span: option.span,
      }));
      return [{ value: { ...value, options: lists }, repeated: true }];
    }
    default:
      return [{ value, repeated: true }];
  }
}

/** What a loop runs over. Of what is not known there is one item that stands for all. */
export function iterated(iterable: Value, span: Span): readonly ListItem[] {
  switch (iterable.kind) {
    case 'list':
      return iterable.items.flatMap(item =>
        // A spread of something unknown within the list.
        item.repeated === true && item.value.kind === 'choice'
          ? item.value.options.flatMap(option =>
              iterated(option, span).map(one => ({ ...one, optional: true })),
            )
          : [item],
      );
    case 'object':
      return iterable.entries.map(({ key, keySpan }) => ({
        value: { kind: 'string', text: key, span: keySpan },
      }));
    case 'choice':
      return iterable.options.flatMap(option =>
        iterated(option, span).map(item => (iterable.by === 'branch' ? { ...item, optional: true } : item)),
      );
    case 'string':
      return [{ value: unknown({ kind: 'call', what: 'the characters of a text' }, span), repeated: true }];
    case 'class': {
      return [
        { value: unknown({ kind: 'name', name: iterable.cls.name ?? 'a class' }, span), repeated: true },
      ];
    }
    default:
      return [{ value: iterable, repeated: true }];
  }
}

export function itemAt(evaluator: Evaluator, of: Value, index: Value, span: Span): Value {
  const isOpen = index.kind === 'unknown' || index.kind === 'made';
  if (index.kind === 'string') {
    if (of.kind === 'module' && of.name === 'environ') return environment(index.text, span);
    return evaluator.member(of, index.text, span);
  }
  if (index.kind === 'number') {
    const items = itemsOf(of);
    if (items !== undefined) {
      if (items.some(({ optional, repeated }) => optional === true || repeated === true)) {
        // Which one it is depends on what is left out before.
        const first = index.value === 0 ? items[0] : undefined;
        if (first !== undefined && first.optional !== true) return first.value;
        return unknown({ kind: 'call', what: 'an item of a list that is filled as the program runs' }, span);
      }
      const item = items.at(index.value);
      return item?.value ?? unknown({ kind: 'call', what: 'an item that the list does not have' }, span);
    }
    if (of.kind === 'several') return { ...of, narrowed: true };
    if (of.kind === 'path' || of.kind === 'content') return of;
    if (of.kind === 'object') return entryOf(of, String(index.value)) ?? { kind: 'null', span };
    // `response["choices"][0]` and the like.
    if (of.kind === 'made') return { ...of, callee: `${of.callee}[]`, span };
  }
  if (of.kind === 'object') {
    // One of its values, by a key that is not known.
    const values = of.entries.map(({ value }) => value);
    if (isOpen && of.open === undefined && values.length > 0 && values.length <= 16)
      return choice('branch', index.span.start, values, span);
  }
  if (of.kind === 'several') return { ...of, narrowed: true };
  if (of.kind === 'list') {
    const values = of.items.map(({ value }) => value);
    // A slice of a list: some of its items.
    if (index.kind === 'unknown' && index.reason.kind === 'syntax' && index.reason.what === 'a slice')
      return { ...of, items: of.items.map(item => ({ ...item, optional: true })) };
    if (isOpen && values.length > 0 && values.length <= 16)
      return choice('branch', index.span.start, values, span);
  }
  if (of.kind === 'unknown') return of;
  if (of.kind === 'module' && of.module === '') return unknown({ kind: 'name', name: of.name }, span);
  return unknown({ kind: 'call', what: 'an item' }, span);
}
