import path from 'node:path';
import type { Api, CallImage, ImageSource, Setting, VisionCall } from '../../src/references/calls/call';
import type { ExpectedCall, ExpectedImage, Expectation } from './expectation';

/** One thing that is said of a file: that there is a call, what model it asks, one picture it sends. */
export interface Finding {
  readonly line: number;
  readonly text: string;
}

export interface Comparison {
  /** Calls that are expected, that were found, and that are both. */
  readonly calls: { readonly expected: number; readonly found: number; readonly matched: number };
  readonly expected: number;
  readonly found: number;
  readonly matched: number;
  /** Expected and not found; found and not expected. A picture with another detail is one of each. */
  readonly missed: readonly Finding[];
  readonly wrong: readonly Finding[];
}

/** Holds what was found against what is there, finding by finding: calls, their models and tiers, their pictures. */
export function compare(text: string, expectation: Expectation, calls: readonly VisionCall[]): Comparison {
  const lineOf = lineNumbers(text);
  const open = calls.map(call => ({ call, line: lineOf(call.span.start) }));
  const found = open.length;
  const tally = new Tally();
  let matched = 0;
  for (const expected of expectation.calls) {
    const best = closest(
      expected,
      open.filter(({ call, line }) => line === expected.line && call.api === expected.api),
    );
    if (best === undefined) {
      missWhole(tally, expected);
      continue;
    }
    matched++;
    open.splice(open.indexOf(best), 1);
    compareCall(tally, expected, best.call);
  }
  for (const { call, line } of open) findWhole(tally, call, line);
  return {
    calls: { expected: expectation.calls.length, found, matched },
    expected: tally.matched + tally.missed.length,
    found: tally.matched + tally.wrong.length,
    matched: tally.matched,
    missed: tally.missed,
    wrong: tally.wrong,
  };
}

class Tally {
  matched = 0;
  readonly missed: Finding[] = [];
  readonly wrong: Finding[] = [];

  add(line: number, expected: string | undefined, found: string | undefined, same: boolean): void {
    if (same) {
      this.matched++;
      return;
    }
    if (expected !== undefined) this.missed.push({ line, text: expected });
    if (found !== undefined) this.wrong.push({ line, text: found });
  }
}

/** Of several calls on one line (minified code), the one that agrees most. */
function closest<T extends { readonly call: VisionCall }>(
  expected: ExpectedCall,
  candidates: readonly T[],
): T | undefined {
  let best: T | undefined;
  let most = -1;
  for (const candidate of candidates) {
    const tally = new Tally();
    compareCall(tally, expected, candidate.call);
    if (tally.matched <= most) continue;
    most = tally.matched;
    best = candidate;
  }
  return best;
}

function compareCall(tally: Tally, expected: ExpectedCall, found: VisionCall): void {
  const { line } = expected;
  tally.add(line, `call ${expected.api}`, undefined, true);
  tally.add(line, expectedModel(expected), foundModel(found), sameModel(expected, found.model));
  const tier = foundTier(found);
  if (expected.tier !== undefined || tier !== undefined)
    tally.add(
      line,
      expected.tier === undefined ? undefined : `tier ${expected.tier}`,
      tier === undefined ? undefined : `tier ${tier}`,
      expected.tier === tier,
    );
  compareImages(tally, expected, found);
}

function missWhole(tally: Tally, expected: ExpectedCall): void {
  const { line } = expected;
  tally.add(line, `call ${expected.api}`, undefined, false);
  tally.add(line, expectedModel(expected), undefined, false);
  if (expected.tier !== undefined) tally.add(line, `tier ${expected.tier}`, undefined, false);
  for (const image of expected.images) tally.add(line, showExpected(image), undefined, false);
}

function findWhole(tally: Tally, found: VisionCall, line: number): void {
  tally.add(line, undefined, `call ${found.api}`, false);
  tally.add(line, undefined, foundModel(found), false);
  const tier = foundTier(found);
  if (tier !== undefined) tally.add(line, undefined, `tier ${tier}`, false);
  for (const image of found.images) tally.add(line, undefined, showFound(image), false);
}

/** The longest run of pictures that are the same in the same order agrees; what is beside it does not. */
function compareImages(tally: Tally, expected: ExpectedCall, found: VisionCall): void {
  const wanted = expected.images;
  const sent = found.images;
  const same = (i: number, j: number): boolean => sameImage(wanted[i]!, sent[j]!, found.api);
  // common[i][j]: how many agree from i and j on.
  const common = Array.from({ length: wanted.length + 1 }, () => new Array<number>(sent.length + 1).fill(0));
  for (let i = wanted.length - 1; i >= 0; i--)
    for (let j = sent.length - 1; j >= 0; j--)
      common[i]![j] = same(i, j)
        ? 1 + common[i + 1]![j + 1]!
        : Math.max(common[i + 1]![j]!, common[i]![j + 1]!);
  let i = 0;
  let j = 0;
  while (i < wanted.length || j < sent.length) {
    if (i < wanted.length && j < sent.length && same(i, j)) {
      tally.add(expected.line, undefined, undefined, true);
      i++;
      j++;
    } else if (j === sent.length || (i < wanted.length && common[i + 1]![j]! >= common[i]![j + 1]!)) {
      tally.add(expected.line, showExpected(wanted[i]!), undefined, false);
      i++;
    } else {
      tally.add(expected.line, undefined, showFound(sent[j]!), false);
      j++;
    }
  }
}

