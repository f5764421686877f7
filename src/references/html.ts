import { cssReferences } from './css';
import { decodeEntities } from './entities';
import { literalReferences } from './find';
import { AttributeReader, isSpace } from './htmlAttributes';
import { formOfTemplate } from './reference';
import type { ImageReference } from './reference';

/** Attributes that hold words for people, or say what a page takes. */
const words = /^(?:alt|title|label|placeholder|download|accept|pattern|id|class|aria-[\w-]+)$/i;
/** Attributes that frameworks evaluate: Vue's `:src` and `@click`, Angular's `[src]`, event handlers. */
const evaluated = /^(?:[:@[(*]|v-|x-|bind:|on[a-z]+$)/i;
const embedding = /^(?:img|input|image|feimage|picture|source)$/i;

const tagOpen = /<!--|<([a-zA-Z][\w:.-]*)/g;

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
  const reader = new AttributeReader(text, from, to);
  for (let next = reader.next(); next !== undefined; next = reader.next()) {
    const { name, value } = next;
    if (value.kind === 'none') continue;
    if (value.kind === 'braces') {
      // `src={'a.png'}` of Svelte, Astro and JSX: an expression up to its brace.
      const close = braces.unclosed < mostUnclosed ? closingBrace(text, value.start, to) : undefined;
      if (close === undefined) {
        braces.unclosed += 1;
        continue;
      }
      yield* literalReferences(text, 'javascript', value.start, close);
      reader.at = close + 1;
      continue;
    }
    if (words.test(name) || value.end > to) continue;
    yield* attributeValue(text, tag, name.toLowerCase(), text.slice(value.start, value.end), value.start);
  }
  return reader.at;
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
  for (let at = 0; ;) {
    while (at < value.length && (value.charCodeAt(at) === comma || isSpace(value.charCodeAt(at)))) at += 1;
    const begin = at;
    while (at < value.length && !isSpace(value.charCodeAt(at))) at += 1;
    if (at === begin) return;
    let end = at;
    while (end > begin && value.charCodeAt(end - 1) === comma) end -= 1;
    yield* one(value.slice(begin, end), start + begin, true);
    if (end < at) continue;
    const next = value.indexOf(',', at);
    if (next < 0) return;
    at = next;
  }
}

const comma = 44;

function* one(source: string, start: number, embeds: boolean): Generator<ImageReference> {
  const target = decodeEntities(source);
  // A template fills in `{{ url }}/a.png`.
  const form = formOfTemplate(target, embeds);
  if (form !== undefined) yield { start, end: start + source.length, target, form, syntax: 'html' };
}
