import path from 'node:path';
import { URI } from 'vscode-uri';
import type { Tier } from '../core/money';
import { neverCancelled } from '../host/host';
import { decodeSource, readSource } from '../host/readSource';
import { assess } from '../references/assess';
import type { Assessment, Pricing, Services } from '../references/assess';
import { findReferences, isWorthReading } from '../references/find';
import { languageByFile, sourceExtensions } from '../references/language';
import type { Language } from '../references/language';
import { LineIndex } from '../references/lines';
import type { LineColumn } from '../references/lines';
import type { ProjectSource } from '../references/project/project';
import { walk } from './walk';

/** A reference of the project, priced. */
export interface Finding extends LineColumn {
  /** Relative to the project, with forward slashes. */
  readonly file: string;
  readonly assessment: Assessment;
}

/** A source file that could not be looked into. */
export interface Unread {
  readonly file: string;
  readonly why: string;
}

export interface Scan {
  readonly files: number;
  readonly findings: readonly Finding[];
  readonly unread: readonly Unread[];
}

export interface ScanOptions {
  readonly pricing: Pricing & { readonly tier: Tier };
  readonly services: Services;
  readonly roots: readonly string[];
  /** One for the whole run, which changes nothing. */
  readonly projects: ProjectSource;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  /** Called now and then with what was done so far. */
  readonly progress?: (files: number, findings: number) => void;
}

/** Every reference below a directory, in the order of its files and of the text. */
export async function scan(directory: string, options: ScanOptions): Promise<Scan> {
  const root = path.resolve(directory);
  const folder = URI.file(root).toString();
  const findings: Finding[] = [];
  const unread: Unread[] = [];
  let files = 0;
  const found = walk(root, {
    extensions: sourceExtensions,
    include: options.include,
    exclude: options.exclude,
    onError: (failed, error) =>
      unread.push({ file: path.relative(root, failed) || '.', why: error.code ?? error.message }),
  });
  for (const file of found) {
    files += 1;
    if (files % 256 === 0) options.progress?.(files, findings.length);
    const language = languageByFile(file);
    const text = textOf(`${root}/${file}`, file, language, unread);
    if (text === undefined) continue;
    const references = findReferences(text, language);
    if (references.length === 0) continue;
    const lines = new LineIndex(text);
    const document = URI.file(`${root}/${file}`).toString();
    const place = { document, folder, roots: options.roots, projects: options.projects };
    for (const reference of references) {
      const assessment = await assess(reference, place, options.pricing, options.services, neverCancelled);
      findings.push({ file, ...lines.at(reference.start), assessment });
    }
  }
  return { files, findings, unread };
}

/** Its text if it can hold a reference at all: most files are put aside by a look at their bytes. */
function textOf(full: string, file: string, language: Language, unread: Unread[]): string | undefined {
  try {
    const bytes = readSource(full);
    const wide = bytes[0] === 0xff || bytes[0] === 0xfe;
    if (!wide && !isWorthReading(bytes.toString('latin1'), language)) return undefined;
    return decodeSource(bytes);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    unread.push({ file, why: code === 'EFBIG' ? 'larger than 32 MB' : (code ?? String(error)) });
    return undefined;
  }
}
