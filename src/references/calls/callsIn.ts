import { argumentsOf } from './arguments';
import type { VisionCall } from './call';
import { fullName } from './environment';
import { Evaluator } from './evaluate';
import type { CallExpression, Expression } from './expression';
import { javascriptModule } from './javascript/javascriptModule';
import type { FoundCall, SourceModule } from './module';
import { loadGrammar } from './parser';
import type { GrammarName } from './parser';
import { pythonModule } from './python/pythonModule';
import { calledNames, recognise } from './shapes/recognise';
import type { Site } from './site';
import { SyntaxTree } from './syntaxTree';
import { calleeText } from './through';

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
  for (const found of module.calls(calledNames)) {
    if (found.dead || isNone(found.call, mayBeBatch)) continue;
    evaluator.begin();
    const sent = recognise(siteOf(evaluator, found));
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

function siteOf(evaluator: Evaluator, { call, statement }: FoundCall): Site {
  const { root, members } = chainOf(call.callee);
  const evaluated = evaluator.evaluate(root, undefined);
  const value = evaluated.kind === 'choice' ? (evaluated.options[0] ?? evaluated) : evaluated;
  let name: string | undefined;
  if (value.kind === 'made') name = [value.callee, ...members].join('.');
  else if (value.kind === 'module') name = [fullName(value.module, value.name), ...members].join('.');
  return {
    language: evaluator.module.language,
    callee: calleeText(call),
    root: value,
    members,
    fullName: name,
    args: argumentsOf(evaluator, call, undefined),
    call,
    span: call.span,
    statement,
    member: (of, property) => evaluator.member(of, property, call.span),
  };
}

/** What a callee begins with, and the names behind it. `this.client` is a beginning. */
function chainOf(callee: CallExpression['callee']): {
  readonly root: Expression;
  readonly members: readonly string[];
} {
  const members: string[] = [];
  let at: Expression = callee;
  while (at.kind === 'member') {
    if (at.object.kind === 'name' && /^(?:this|self|cls)$/.test(at.object.name)) break;
    members.unshift(at.property);
    at = at.object;
  }
  return { root: at, members };
}
