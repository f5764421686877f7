import { whyNoModel } from '../references/calls/price/words';
import { reasonText } from '../references/calls/reasons';
import type { NoModel } from '../references/calls/price/words';
import type { UnknownReason } from '../references/calls/value';
import type { FoundCall } from './scan';

/** Something of a call that only its run, or nobody, can tell. */
export interface Unknown {
  readonly what: 'model' | 'image' | 'detail' | 'messages' | 'images' | 'text' | 'made';
  readonly reason: NoModel['reason'];
  readonly message: string;
  readonly line: number;
}

/** All that is not known of a call. A picture that is known and has no number is none of these. */
export function unknownsOf({ priced, places, unknowns, line }: FoundCall): readonly Unknown[] {
  const { model, images, output, call } = priced;
  const found: Unknown[] = [];
  const add = (what: Unknown['what'], reason: UnknownReason, at: number): void => {
    found.push({ what, reason: reason.kind, message: reasonText(reason), line: at });
  };
  const why = whyNoModel(model);
  if (why !== undefined) found.push({ what: 'model', reason: why.reason, message: why.message, line });
  for (const [i, { image }] of images.entries()) {
    const at = places[i]?.line ?? line;
    if (image.source.kind === 'unknown') add('image', image.source.reason, at);
    if (image.detail.kind === 'unknown') add('detail', image.detail.reason, at);
  }
  for (const unknown of unknowns) add(unknown.what, unknown.reason, unknown.line);
  if (output?.why !== undefined && output.each?.outcome !== 'rejected') {
    const setting = [call.output?.size, call.output?.quality].find(one => one?.kind === 'unknown');
    const reason = setting?.kind === 'unknown' ? setting.reason.kind : 'omitted';
    found.push({ what: 'made', reason, message: output.why, line });
  }
  return found;
}
