import { parseTree } from 'jsonc-parser';
import type { Node } from 'jsonc-parser';
import type { AskRegion } from '../askProtocol';
import { regionId } from './regionsOf';

/** A value of an answer that is data. */
export type Item =
  | { readonly kind: 'value'; readonly text: string; readonly of: 'string' | 'number' | 'other' }
  | { readonly kind: 'list'; readonly items: readonly Item[] }
  | {
      readonly kind: 'object';
      /** What it is called by, of its own members. */
      readonly title: string | undefined;
      readonly members: readonly Member[];
      /** The region of the picture that it is about. */
      readonly region: string | undefined;
      /** Numbers alone, as in a box: a line of its own is too much for each. */
      readonly compact: boolean;
    };

export interface Member {
  readonly key: string;
  readonly item: Item;
}

/** What names an object, best first. */
const titles = ['label', 'name', 'title', 'text', 'kind', 'type', 'id'];

/**
 * An answer that is JSON, as a tree; `undefined` for what is none (prose, or JSON that has not come to its end).
 * @param regions of the answer: each goes to the innermost object around its place in the text
 */
export function structured(text: string, run: string, regions: readonly AskRegion[]): Item | undefined {
  const { begin, json } = unfenced(text);
  if (!/^\s*[[{]/.test(json)) return undefined;
  const errors: unknown[] = [];
  const root = parseTree(json, errors as never[], { disallowComments: true });
  if (root === undefined || errors.length > 0) return undefined;
  const places = regions.flatMap(({ at }, index) =>
    at === undefined ? [] : [{ at: at - begin, id: regionId(run, index) }],
  );
  return itemOf(root, places);
}

/** The answer without the fence that models put around JSON, and where that begins. */
function unfenced(text: string): { readonly begin: number; readonly json: string } {
  const fence = /^\s*```(?:json)?\s*\n/.exec(text);
  if (fence === null) return { begin: 0, json: text };
  const begin = fence[0].length;
  const end = text.lastIndexOf('```');
  return { begin, json: text.slice(begin, end > begin ? end : undefined) };
}

interface Place {
  readonly at: number;
  readonly id: string;
}

function itemOf(node: Node, places: readonly Place[]): Item {
  switch (node.type) {
    case 'array':
      return {
        kind: 'list',
        items: (node.children ?? []).map(child => itemOf(child, within(child, places))),
      };
    case 'object':
      return objectOf(node, places);
    case 'string':
      return { kind: 'value', text: String(node.value), of: 'string' };
    case 'number':
      return { kind: 'value', text: String(node.value), of: 'number' };
    default:
      return { kind: 'value', text: String(node.value), of: 'other' };
  }
}

function objectOf(node: Node, places: readonly Place[]): Item {
  const rest = new Set(places);
  const members = (node.children ?? []).flatMap(({ children }): Member[] => {
    const [key, value] = children ?? [];
    if (key === undefined || value === undefined) return [];
    const inside = within(value, places);
    // A box has no part of the answer of its own: its region is that of what it is the box of.
    const taken = holdsObject(value) && !isBox(value) ? inside : [];
    for (const place of taken) rest.delete(place);
    return [{ key: String(key.value), item: itemOf(value, taken) }];
  });
  const title = titles
    .map(name => members.find(({ key, item }) => key === name && item.kind === 'value'))
    .find(member => member !== undefined);
  return {
    kind: 'object',
    title: title?.item.kind === 'value' ? title.item.text : undefined,
    members: members.filter(member => member !== title),
    region: [...rest][0]?.id,
    compact: isBox(node),
  };
}

function within({ offset, length }: Node, places: readonly Place[]): readonly Place[] {
  return places.filter(({ at }) => at >= offset && at < offset + length);
}

function holdsObject(node: Node): boolean {
  return node.type === 'object' || (node.children ?? []).some(holdsObject);
}

/** `{"x": …, "y": …, "width": …, "height": …}` and the like: numbers alone. */
function isBox({ type, children }: Node): boolean {
  return (
    type === 'object' &&
    children !== undefined &&
    children.length > 0 &&
    children.every(member => member.children?.[1]?.type === 'number')
  );
}
