import { hasModel, whyNoModel } from '../references/calls/price/words';
import type { CallImage, Setting } from '../references/calls/call';
import type { CallModel, PricedCall } from '../references/calls/price/pricedCall';
import { isOne } from '../references/calls/price/range';
import type { Range } from '../references/calls/price/range';
import { ruleReference } from '../core/models/sources';
import { callCost, exact } from '../references/calls/price/callCost';
import type { CallSums } from './callTotals';
import { picturesOf } from './callPictures';
import type { CallPicture } from './callPictures';
import { unknownsOf } from './callUnknowns';
import { resolvedPath } from '../references/scan/findingText';
import type { FoundCall } from './scan';

/** A call for scripts: every field always there, `null` where nothing can be said. docs/report-json.md tells of each. */
export function callAsJson(found: FoundCall, root: string): object {
  const { file, line, column, end, priced } = found;
  const { call, totals, text, tier, tierOrigin } = priced;
  const pictures = picturesOf(found);
  return {
    file,
    line,
    column,
    endLine: end.line,
    endColumn: end.column,
    api: call.api,
    provider: call.provider ?? null,
    baseUrl: call.baseUrl ?? null,
    callee: call.callee,
    ...modelFields(priced.model),
    detail: detailOf(call.images),
    tier,
    tierFrom: tierOrigin,
    requests: totals.requests,
    images: pictures.map(picture => imageAsJson(picture, root)),
    output: outputAsJson(priced),
    ...ranged('imageTokens', 'imageTokensRange', totals.tokens),
    textTokens:
      text === undefined
        ? null
        : {
            tokens: text.tokens,
            costUsd: text.costUsd ?? null,
            exact: text.exact,
            partial: text.partial,
          },
    ...ranged('costUsd', 'costRangeUsd', money(callCost(priced))),
    approximate: totals.approximate,
    unknowns: unknownsOf(found),
    warnings: warningsOf(pictures, priced),
    rule: ruleOf(priced.model),
  };
}

/** Sums as numbers to budget with: of a range the upper end, and the range beside it. */
export function callSumsAsJson({ images, tokens, costUsd, ...counts }: CallSums): object {
  return {
    ...counts,
    ...ranged('images', 'imagesRange', images),
    ...ranged('tokens', 'tokensRange', tokens),
    ...ranged('costUsd', 'costRangeUsd', costUsd),
  };
}

function modelFields(model: CallModel): object {
  const known = model.kind === 'known' || model.kind === 'fallback';
  return {
    model: known ? model.asked : model.kind === 'unknown-name' ? model.lookup.asked : null,
    modelId: known ? model.model.id : null,
    modelChoice: model.kind === 'choice' ? model.asked : null,
    modelFallback: model.kind === 'fallback' ? { variable: model.variable } : null,
    modelUnknown: whyNoModel(model) ?? null,
  };
}

/** The level all pictures are given, `mixed` where they differ, `null` where it is left out or not known. */
function detailOf(images: readonly CallImage[]): string | null {
  const all = new Set(images.map(({ detail }) => settingText(detail)));
  if (all.size > 1) return 'mixed';
  return all.values().next().value ?? null;
}

function settingText(setting: Setting): string | null {
  return setting.kind === 'stated' ? setting.value : null;
}

function imageAsJson(picture: CallPicture, root: string): object {
  const { image, assessment, tokens, costUsd, reason } = picture;
  const facts = assessment !== undefined && 'facts' in assessment ? assessment.facts : undefined;
  const counted = picture.status === 'counted' || picture.status === 'rejected';
  const estimate = assessment?.kind === 'estimated' && counted ? assessment.estimate : undefined;
  return {
    target: picture.named ? picture.target : null,
    pattern: picture.pattern ?? null,
    path: (assessment && resolvedPath(assessment, root)) ?? null,
    line: picture.line,
    column: picture.column,
    detail: settingText(image.detail),
    effectiveDetail: image.detail.kind === 'unknown' ? null : (estimate?.effectiveDetail ?? null),
    sent: image.sent,
    mediaType: image.mediaType ?? null,
    status: picture.status,
    format: facts?.format ?? null,
    width: facts?.width ?? null,
    height: facts?.height ?? null,
    ...ranged('tokens', 'tokensRange', tokens),
    ...ranged('costUsd', 'costRangeUsd', money(costUsd)),
    reason: reason ?? null,
    turn: image.turn ?? null,
    optional: image.optional === true,
    repeated: image.repeated === true,
  };
}

function outputAsJson({ call, output, totals }: PricedCall): object | null {
  if (call.output === undefined || output === undefined) return null;
  const { each } = output;
  const counted = each?.outcome === 'counted' ? each : undefined;
  return {
    size: settingText(call.output.size),
    quality: settingText(call.output.quality),
    count: output.count === undefined ? null : output.count * totals.requests,
    tokens: output.tokens === undefined ? null : output.tokens * totals.requests,
    costUsd: output.costUsd === undefined ? null : exact(output.costUsd * totals.requests),
    tokensEach: counted?.tokens ?? null,
    costEachUsd: counted?.costUsd ?? null,
    reason: output.why ?? null,
  };
}

/** Each once, at the first picture it is about. */
function warningsOf(pictures: readonly CallPicture[], priced: PricedCall): readonly object[] {
  if (!hasModel(priced)) return [];
  const warnings = new Map<string, object>();
  for (const { assessment, line } of pictures) {
    if (assessment?.kind !== 'estimated') continue;
    for (const { code, message } of assessment.estimate.warnings)
      if (!warnings.has(message)) warnings.set(message, { code, message, line });
  }
  return [...warnings.values()];
}

function ruleOf(model: CallModel): object | null {
  if (model.kind !== 'known' && model.kind !== 'fallback') return null;
  const { source, confidence, asOf } = ruleReference(model.model);
  return { source, confidence, asOf };
}

function money(range: Range | undefined): Range | undefined {
  return range === undefined ? undefined : [exact(range[0]), exact(range[1])];
}

/** The upper end, and both where they differ. */
function ranged(one: string, both: string, range: Range | undefined): object {
  return { [one]: range?.[1] ?? null, [both]: range === undefined || isOne(range) ? null : range };
}
