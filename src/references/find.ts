import { candidatesIn, hasCandidate } from './candidates';
import { cssReferences } from './css';
import { unescapeLiteral } from './escapes';
import { htmlReferences } from './html';
import type { Language } from './language';
import { literals } from './literals';
import { markdownReferences } from './markdown';
import { notebookReferences } from './notebook';
import { formOfTemplate, isPattern, mayHoldReferences } from './reference';
import type { ImageReference } from './reference';
import { yamlReferences } from './yaml';

/** Cheap: whether a text is worth reading for references. `text` may be bytes taken for Latin-1. */
export function isWorthReading(text: string, language: Language): boolean {
  return mayHoldReferences(text) || (embedsAddresses(language) && /https?:/i.test(text));
}

/** In these an address without an extension can be an image. */
function embedsAddresses(language: Language): boolean {
  return language === 'markdown' || language === 'html';
}

/**
 * The places in a text that name an image, in their order. Comments are left out; nothing is looked up: whether a
 * reference leads anywhere is `resolve`'s to say. Two of them share characters only where one is `dynamic` and the
 * other stands in its computed part. Takes time in proportion to the text's length, whatever it holds.
 */
export function findReferences(text: string, language: Language): readonly ImageReference[] {
  if (!isWorthReading(text, language)) return [];
  const found = [...referencesIn(text, language, 0, text.length)];
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  return withoutRepeats(found);
}

/** A string inside an attribute inside a fenced block is seen by more than one reader: the outermost counts. */
function withoutRepeats(sorted: readonly ImageReference[]): readonly ImageReference[] {
  const patterns: ImageReference[] = [];
  let covered = 0;
  return sorted.filter(reference => {
    if (reference.start < covered) return false;
    while ((patterns.at(-1)?.end ?? Infinity) <= reference.start) patterns.pop();
    const outer = patterns.at(-1);
    if (outer !== undefined && (reference.start === outer.start || reference.end > outer.end)) return false;
    if (reference.form === 'dynamic') patterns.push(reference);
    else covered = reference.end;
    return true;
  });
}

/** The part of a text from `from` to `to`, read as a language: what markup holds is read by its own reader. */
export function* referencesIn(
  text: string,
  language: Language,
  from: number,
  to: number,
): Generator<ImageReference> {
  switch (language) {
    case 'markdown':
      yield* markdownReferences(text, from, to);
      return;
    case 'html':
      yield* htmlReferences(text, from, to);
      return;
    case 'css':
      yield* cssReferences(text, from, to);
      return;
    case 'yaml':
      yield* yamlReferences(text, from, to);
      return;
    case 'notebook':
      yield* notebookReferences(text);
      return;
    case 'text':
      yield* markdownReferences(text, from, to);
      yield* literalReferences(text, 'plain', from, to);
      return;
    default:
      yield* literalReferences(text, language, from, to);
  }
}

/** String literals that name an image. */
export function* literalReferences(
  text: string,
  language: Language,
  from: number,
  to: number,
): Generator<ImageReference> {
  const candidates = candidatesIn(text, language, from, to);
  const last = candidates.at(-1);
  if (last === undefined) return;
  for (const { start: opened, end: closed, dynamic, escapes } of literals(text, language, from, to, last)) {
    if (closed - opened < 5 || !hasCandidate(candidates, opened, closed)) continue;
    // Space around a path, as in a text block of Java, is not part of it.
    let start = opened;
    let end = closed;
    while (start < end && text.charCodeAt(start) <= 32) start += 1;
    while (end > start && text.charCodeAt(end - 1) <= 32) end -= 1;
    const source = text.slice(start, end);
    if (dynamic) {
      if (isPattern(source)) yield { start, end, target: source, form: 'dynamic', syntax: 'string' };
      continue;
    }
    const target = unescapeLiteral(source, escapes).trim();
    const form = formOfTemplate(target);
    if (form !== undefined) yield { start, end, target, form, syntax: 'string' };
  }
}
