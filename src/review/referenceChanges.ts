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

/** References of a source are the same where they lead to the same; what is left, in the order of the text. */
export function referenceChanges(
  pairs: readonly ReferencePair[],
  pictures: ReadonlyMap<string, PictureChange>,
  layout: Layout,
): readonly ReferenceChange[] {
  return pairs.flatMap(({ before, after }) => {
    const left = new Map<string, Finding[]>();
    for (const finding of before?.findings ?? []) {
      const key = targetOf(finding, layout);
      left.set(key, [...(left.get(key) ?? []), finding]);
    }
    const changes: ReferenceChange[] = [];
    const add = (old: Finding | undefined, now: Finding | undefined): void => {
      const delta = deltaOf(
        old === undefined ? nothingSpent : amountOfPicture(old.assessment),
        now === undefined ? nothingSpent : amountOfPicture(now.assessment),
      );
      const causes = causesOfReference(old, now, delta, pictures, layout);
      if (causes.length === 0) return;
      if (old !== undefined) changes.push({ kind: 'reference', before: old, after: now, causes, delta });
      else if (now !== undefined) changes.push({ kind: 'reference', before: old, after: now, causes, delta });
    };
    for (const now of after?.findings ?? []) {
      const key = targetOf(now, layout);
      const moved = pictures.get(key);
      const old =
        left.get(key)?.shift() ??
        (moved?.kind === 'moved' ? left.get(layout.ofReview(moved.before.path))?.shift() : undefined);
      if (old === undefined && !isPictureOf(now)) continue;
      // The same picture under another name.
      if (old !== undefined && moved?.kind === 'moved' && targetOf(old, layout) !== key) continue;
      add(old, now);
    }
    for (const rest of left.values()) for (const old of rest) if (isPictureOf(old)) add(old, undefined);
    return changes;
  });
}

/** A text that leads to no picture is none, as in a report. */
function isPictureOf({ assessment }: Finding): boolean {
  return assessment.kind !== 'unresolved';
}

function targetOf({ assessment }: Finding, layout: Layout): string {
  return pathOf(assessment, layout) ?? assessment.reference.target;
}
