import { cssReferences } from './css';
import { decodeEntities } from './entities';
import { literalReferences } from './find';
import { formOfTemplate } from './reference';
import type { ImageReference } from './reference';

/** Attributes that hold words for people, or say what a page takes. */
const words = /^(?:alt|title|label|placeholder|download|accept|pattern|id|class|aria-[\w-]+)$/i;
/** Attributes that frameworks evaluate: Vue's `:src` and `@click`, Angular's `[src]`, event handlers. */
const evaluated = /^(?:[:@[(*]|v-|x-|bind:|on[a-z]+$)/i;
const embedding = /^(?:img|input|image|feimage|picture|source)$/i;

const tagOpen = /<!--|<([a-zA-Z][\w:.-]*)/g;
const attribute =
  /\s*(?:([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|(\{)|([^\s"'=<>`{]+)))?|([/>])|(["'=<`{}]))/dy;

/** `<img src>`, `srcset`, `poster`, `href` and the like, `style` and `<style>`, scripts' strings; comments left out. */
export function* htmlReferences(text: string, from: number, to: number): Generator<ImageReference> {
  const braces = { unclosed: 0 };
  const open = new RegExp(tagOpen);
  open.lastIndex = from;
  for (let match = open.exec(text); match !== null && match.index < to; match = open.exec(text)) {
    const name = match[1];
    if (name === undefined) {
      const end = text.indexOf('-->', match.index + 4);
      if (end < 0) return;
      open.lastIndex = end + 3;
      continue;
    }
    const after = yield* attributes(text, name, open.lastIndex, to, braces);
    open.lastIndex = after;
    if (/^(?:script|style)$/i.test(name) && text.charAt(after - 2) !== '/') {
      const close = new RegExp(`</${name}`, 'gi');
      close.lastIndex = after;
      const end = Math.min(close.exec(text)?.index ?? to, to);
      yield* /^style$/i.test(name)
        ? cssReferences(text, after, end)
        : literalReferences(text, 'javascript', after, end);
      open.lastIndex = end;
    }
  }
}

/** Answers where the tag ends. */
function* attributes(
  text: string,
  tag: string,
  from: number,
  to: number,
  braces: { unclosed: number },
): Generator<ImageReference, number> {
  const pattern = new RegExp(attribute);
  pattern.lastIndex = from;
  let end = from;
  for (let match = pattern.exec(text); match !== null && match.index < to; match = pattern.exec(text)) {
    end = pattern.lastIndex;
    if (match[6] === '>') return end;
    const name = match[1];
    if (name === undefined) continue;
    if (match[4] !== undefined) {
      // `src={'a.png'}` of Svelte, Astro and JSX: an expression up to its brace.
      const close = braces.unclosed < mostUnclosed ? closingBrace(text, end, to) : undefined;
      if (close === undefined) {
        braces.unclosed += 1;
        continue;
      }
      yield* literalReferences(text, 'javascript', end, close);
      pattern.lastIndex = close + 1;
      continue;
    }
    if (words.test(name)) continue;
    const group = [2, 3, 5].find(i => match[i] !== undefined);
    const value = group === undefined ? undefined : match[group];
    const place = group === undefined ? undefined : match.indices?.[group];
    if (value === undefined || place === undefined || place[1] > to) continue;
    yield* attributeValue(text, tag, name.toLowerCase(), value, place[0]);
  }
  return end;
}

/** Looking for the end of braces that have none takes a look at all the rest: after so many, the text is not what it seems. */
const mostUnclosed = 20;

function closingBrace(text: string, at: number, to: number): number | undefined {
  let depth = 1;
  for (let i = at; i < to; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 123) depth += 1;
    else if (code === 125 && (depth -= 1) === 0) return i;
  }
  return undefined;
}

function* attributeValue(
  text: string,
  tag: string,
  name: string,
  value: string,
  start: number,
): Generator<ImageReference> {
  if (evaluated.test(name)) {
    yield* literalReferences(text, 'javascript', start, start + value.length);
    return;
  }
  if (name === 'style') {
    yield* cssReferences(text, start, start + value.length);
    return;
  }
  if (name.endsWith('srcset')) {
    yield* candidates(value, start);
    return;
  }
  const embeds = name === 'poster' || (embedding.test(tag) && /src$|href$/.test(name));
  const lead = value.length - value.trimStart().length;
  yield* one(value.trim(), start + lead, embeds);
}

/** Each an address and perhaps a width or density, commas between: an address may hold commas, and a data URI does. */
function* candidates(value: string, start: number): Generator<ImageReference> {
  const address = /[\s,]*(\S+)/y;
  const descriptor = /[^,]*/y;
  for (let at = 0; ;) {
    address.lastIndex = at;
    const match = address.exec(value);
    const source = match?.[1];
    if (source === undefined) return;
    const begin = address.lastIndex - source.length;
    const bare = source.replace(/,{1,9}$/, '');
    yield* one(bare, start + begin, true);
    at = begin + source.length;
    if (bare.length < source.length) continue;
    descriptor.lastIndex = at;
    descriptor.exec(value);
    at = descriptor.lastIndex;
  }
}

function* one(source: string, start: number, embeds: boolean): Generator<ImageReference> {
  const target = decodeEntities(source);
  // A template fills in `{{ url }}/a.png`.
  const form = formOfTemplate(target, embeds);
  if (form !== undefined) yield { start, end: start + source.length, target, form, syntax: 'html' };
}
