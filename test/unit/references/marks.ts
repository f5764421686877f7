import assert from 'node:assert/strict';
import { findReferences } from '../../../src/references/find';
import type { Language } from '../../../src/references/language';
import type { ImageReference, ReferenceForm } from '../../../src/references/reference';

/** What a marked place means: the target where it differs from what is written, and the form where it is no path. */
export interface Meant {
  readonly target?: string;
  readonly form?: ReferenceForm;
}

/** A name, a text with `⟦…⟧` around all that must be found, and what they mean, in their order. */
export type Case = readonly [name: string, text: string, ...meant: readonly (string | Meant)[]];

interface Place {
  readonly start: number;
  readonly end: number;
  readonly target: string;
  readonly form: ReferenceForm;
}

/** Takes the marks out and says where they stood, outer before inner. */
export function unmark(marked: string): {
  readonly text: string;
  readonly places: readonly { readonly start: number; readonly end: number }[];
} {
  const places: { start: number; end: number }[] = [];
  const open: number[] = [];
  let text = '';
  for (const char of marked) {
    if (char === '⟦') {
      open.push(places.length);
      places.push({ start: text.length, end: -1 });
    } else if (char === '⟧') {
      const place = places[open.pop() ?? -1];
      assert.ok(place, `unbalanced marks: ${marked}`);
      place.end = text.length;
    } else {
      text += char;
    }
  }
  return { text, places };
}

/** Declares a test a case. */
export function cases(language: Language, all: readonly Case[]): void {
  for (const [name, marked, ...meant] of all) {
    it(name, () => {
      assertFound(language, marked, meant);
    });
  }
}

export function assertFound(
  language: Language,
  marked: string,
  meant: readonly (string | Meant)[] = [],
): void {
  const { text, places } = unmark(marked);
  assert.ok(meant.length <= places.length, 'more meanings than marks');
  const expected = places.map(({ start, end }, i): Place => {
    const given = meant[i];
    const { target, form } =
      typeof given === 'string' ? { target: given } : { form: undefined, target: undefined, ...given };
    return { start, end, target: target ?? text.slice(start, end), form: form ?? 'path' };
  });
  const found = findReferences(text, language).map(({ start, end, target, form }: ImageReference): Place => ({
    start,
    end,
    target,
    form,
  }));
  assert.deepEqual(found, expected, `in ${JSON.stringify(text.slice(0, 300))}`);
}

export const data: Meant = { form: 'data' };
export const url: Meant = { form: 'url' };
export const dynamic: Meant = { form: 'dynamic' };
export const glob: Meant = { form: 'glob' };
export const fileUrl: Meant = { form: 'file-url' };

/** A data URI with a payload; whether it is a picture is not for the text to say. */
export const dot = 'data:image/png;base64,iVBORw0KGgo=';
