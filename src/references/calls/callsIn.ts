import type { VisionCall } from './call';
import { Evaluator } from './evaluate';
import type { CallExpression } from './expression';
import { javascriptModule } from './javascript/javascriptModule';
import type { SourceModule } from './module';
import { loadGrammar } from './parser';
import type { GrammarName } from './parser';
import { pythonModule } from './python/pythonModule';
import { calledNamesIn } from './shapes/calledNames';
import { recognise } from './shapes/recognise';
import { sitesOf } from './sitesOf';
import { SyntaxTree } from './syntaxTree';

export interface FindOptions {
  /** A name or path whose end tells the language, where the language alone does not: `src/a.tsx`. */
  readonly fileName: string;
  /** Reads another file of the project as an import names it; `undefined` where there is none. */
  readonly module?: (
    specifier: string,
  ) => Promise<{ readonly text: string; readonly fileName: string } | undefined>;
}

/** The grammar of a language by VS Code's identifier or a file's extension. */
export function grammarOf(languageId: string, fileName: string): GrammarName | undefined {
  switch (languageId) {
    case 'typescriptreact':
    case 'tsx':
      return 'tsx';
    case 'javascript':
    case 'javascriptreact':
      return 'javascript';
    case 'python':
      return 'python';
    case 'typescript':
      return /\.tsx$/i.test(fileName) ? 'tsx' : 'typescript';
  }
  const extension = /\.([a-z]+)$/i.exec(fileName)?.[1]?.toLowerCase();
  switch (extension) {
    case 'ts':
    case 'mts':
    case 'cts':
      return 'typescript';
    case 'tsx':
      return 'tsx';
    case 'js':
    case 'mjs':
    case 'cjs':
    case 'jsx':
      return 'javascript';
    case 'py':
    case 'pyw':
    case 'pyi':
      return 'python';
    default:
      return undefined;
  }
}

/** Files beyond these are not opened for one text. */
const mostModules = 20;

export async function moduleOf(text: string, grammar: GrammarName): Promise<SourceModule> {
  return sourceModule(new SyntaxTree(text, await loadGrammar(grammar)), grammar);
}

export function sourceModule(tree: SyntaxTree, grammar: GrammarName): SourceModule {
  return grammar === 'python' ? pythonModule(tree) : javascriptModule(tree);
}

/** Keeps other files that were parsed, for whoever reads the same text again. */
export interface OtherModules {
  get(specifier: string, text: string): SourceModule | undefined;
  keep(specifier: string, text: string, module: SourceModule): void;
}

/** The calls of a parsed text. Other files are read only when a call turns out to need a name of theirs. */
export async function callsIn(
  module: SourceModule,
  options: FindOptions,
  kept?: OtherModules,
): Promise<readonly VisionCall[]> {
  const modules = new Map<string, SourceModule | undefined>();
  try {
    for (;;) {
      const wanted = new Set<string>();
      const calls = evaluated(module, options.fileName, specifier => {
        if (!modules.has(specifier)) wanted.add(specifier);
        return modules.get(specifier);
      });
      const more = options.module === undefined ? [] : [...wanted].slice(0, mostModules - modules.size);
      for (const specifier of more)
        modules.set(specifier, await otherModule(specifier, options.module, kept));
      // Nothing new came of it.
      if (more.every(specifier => modules.get(specifier) === undefined)) return calls;
    }
  } finally {
    if (kept === undefined) for (const other of modules.values()) other?.dispose();
  }
}

async function otherModule(
  specifier: string,
  read: FindOptions['module'],
  kept: OtherModules | undefined,
): Promise<SourceModule | undefined> {
  const file = await read?.(specifier);
  const grammar = file === undefined ? undefined : grammarOf('', file.fileName);
  if (file === undefined || grammar === undefined) return undefined;
  const known = kept?.get(specifier, file.text);
  if (known !== undefined) return known;
  const module = await moduleOf(file.text, grammar);
  kept?.keep(specifier, file.text, module);
  return module;
}

function evaluated(
  module: SourceModule,
  fileName: string,
  other: (specifier: string) => SourceModule | undefined,
): readonly VisionCall[] {
  const base = fileName.slice(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
  const evaluator = new Evaluator(module, { fileName: base, module: other });
  const calls: VisionCall[] = [];
  const mayBeBatch = batchKey.test(module.text);
  for (const found of module.calls(calledNamesIn(module.text))) {
    if (found.dead || isNone(found.call, mayBeBatch)) continue;
    evaluator.begin();
    const sent = sitesOf(evaluator, found).flatMap(recognise);
    evaluator.end(sent.length > 0);
    calls.push(...sent);
  }
  return withoutRepeats(calls);
}

/** What is written and read as JSON is worth no look where there is no batch of requests. */
function isNone({ callee }: CallExpression, mayBeBatch: boolean): boolean {
  if (callee.kind !== 'member' || callee.object.kind !== 'name') return false;
  const { name } = callee.object;
  if (callee.property === 'stringify' || callee.property === 'dumps') return !mayBeBatch;
  return /^(?:JSON|Object|path|url|qs|z|dayjs)$/.test(name) && /^(?:parse|create)$/.test(callee.property);
}

/** Every line of a batch has one. */
const batchKey = /\bcustom_id\b|\bkey['"]?\s*:/;

/** A call within a call's arguments may be read as part of both. */
function withoutRepeats(calls: readonly VisionCall[]): readonly VisionCall[] {
  const seen = new Set<string>();
  return calls.filter(({ span, api, callee }) => {
    const key = `${String(span.start)} ${String(span.end)} ${api} ${callee}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
