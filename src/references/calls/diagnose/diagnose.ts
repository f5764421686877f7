import type { PricedCall } from '../price/pricedCall';
import { base64AsText } from './base64AsText';
import type { DiagnoseContext } from './context';
import { downscaledAway } from './downscaledAway';
import { inOrder, withoutRepeats } from './finding';
import type { Finding } from './finding';
import { localPathAsUrl } from './localPathAsUrl';
import { missingImage } from './missingImage';
import { omittedDetail } from './omittedDetail';
import { subjectOf } from './subject';
import type { Subject } from './subject';
import { unknownModel } from './unknownModel';
import { unsupportedDetail } from './unsupportedDetail';
import { uselessDetail } from './uselessDetail';
import { willBeRefused } from './willBeRefused';

/** By the code alone, whichever model is asked. */
const ofTheCode: readonly ((subject: Subject) => readonly Finding[])[] = [
  unknownModel,
  base64AsText,
  missingImage,
  localPathAsUrl,
];

/** Advice for a model. */
const advice = [omittedDetail, uselessDetail, downscaledAway];

/** What a model or its API refuses. */
const refusals = [unsupportedDetail, willBeRefused];

/**
 * What is wrong with a call, or dearer than it need be; each with what can be done about it. Exact: where something is
 * not known, nothing is said about it. `withIgnores` then leaves out what comments ask for.
 */
export function diagnose(priced: PricedCall, text: string, context: DiagnoseContext): readonly Finding[] {
  const subject = subjectOf(priced, text, context);
  const run = (
    of: Subject,
    checks: readonly ((subject: Subject) => readonly Finding[])[],
  ): readonly Finding[] => checks.flatMap(check => check(of));
  if (priced.model.kind !== 'choice')
    return inOrder(withoutRepeats(run(subject, [...ofTheCode, ...advice, ...refusals])));
  const each = priced.model.priced.map(one => subjectOf(one, text, context));
  // What one of the models refuses is refused whenever that one is asked. Advice has to hold for all of them.
  const advised = each.map(one => run(one, advice));
  const [first = [], ...others] = advised;
  const agreed = first.filter(finding => others.every(all => all.some(other => isSame(finding, other))));
  return inOrder(
    withoutRepeats([
      ...run(subject, ofTheCode),
      ...agreed,
      ...each.flatMap(one =>
        run(one, [unknownModel, ...refusals]).map(finding => ({ ...finding, fixes: [] })),
      ),
    ]),
  );
}

function isSame(a: Finding, b: Finding): boolean {
  return a.code === b.code && a.span.start === b.span.start && a.span.end === b.span.end;
}
