import assert from 'node:assert/strict';
import type { CallImage, Setting, VisionCall } from '../../../../src/references/calls/call';
import { requestsIn } from '../../../../src/references/calls/formats/requestsIn';

export interface Told {
  readonly api: string;
  readonly model: string | undefined;
  readonly images: readonly string[];
  readonly tier?: string;
}

/** What the calls of a text are, after it is made sure that every place of theirs is one of the text. */
export async function told(text: string, fileName: string): Promise<readonly Told[]> {
  const calls = await requestsIn(text, fileName);
  for (const call of calls) checkPlaces(call, text);
  return calls.map(call => ({
    api: call.api,
    model: settingText(call.model),
    images: call.images.map(targetOf),
    ...(call.tier.kind === 'stated' && { tier: call.tier.value }),
  }));
}

export function targetOf({ source }: CallImage): string {
  switch (source.kind) {
    case 'reference':
      return source.reference.target;
    case 'several':
      return `several ${source.pattern}`;
    case 'held':
      return `held ${source.name}`;
    case 'changed':
      return `${source.how} ${source.reference.target}`;
    case 'unknown':
      return `? ${source.reason.kind}`;
  }
}

export function settingText(setting: Setting): string | undefined {
  switch (setting.kind) {
    case 'stated':
      return setting.value;
    case 'choice':
      return setting.values.join(' | ');
    case 'omitted':
      return undefined;
    case 'unknown':
      return `? ${setting.reason.kind}${setting.fallback === undefined ? '' : ` ${setting.fallback}`}`;
  }
}

/** Literals are the very characters that name the picture; a literal model those that name it. */
function checkPlaces(call: VisionCall, text: string): void {
  const within = ({ start, end }: { start: number; end: number }): string => {
    assert.ok(start >= 0 && start <= end && end <= text.length, `${start}..${end} of ${text.length}`);
    return text.slice(start, end);
  };
  within(call.span);
  assert.ok(call.statement <= call.span.start || call.statement <= text.length);
  for (const image of call.images) {
    within(image.span);
    const { source } = image;
    if (source.kind !== 'reference' || image.literals.length !== 1) continue;
    const written = within(image.literals[0]!);
    if (!/\\|''/.test(written))
      assert.ok(
        source.reference.target.endsWith(written.replace(/^\.\//, '')),
        `${written} of ${source.reference.target}`,
      );
  }
  for (const said of call.texts) within(said.span);
  if (call.model.kind === 'stated' && call.model.literal)
    assert.equal(within(call.model.span), call.model.value);
}

/** A text that is cut off anywhere is read as far as it goes. */
export async function everyPrefix(text: string, fileName: string): Promise<void> {
  for (let end = 0; end <= text.length; end += 1) await told(text.slice(0, end), fileName);
}
