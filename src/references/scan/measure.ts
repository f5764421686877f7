import type {
  MeasuredCall,
  MeasuredFile,
  MeasuredIgnore,
  MeasuredModel,
  MeasuredReference,
  TextRange,
} from '../../core/budget/measured';
import type { Model } from '../../core/models/model';
import type { Pricing } from '../assess';
import type { LineColumn } from '../lines';
import { measureCall as measurePriced, measureReference as measureAssessed } from '../measure/measureCall';
import type { PathOf } from '../measure/measureCall';
import { relativePath } from './findingText';
import type { Finding, FoundCall } from './found';

/**
 * What a budget is held against, of one source.
 * @param root the project's folder, absolute
 * @param reference the model of pictures that no call sends, where they do not say it themselves
 */
export function measureFile(
  file: string,
  found: {
    readonly calls: readonly FoundCall[];
    readonly findings: readonly Finding[];
    /** Comments for the whole file. */
    readonly ignores?: readonly MeasuredIgnore[];
  },
  root: string,
  reference?: MeasuredModel,
): MeasuredFile {
  return {
    file,
    calls: found.calls.map(call => measureCall(call, root)),
    // A text that leads to no picture is none: who names it has nothing to send.
    references: found.findings.flatMap(finding =>
      finding.assessment.kind === 'unresolved' ? [] : [measureReference(finding, root, reference)],
    ),
    ignores: found.ignores ?? [],
  };
}

/** A call with all its requests, and what comments at it say. */
export function measureCall(call: FoundCall, root: string): MeasuredCall {
  return measurePriced(
    call.priced,
    {
      range: rangeOf(call),
      images: call.places.map(place => ({ range: rangeOf(place), ignores: place.ignores })),
      ignores: call.ignores,
      ...(call.callsPerMonth === undefined ? {} : { callsPerMonth: call.callsPerMonth }),
    },
    pathIn(root),
  );
}

/** A picture that no call sends. */
export function measureReference(finding: Finding, root: string, model?: MeasuredModel): MeasuredReference {
  const place = { range: rangeOf(finding), ignores: finding.ignores };
  return measureAssessed(finding.assessment, place, pathIn(root), model);
}

/** The model that pictures outside of calls are priced with. */
export function measuredReferenceModel({ model: asked }: Pricing, model: Model): MeasuredModel {
  return { names: [{ asked, id: model.id }], providers: [model.provider] };
}

function pathIn(root: string): PathOf {
  return assessment => relativePath(assessment, root);
}

function rangeOf({ line, column, end }: LineColumn & { readonly end: LineColumn }): TextRange {
  return { line, column, endLine: end.line, endColumn: end.column };
}