function sameModel(expected: ExpectedCall, model: Setting): boolean {
  const { model: wanted, modelUnknown } = expected;
  if (wanted === null) {
    if (modelUnknown === undefined) return model.kind === 'omitted';
    return model.kind === 'unknown' && texts(modelUnknown).includes(model.reason.kind);
  }
  const names = stated(model);
  if (names === undefined) return false;
  const expectedNames = texts(wanted);
  return (
    names.length === expectedNames.length &&
    expectedNames.every(name => names.some(other => sameName(name, other)))
  );
}

/** Code may write a provider in front that only the SDK reads (`openai/gpt-5.2`), and a reader may leave it off. */
function sameName(expected: string, found: string): boolean {
  return found === expected || (found !== '' && expected.slice(expected.indexOf('/') + 1) === found);
}

const withoutDetail: ReadonlySet<Api> = new Set([
  'anthropic.messages',
  'openai.images.generate',
  'openai.images.edit',
]);

function sameImage(expected: ExpectedImage | readonly ExpectedImage[], found: CallImage, api: Api): boolean {
  return ways(expected).some(
    way =>
      nameExpected(way) === nameFound(found.source) &&
      (way.detail === undefined || withoutDetail.has(api) || sameDetail(way.detail, found.detail)),
  );
}

function sameDetail(expected: string | readonly string[] | null, detail: Setting): boolean {
  if (expected === null) return detail.kind === 'omitted';
  if (expected === '?') return detail.kind === 'unknown';
  const found = stated(detail)?.map(plainDetail);
  const wanted = texts(expected);
  return found?.length === wanted.length && wanted.every(one => found.includes(one));
}

/** Google's `MEDIA_RESOLUTION_LOW` is `low`. */
function plainDetail(detail: string): string {
  return detail.replace(/^media_resolution_/i, '').toLowerCase();
}

/** Each value once. */
function stated(setting: Setting): readonly string[] | undefined {
  if (setting.kind === 'stated') return [setting.value];
  if (setting.kind === 'choice') return [...new Set(setting.values)];
  return undefined;
}

function nameExpected(image: ExpectedImage): string {
  if ('target' in image) return normalise(image.target);
  if ('changed' in image) return `changed ${normalise(image.changed)}`;
  if ('several' in image) return `several ${normalise(image.several)}`;
  if ('held' in image) return `held ${image.held}`;
  return `unknown: ${image.unknown}`;
}

function nameFound(source: ImageSource): string {
  switch (source.kind) {
    case 'reference':
      return normalise(source.reference.target);
    case 'changed':
      return `changed ${normalise(source.reference.target)}`;
    case 'several':
      return `several ${normalise(source.pattern)}`;
    case 'held':
      return `held ${source.name}`;
    case 'unknown':
      return `unknown: ${source.reason.kind}`;
  }
}

/** `./a/../b.png` is `b.png`; addresses stay as they are, and of data URIs the beginning is enough. */
export function normalise(target: string): string {
  if (/^data:/i.test(target)) return target.slice(0, 30);
  if (/^[a-z][a-z\d+.-]+:/i.test(target)) return target;
  return path.posix.normalize(target);
}

function expectedModel({ model, modelUnknown }: ExpectedCall): string {
  if (model !== null) return `model ${texts(model).join(' or ')}`;
  return `model ${modelUnknown === undefined ? 'omitted' : `unknown: ${texts(modelUnknown).join(' or ')}`}`;
}

function foundModel({ model }: VisionCall): string {
  return `model ${showSetting(model)}`;
}

/** What the call leaves out, or does not know, is not a tier. */
function foundTier({ tier }: VisionCall): string | undefined {
  return stated(tier)?.join(' or ');
}

function showSetting(setting: Setting): string {
  const values = stated(setting);
  if (values !== undefined) return values.join(' or ');
  return setting.kind === 'unknown' ? `unknown: ${setting.reason.kind}` : 'omitted';
}

function showExpected(image: ExpectedImage | readonly ExpectedImage[]): string {
  return `picture ${ways(image)
    .map(way => {
      const { detail } = way;
      if (detail === undefined) return nameExpected(way);
      return `${nameExpected(way)}, detail ${detail === null ? 'omitted' : texts(detail).join(' or ')}`;
    })
    .join(', or ')}`;
}

function showFound({ source, detail }: CallImage): string {
  return `picture ${nameFound(source)}, detail ${showSetting(detail)}`;
}

function ways(image: ExpectedImage | readonly ExpectedImage[]): readonly ExpectedImage[] {
  return Array.isArray(image) ? (image as readonly ExpectedImage[]) : [image as ExpectedImage];
}

function texts(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}

/** The 1-based line of an offset. */
export function lineNumbers(text: string): (offset: number) => number {
  const starts = [0];
  for (const { index, 0: ending } of text.matchAll(/\r\n|\r|\n/g)) starts.push(index + ending.length);
  return offset => {
    let line = starts.length;
    while (line > 1 && starts[line - 1]! > offset) line--;
    return line;
  };
}
