import path from 'node:path';
import { URI } from 'vscode-uri';
import type { Tier } from '../core/money';
import { neverCancelled } from '../host/host';
import { decodeSource, readSource } from '../host/readSource';
import { assess } from '../references/assess';
import type { Assessment, Pricing } from '../references/assess';
import type { CallImage, CallUnknown, VisionCall } from '../references/calls/call';
import type { Span } from '../references/calls/expression';
import type { CallServices } from '../references/calls/price/priceCall';
import type { PricedCall } from '../references/calls/price/pricedCall';
import { findReferences, isWorthReading } from '../references/find';
import { languageByFile, sourceExtensions } from '../references/language';
import { LineIndex } from '../references/lines';
import type { LineColumn } from '../references/lines';
import type { ProjectSource } from '../references/project/project';
import type { ImageReference } from '../references/reference';
import type { Place } from '../references/resolve';
import { isPromptFile } from '../vision/prompts/promptPath';
import { isWorthParsing } from './callFiles';
import { ProjectCalls } from './projectCalls';
import { walk } from './walk';

/** A reference of the project that flows into no call, priced with the model of the run. */
export interface Finding extends LineColumn {
  /** Relative to the project, with forward slashes. */
  readonly file: string;
  readonly assessment: Assessment;
}

/** A call of the project, with what it costs. */
export interface FoundCall extends LineColumn {
  /** Relative to the project, with forward slashes. */
  readonly file: string;
  /** Behind its last character. */
  readonly end: LineColumn;
  readonly priced: PricedCall;
  /** Where each of `priced.images` is named, and how that is written. */
  readonly places: readonly (LineColumn & { readonly written: string })[];
  readonly unknowns: readonly (CallUnknown & LineColumn)[];
}

/** A source file that could not be looked into, or not for calls. */
export interface Unread {
  readonly file: string;
  readonly why: string;
}

export interface Scan {
  readonly files: number;
  /** Files that were parsed for calls. */
  readonly parsed: number;
  /** The files with calls or references, in their order. */
  readonly found: readonly string[];
  readonly calls: readonly FoundCall[];
  readonly findings: readonly Finding[];
  readonly unread: readonly Unread[];
}

export interface ScanOptions {
  readonly pricing: Pricing & { readonly tier: Tier };
  readonly services: CallServices;
  readonly roots: readonly string[];
  /** One for the whole run, which changes nothing. */
  readonly projects: ProjectSource;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  /** Called now and then with what was done so far. */
  readonly progress?: (files: number, calls: number, findings: number) => void;
}

/** Every call and every other reference below a directory, in the order of its files and of the text. */
export async function scan(directory: string, options: ScanOptions): Promise<Scan> {
  const root = path.resolve(directory);
  const folder = URI.file(root).toString();
  const projectCalls = new ProjectCalls(root);
  const calls: FoundCall[] = [];
  const findings: Finding[] = [];
  const unread: Unread[] = [];
  const found: string[] = [];
  let files = 0;
  const sources = walk(root, {
    extensions: sourceExtensions,
    include: options.include,
    exclude: options.exclude,
    onError: (failed, error) =>
      unread.push({ file: path.relative(root, failed) || '.', why: error.code ?? error.message }),
  });
  for (const file of sources) {
    files += 1;
    if (files % 256 === 0) options.progress?.(files, calls.length, findings.length);
    const source = sourceOf(`${root}/${file}`, file, unread);
    if (source === undefined) continue;
    const { text } = source;
    const references = source.references ? findReferences(text, languageByFile(file)) : [];
    const vision = source.calls ? await callsOf(text, file, projectCalls, unread) : [];
    if (references.length === 0 && vision.length === 0) continue;
    found.push(file);
    const lines = new LineIndex(text);
    const document = URI.file(`${root}/${file}`).toString();
    const pricing = await pricingIn(file, text, options.pricing);
    const place = { document, folder, roots: options.roots, projects: options.projects };
    const priced: VisionCall[] = [];
    for (const call of vision) {
      try {
        calls.push({
          file,
          ...(await foundCall(call, text, references, lines, place, { ...options, pricing })),
        });
        priced.push(call);
      } catch (error) {
        unread.push(callsUnread(file, error));
      }
    }
    for (const reference of withoutThoseOf(priced, references)) {
      const assessment = await assess(reference, place, pricing, options.services, neverCancelled);
      findings.push({ file, ...lines.at(reference.start), assessment });
    }
  }
  return { files, parsed: projectCalls.parsed, found, calls, findings, unread };
}

/** What a prompt's file says of itself goes before what the run was told, as what a call says does. */
async function pricingIn(
  file: string,
  text: string,
  pricing: ScanOptions['pricing'],
): Promise<ScanOptions['pricing']> {
  if (!isPromptFile(file)) return pricing;
  const { promptPricing } = await import('../vision/prompts/promptPricing');
  return promptPricing(text, pricing);
}

interface Source {
  readonly text: string;
  /** What it may hold. */
  readonly references: boolean;
  readonly calls: boolean;
}

/** A file's text if it can hold anything of interest: most are put aside by a look at their bytes. */
function sourceOf(full: string, file: string, unread: Unread[]): Source | undefined {
  try {
    const bytes = readSource(full);
    const wide = bytes[0] === 0xff || bytes[0] === 0xfe;
    const look = wide ? decodeSource(bytes) : bytes.toString('latin1');
    const references = isWorthReading(look, languageByFile(file));
    const calls = isWorthParsing(look, file);
    if (!references && !calls) return undefined;
    return { text: wide ? look : decodeSource(bytes), references, calls };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    unread.push({ file, why: code === 'EFBIG' ? 'larger than 32 MB' : (code ?? String(error)) });
    return undefined;
  }
}

/** What goes wrong in one file is said, and ends no report. */
async function callsOf(
  text: string,
  file: string,
  projectCalls: ProjectCalls,
  unread: Unread[],
): Promise<readonly VisionCall[]> {
  try {
    return await projectCalls.of(text, file);
  } catch (error) {
    unread.push(callsUnread(file, error));
    return [];
  }
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
  place: Place,
  { pricing, services }: ScanOptions,
): Promise<Omit<FoundCall, 'file'>> {
  // Loaded only where there is a call.
  const { priceCall } = await import('../references/calls/price/priceCall');
  return {
    ...lines.at(call.span.start),
    end: lines.at(call.span.end),
    priced: await priceCall(call, place, pricing, services, neverCancelled),
    places: call.images.map(image => {
      const { start, end } = named(image, references);
      // Its beginning is enough: a picture in the text is a page of letters.
      return { ...lines.at(start), written: text.slice(start, Math.min(end, start + 200)) };
    }),
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
