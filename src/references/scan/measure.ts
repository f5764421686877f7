import path from 'node:path';
import { URI } from 'vscode-uri';
import { levelsOf } from '../../core/advice/cheaper';
import type {
  Amount,
  MeasuredCall,
  MeasuredFile,
  MeasuredIgnore,
  MeasuredImage,
  MeasuredModel,
  TextRange,
} from '../../core/budget/measured';
import type { Model } from '../../core/models/model';
import type { Pricing } from '../assess';
import { fileOf } from '../assess';
import type { Assessment } from '../assess';
import { callCost } from '../calls/price/callCost';
import type { CallModel, PricedCall, PricedImage } from '../calls/price/pricedCall';
import type { Range } from '../calls/price/range';
import { hasModel, whyNoModel } from '../calls/price/words';
import { fullTarget, problemText } from './findingText';
import type { Finding, FoundCall } from './found';

/** What a budget is held against, of one source. @param root the project's folder, absolute */
export function measureFile(
  file: string,
  found: { readonly calls: readonly FoundCall[]; readonly findings: readonly Finding[] },
  root: string,
  reference: MeasuredModel,
): MeasuredFile {
  return {
    file,
    calls: found.calls.map(call => measureCall(call, root)),
    references: found.findings.flatMap(finding => {
      const image = measureReference(finding, root);
      return image === undefined ? [] : [{ ...image, model: reference }];
    }),
    ignores: [],
  };
}

/** A call with all its requests. */
export function measureCall(found: FoundCall, root: string): MeasuredCall {
  const { priced, line, column, end } = found;
  const { call, totals } = priced;
  const missing = missingOf(found);
  return {
    range: { line, column, endLine: end.line, endColumn: end.column },
    callee: call.callee,
    model: measuredModel(priced),
    tier: priced.tier,
    requests: totals.requests,
    images: priced.images.map((image, i) => measureImage(image, i, found, root)),
    tokens: amount(hasModel(priced) ? totals.tokens : undefined, missing),
    usd: amount(hasModel(priced) ? callCost(priced) : undefined, [...missing, ...noPrice(priced)]),
    bytes: amount(
      [totals.requestBytes, totals.requestBytes],
      priced.images.flatMap(image => withoutBytes(image)),
    ),
    ignores: noIgnores,
  };
}

/** Comments are read with the text, by whoever has it. */
const noIgnores: readonly MeasuredIgnore[] = [];

function measureImage(image: PricedImage, i: number, found: FoundCall, root: string): MeasuredImage {
  const { priced, places } = found;
  const { pictures } = image;
  const [first] = pictures;
  const written = places[i]?.written ?? '';
  const assessment = pictures.length === 1 ? first?.assessment : undefined;
  const file = assessment === undefined ? undefined : relativePath(assessment, root);
  const why = hasModel(priced) ? (image.why ?? whyOfModels(priced, i)) : modelMissing(priced);
  const missing = image.tokens === undefined || why !== undefined ? [why ?? 'its number is not known'] : [];
  return {
    range: rangeAt(places[i] ?? found, written),
    shown: assessment === undefined ? shownOf(image, written) : (file ?? fullTarget(assessment)),
    ...(file === undefined ? {} : { path: file }),
    detail: detailOf(image, priced),
    ...(assessment?.kind === 'remote' ? { remote: assessment.url } : {}),
    tokens: amount(hasModel(priced) ? image.tokens : undefined, missing),
    usd: amount(hasModel(priced) ? image.costUsd : undefined, [
      ...missing,
      ...(missing.length === 0 && image.costUsd === undefined ? ['no price is published'] : []),
    ]),
    bytes: amount(sumOfBytes(pictures.map(one => one.assessment)), withoutBytes(image)),
    count: Math.max(1, pictures.length),
    ignores: noIgnores,
  };
}

/** A picture that no call sends; `undefined` for a text that leads to none. */
export function measureReference(
  { assessment, line, column }: Finding,
  root: string,
): MeasuredImage | undefined {
  if (assessment.kind === 'unresolved') return undefined;
  const { reference } = assessment;
  const file = relativePath(assessment, root);
  const counted =
    assessment.kind === 'estimated' && assessment.estimate.outcome === 'counted'
      ? assessment.estimate
      : undefined;
  const missing = counted === undefined ? [problemText(assessment) ?? 'its number is not known'] : [];
  const usd = counted?.costUsd ?? undefined;
  return {
    range: { line, column, endLine: line, endColumn: column + (reference.end - reference.start) },
    shown: file ?? fullTarget(assessment),
    ...(file === undefined ? {} : { path: file }),
    detail: 'meaningless',
    ...(assessment.kind === 'remote' ? { remote: assessment.url } : {}),
    tokens: amount(
      counted === undefined ? undefined : (counted.tokensRange ?? [counted.tokens, counted.tokens]),
      missing,
    ),
    usd: amount(usd === undefined ? undefined : (counted?.costRangeUsd ?? [usd, usd]), [
      ...missing,
      ...(counted !== undefined && usd === undefined ? ['no price is published'] : []),
    ]),
    bytes: amount(sumOfBytes([assessment]), 'facts' in assessment ? [] : ['its size is not known']),
    count: 1,
    ignores: noIgnores,
  };
}

