import { URI } from 'vscode-uri';
import type { MeasuredIgnore } from '../../core/budget/measured';
import type { Tier } from '../../core/money';
import { neverCancelled } from '../../host/host';
import type { Cancellation } from '../../host/host';
import { decodeSource } from '../../host/readSource';
import { assess } from '../assess';
import type { Pricing } from '../assess';
import type { CallImage, VisionCall } from '../calls/call';
import type { Span } from '../calls/expression';
import type { CallServices } from '../calls/price/priceCall';
import { findReferences, isWorthReading } from '../find';
import { languageByFile } from '../language';
import { LineIndex } from '../lines';
import { commentsOf } from '../measure/comments';
import type { SourceComments } from '../measure/comments';
import type { ProjectSource } from '../project/project';
import type { ImageReference } from '../reference';
import type { Place } from '../resolve';
import type { Finding, FoundCall, Unread } from './found';
import { isWorthParsing } from './isWorthParsing';
import type { ProjectCalls } from './projectCalls';

/** A file's text, and what it may hold. */
export interface Source {
  readonly text: string;
  readonly references: boolean;
  readonly calls: boolean;
}

/** What a file says of its own price, where it does: prompts with front matter. */
export type OwnPricing = (
  file: string,
  text: string,
  pricing: SourceOptions['pricing'],
) => Promise<SourceOptions['pricing']>;

export interface SourceOptions {
  /** Absolute: the project's folder. */
  readonly root: string;
  readonly pricing: Pricing & { readonly tier: Tier };
  readonly services: CallServices;
  readonly roots: readonly string[];
  readonly projects: ProjectSource;
  readonly projectCalls: ProjectCalls;
  readonly ownPricing?: OwnPricing;
  readonly cancellation?: Cancellation;
  /** Told of each file that is looked for as an import, by its absolute path. */
  readonly sought?: (file: string) => void;
}

/** What a source file holds, in the order of its text. */
export interface SourceFindings {
  readonly calls: readonly FoundCall[];
  readonly findings: readonly Finding[];
  readonly unread: readonly Unread[];
  /** Comments for the whole file. */
  readonly ignores: readonly MeasuredIgnore[];
}

/** A file's text if it can hold anything of interest: most are put aside by a look at their bytes. */
export function lookInto(bytes: Buffer, file: string): Source | undefined {
  const wide = bytes[0] === 0xff || bytes[0] === 0xfe;
  const look = wide ? decodeSource(bytes) : bytes.toString('latin1');
  const references = isWorthReading(look, languageByFile(file));
  const calls = isWorthParsing(look, file);
  if (!references && !calls) return undefined;
  return { text: wide ? look : decodeSource(bytes), references, calls };
}

/**
 * The calls of a file and its other references, priced. What goes wrong is said and never thrown.
 * @param file relative to the project, with forward slashes
 */
export async function scanSource(
  source: Source,
  file: string,
  options: SourceOptions,
): Promise<SourceFindings> {
  const { text } = source;
  const { root, services, cancellation = neverCancelled } = options;
  const calls: FoundCall[] = [];
  const findings: Finding[] = [];
  const unread: Unread[] = [];
  const references = source.references ? findReferences(text, languageByFile(file)) : [];
  let vision: readonly VisionCall[] = [];
  try {
    if (source.calls) vision = await options.projectCalls.of(text, file, options.sought);
  } catch (error) {
    unread.push(callsUnread(file, error));
  }
  if (references.length === 0 && vision.length === 0) return { calls, findings, unread, ignores: [] };
  const lines = new LineIndex(text);
  const comments = commentsOf(text);
  const place: Place = {
    document: URI.file(`${root}/${file}`).toString(),
    folder: URI.file(root).toString(),
    roots: options.roots,
    projects: options.projects,
  };
  const pricing = (await options.ownPricing?.(file, text, options.pricing)) ?? options.pricing;
  const priced: VisionCall[] = [];
  for (const call of vision) {
    try {
      calls.push({
        file,
        ...(await foundCall(call, text, references, lines, comments, place, { ...options, pricing })),
      });
      priced.push(call);
    } catch (error) {
      unread.push(callsUnread(file, error));
    }
  }
  for (const reference of withoutThoseOf(priced, references)) {
    const assessment = await assess(reference, place, pricing, services, cancellation);
    findings.push({
      file,
      ...lines.at(reference.start),
      end: lines.at(reference.end),
      assessment,
      ignores: comments.ignores(reference, reference.start),
    });
  }
  return { calls, findings, unread, ignores: comments.file };
}

function callsUnread(file: string, error: unknown): Unread {
  return {
    file,
    why: `its calls could not be read: ${error instanceof Error ? error.message : String(error)}`,
  };
}

async function foundCall(
  call: VisionCall,
  text: string,
  references: readonly ImageReference[],
  lines: LineIndex,
  comments: SourceComments,
  place: Place,
  { pricing, services, cancellation = neverCancelled }: SourceOptions,
): Promise<Omit<FoundCall, 'file'>> {
  // Loaded only where there is a call.
  const { priceCall } = await import('../calls/price/priceCall');
  return {
    ...lines.at(call.span.start),
    end: lines.at(call.span.end),
    priced: await priceCall(call, place, pricing, services, cancellation),
    places: call.images.map(image => {
      const { start, end } = named(image, references);
      // Its beginning is enough: a picture in the text is a page of letters.
      return {
        ...lines.at(start),
        end: lines.at(end),
        written: text.slice(start, Math.min(end, start + 200)),
        ignores: comments.ignores({ start, end }, start),
      };
    }),
    ignores: comments.ignores(call.span, call.statement),
    callsPerMonth: comments.callsPerMonth(call.span, call.statement),
    unknowns: call.unknowns.map(unknown => ({ ...unknown, ...lines.at(unknown.span.start) })),
  };
}

/** The literal that says which picture it is: a path may be put together of several. */
function named({ literals, span }: CallImage, references: readonly ImageReference[]): Span {
  if (literals.length === 1 && literals[0] !== undefined) return literals[0];
  return (
    literals.find(literal => references.some(reference => share(literal, reference))) ??
    literals.at(-1) ??
    span
  );
}

function share(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** The references that name no picture of a call: those of calls belong to them. */
function withoutThoseOf(
  calls: readonly VisionCall[],
  references: readonly ImageReference[],
): readonly ImageReference[] {
  const literals = calls
    .flatMap(({ images }) => images.flatMap(image => image.literals))
    .sort((a, b) => a.start - b.start);
  if (literals.length === 0) return references;
  let at = 0;
  // Both are in the order of the text; literals do not lie within each other.
  return references.filter(reference => {
    while ((literals[at]?.end ?? Infinity) <= reference.start) at += 1;
    const literal = literals[at];
    return literal === undefined || !share(literal, reference);
  });
}
