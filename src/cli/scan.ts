import path from 'node:path';
import type { MeasuredIgnore } from '../core/budget/measured';
import { readSource } from '../host/readSource';
import { walk } from '../host/walk';
import { sourceExtensions } from '../references/language';
import { diskImports } from '../references/scan/diskImports';
import type { Finding, FoundCall, Unread } from '../references/scan/found';
import { ProjectCalls } from '../references/scan/projectCalls';
import { lookInto, scanSource } from '../references/scan/scanSource';
import type { Source, SourceOptions } from '../references/scan/scanSource';
import { ownPricing } from '../vision/prompts/ownPricing';
import type { PricingSetup } from './pricing';

export type { Finding, FoundCall, Unread } from '../references/scan/found';

export interface Scan {
  readonly files: number;
  /** Files that were parsed for calls. */
  readonly parsed: number;
  /** The files with calls or references, in their order. */
  readonly found: readonly string[];
  readonly calls: readonly FoundCall[];
  readonly findings: readonly Finding[];
  readonly unread: readonly Unread[];
  /** Comments that speak for a whole file, by its name. */
  readonly ignores: ReadonlyMap<string, readonly MeasuredIgnore[]>;
}

/** `projects`: one for the whole run, which changes nothing. */
export interface ScanOptions extends Pick<SourceOptions, 'services' | 'projects'> {
  /** What holds for a file, and whether it is searched at all. */
  readonly forFile: PricingSetup['forFile'];
  /** Those of the project itself: what they leave out is not entered. */
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  /** Called now and then with what was done so far. */
  readonly progress?: (files: number, calls: number, findings: number) => void;
}

/** Every call and every other reference below a directory, in the order of its files and of the text. */
export async function scan(directory: string, options: ScanOptions): Promise<Scan> {
  const root = path.resolve(directory);
  const projectCalls = new ProjectCalls(root, diskImports(root));
  const calls: FoundCall[] = [];
  const findings: Finding[] = [];
  const unread: Unread[] = [];
  const found: string[] = [];
  const ignores = new Map<string, readonly MeasuredIgnore[]>();
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
    const { searched, pricing, roots, registry } = await options.forFile(file);
    if (!searched) continue;
    const inFile = await scanSource(source, file, {
      ...options,
      services: { ...options.services, registry },
      pricing,
      ownPricing,
      roots,
      root,
      projectCalls,
    });
    unread.push(...inFile.unread);
    if (inFile.calls.length === 0 && inFile.findings.length === 0) continue;
    found.push(file);
    if (inFile.ignores.length > 0) ignores.set(file, inFile.ignores);
    calls.push(...inFile.calls);
    findings.push(...inFile.findings);
  }
  return { files, parsed: projectCalls.parsed, found, calls, findings, unread, ignores };
}

function sourceOf(full: string, file: string, unread: Unread[]): Source | undefined {
  try {
    return lookInto(readSource(full), file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    unread.push({ file, why: code === 'EFBIG' ? 'larger than 32 MB' : (code ?? String(error)) });
    return undefined;
  }
}
