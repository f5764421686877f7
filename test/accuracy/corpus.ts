import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseExpectation, type Expectation } from './expectation';
import { generated } from './generated';

/** A file of the corpus and what is to be found in it. */
export interface Fixture {
  /** `typescript/invoice.ts`: within the corpus, forward slashes. */
  readonly name: string;
  /** `typescript`: the first folder of the name. */
  readonly folder: string;
  readonly file: string;
  readonly text: string;
  readonly languageId: string;
  readonly expectation: Expectation;
}

export interface SourceFile {
  readonly text: string;
  readonly fileName: string;
}

export const corpusFolder = path.join(__dirname, '../fixtures/calls');

const suffix = '.expected.json';

/** All files with an expectation, sorted. */
export function fixtureNames(): readonly string[] {
  return readdirSync(corpusFolder, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith(suffix))
    .map(file => file.slice(0, -suffix.length).replaceAll(path.sep, '/'))
    .sort();
}

/** @throws an `Error` for an expectation that cannot be read or has no file */
export function readFixture(name: string): Fixture {
  const file = path.join(corpusFolder, name);
  try {
    return {
      name,
      folder: name.split('/')[0]!,
      file,
      text: existsSync(file) ? readFileSync(file, 'utf8') : generate(name),
      languageId: languageOf(name),
      expectation: parseExpectation(readFileSync(file + suffix, 'utf8')),
    };
  } catch (error) {
    throw new Error(`${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** Files too long to keep are made when they are needed. */
function generate(name: string): string {
  const make = generated.get(name);
  if (make === undefined) throw new Error('an expectation without its file');
  return make();
}

const languages: Readonly<Record<string, string>> = {
  js: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  jsx: 'javascriptreact',
  ts: 'typescript',
  mts: 'typescript',
  cts: 'typescript',
  tsx: 'typescriptreact',
  vue: 'vue',
  svelte: 'svelte',
  astro: 'astro',
  md: 'markdown',
  mdx: 'mdx',
  html: 'html',
  py: 'python',
  ipynb: 'jupyter',
  json: 'json',
  jsonl: 'jsonl',
  yaml: 'yaml',
  yml: 'yaml',
  sh: 'shellscript',
  bash: 'shellscript',
  zsh: 'shellscript',
  http: 'http',
};

function languageOf(name: string): string {
  const extension = path.extname(name).slice(1);
  return languages[extension] ?? (extension || 'plaintext');
}

const extensions = ['.ts', '.tsx', '.mts', '.js', '.jsx', '.mjs', '.cjs', '.py', '.json'];

/** A file beside the fixture that it imports: `./constants`, `../shared/config.js`, `.prompts`, `app.settings`. */
export function siblingModule(from: string, specifier: string): Promise<SourceFile | undefined> {
  const found = candidates(path.dirname(from), specifier).find(
    file => file.startsWith(corpusFolder) && existsSync(file) && statSync(file).isFile(),
  );
  return Promise.resolve(
    found === undefined ? undefined : { text: readFileSync(found, 'utf8'), fileName: found },
  );
}

function candidates(folder: string, specifier: string): readonly string[] {
  const python = /^(\.*)([\w.]+)$/.exec(specifier);
  const stems = /^\.{1,2}(?:\/|$)/.test(specifier) ? [path.resolve(folder, specifier)] : [];
  if (python !== null) {
    const up = Array.from({ length: Math.max(0, python[1]!.length - 1) }, () => '..');
    stems.push(path.resolve(folder, ...up, ...python[2]!.split('.')));
  }
  return stems.flatMap(stem => [
    stem,
    ...extensions.map(extension => stem + extension),
    ...extensions.map(extension => stem.replace(/\.[cm]?jsx?$/, '') + extension),
    ...extensions.map(extension => path.join(stem, `index${extension}`)),
    path.join(stem, '__init__.py'),
  ]);
}