/** The model that pictures outside of calls are priced with. */
export function measuredReferenceModel({ model: asked }: Pricing, model: Model): MeasuredModel {
  return { names: [{ asked, id: model.id }], providers: [model.provider] };
}

function measuredModel({ model, call }: PricedCall): MeasuredModel {
  const why = whyNoModel(model)?.message;
  const providers = new Set([
    ...modelsOf(model).map(one => one.provider),
    ...(call.provider === undefined ? [] : [call.provider]),
  ]);
  return {
    names: namesOf(model),
    ...(why === undefined ? {} : { unknown: why }),
    providers: [...providers],
  };
}

function namesOf(model: CallModel): MeasuredModel['names'] {
  switch (model.kind) {
    case 'known':
    case 'fallback':
      return [{ asked: model.asked, id: model.model.id }];
    case 'unknown-name':
      return [{ asked: model.lookup.asked, id: undefined }];
    case 'choice':
      return model.priced.flatMap(one => namesOf(one.model));
    case 'unstated':
      return [];
  }
}

function modelsOf(model: CallModel): readonly Model[] {
  if (model.kind === 'choice') return model.priced.flatMap(one => modelsOf(one.model));
  return model.kind === 'known' || model.kind === 'fallback' ? [model.model] : [];
}

/** Why there is more than the sum says. */
function missingOf({ priced }: FoundCall): readonly string[] {
  if (!hasModel(priced)) return [modelMissing(priced)];
  const { call, images } = priced;
  const missing = images.flatMap((image, i) => image.why ?? whyOfModels(priced, i) ?? []);
  if (call.unknowns.some(({ what }) => what !== 'text')) missing.push('it sends pictures that are not known');
  return missing;
}

function noPrice(priced: PricedCall): readonly string[] {
  if (!hasModel(priced)) return [];
  const { totals, output } = priced;
  const missing: string[] = [];
  if (totals.tokens !== undefined && totals.tokens[1] > 0 && totals.costUsd === undefined)
    missing.push('no price is published');
  if (output !== undefined && output.costUsd === undefined)
    missing.push(`images made: ${output.why ?? 'no price is published'}`);
  return missing;
}

function modelMissing({ model }: PricedCall): string {
  return whyNoModel(model)?.message ?? 'the model is not known';
}

/** Of several models one may have a number and another none. */
function whyOfModels({ model }: PricedCall, image: number): string | undefined {
  return model.kind === 'choice'
    ? model.priced.map(({ images }) => images[image]?.why).find(why => why !== undefined)
    : undefined;
}

function detailOf({ image }: PricedImage, { model }: PricedCall): MeasuredImage['detail'] {
  const models = modelsOf(model);
  if (models.length > 0 && models.every(one => levelsOf(one).length === 0)) return 'meaningless';
  switch (image.detail.kind) {
    case 'stated':
    case 'choice':
      return 'stated';
    case 'omitted':
      return 'omitted';
    case 'unknown':
      return 'unknown';
  }
}

function withoutBytes({ pictures, why }: PricedImage): readonly string[] {
  if (pictures.length === 0) return [why ?? 'its size is not known'];
  return pictures.some(({ assessment }) => !('facts' in assessment) || assessment.facts.bytes === undefined)
    ? [why ?? 'its size is not known']
    : [];
}

function sumOfBytes(assessments: readonly Assessment[]): Range {
  const bytes = assessments.reduce((sum, one) => sum + ('facts' in one ? (one.facts.bytes ?? 0) : 0), 0);
  return [bytes, bytes];
}

function shownOf({ image }: PricedImage, written: string): string {
  switch (image.source.kind) {
    case 'several':
      return image.source.pattern;
    case 'held':
      return image.source.name;
    case 'reference':
    case 'changed':
    case 'unknown':
      return written.replace(/\s+/g, ' ').trim();
  }
}

function amount(known: Range | undefined, missing: readonly string[]): Amount {
  const why = [...new Set(missing)];
  return { known: known ?? [0, 0], ...(why.length === 0 ? {} : { missing: why }) };
}

/** From where something is written to its end, as far as it is kept. */
function rangeAt(
  { line, column }: { readonly line: number; readonly column: number },
  written: string,
): TextRange {
  const lines = written.split('\n');
  const last = lines.at(-1) ?? '';
  return {
    line,
    column,
    endLine: line + lines.length - 1,
    endColumn: (lines.length === 1 ? column : 1) + last.length,
  };
}

function relativePath(assessment: Assessment, root: string): string | undefined {
  const uri = fileOf(assessment);
  if (uri === undefined) return undefined;
  const relative = path.relative(root, URI.parse(uri).fsPath);
  return relative.startsWith('..') || path.isAbsolute(relative) ? undefined : relative.replaceAll('\\', '/');
}
