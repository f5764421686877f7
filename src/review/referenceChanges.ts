import type { Finding } from '../references/scan/found';
import { causesOfReference, pathOf } from './causes';
import type { PictureChange, ReferenceChange } from './change';
import { amountOfPicture, deltaOf, nothingSpent } from './delta';
import type { Layout } from './layout';

/** The references of one source on both sides. */
export interface ReferencePair {
  readonly before: { readonly findings: readonly Finding[] } | undefined;
  readonly after: { readonly findings: readonly Finding[] } | undefined;
}

export interface MatchedReference {
  readonly before: Finding | undefined;
  readonly after: Finding | undefined;
}

/** References of a source are the same where they lead to the same, under the name it has now; in the order of the text. */
export function matchReferences(
  pairs: readonly ReferencePair[],
  pictures: ReadonlyMap<string, PictureChange>,
  layout: Layout,
): readonly MatchedReference[] {
  return pairs.flatMap(({ before, after }) => {
    const left = new Map<string, Finding[]>();
    for (const finding of before?.findings ?? []) {
      const key = targetOf(finding, layout, pictures);
      left.set(key, [...(left.get(key) ?? []), finding]);
    }
    const matched: MatchedReference[] = [];
    for (const now of after?.findings ?? []) {
      const key = targetOf(now, layout, pictures);
      const picture = pictures.get(key);
      const old =
        left.get(key)?.shift() ??
        (picture?.kind === 'moved' ? left.get(layout.ofReview(picture.before.path))?.shift() : undefined);
      matched.push({ before: old, after: now });
    }
    for (const rest of left.values()) for (const old of rest) matched.push({ before: old, after: undefined });
    return matched;
  });
}

export function referenceChanges(
  matched: readonly MatchedReference[],
  pictures: ReadonlyMap<string, PictureChange>,
  layout: Layout,
): readonly ReferenceChange[] {
  return matched.flatMap(({ before, after }): readonly ReferenceChange[] => {
    if (
      after === undefined
        ? before === undefined || !isPictureOf(before)
        : before === undefined && !isPictureOf(after)
    )
      return [];
    // The same picture under another name.
    if (
      before !== undefined &&
      after !== undefined &&
      targetOf(before, layout, pictures) !== targetOf(after, layout, pictures)
    )
      return [];
    const delta = deltaOf(
      before === undefined ? nothingSpent : amountOfPicture(before.assessment),
      after === undefined ? nothingSpent : amountOfPicture(after.assessment),
    );
    const causes = causesOfReference(before, after, delta, pictures, layout);
    if (causes.length === 0) return [];
    if (before !== undefined) return [{ kind: 'reference', before, after, causes, delta }];
    return after === undefined ? [] : [{ kind: 'reference', before, after, causes, delta }];
  });
}

/** A text that leads to no picture is none, as in a report. */
function isPictureOf({ assessment }: Finding): boolean {
  return assessment.kind !== 'unresolved';
}

function targetOf(
  { assessment }: Finding,
  layout: Layout,
  pictures: ReadonlyMap<string, PictureChange>,
): string {
  return pathOf(assessment, layout, path => pictures.has(path)) ?? assessment.reference.target;
}
