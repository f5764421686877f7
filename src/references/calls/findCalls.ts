import type { VisionCall } from './call';
import { callsIn, grammarOf, sourceModule } from './callsIn';
import type { FindOptions, OtherModules } from './callsIn';
import { codeIn } from './formats/embedded';
import { isDataFormat, requestsIn } from './formats/requestsIn';
import { mayHoldCalls } from './mayHoldCalls';
import type { SourceModule } from './module';
import { loadGrammar } from './parser';
import type { GrammarName } from './parser';
import { placed } from './placed';
import { SyntaxTree } from './syntaxTree';

/**
 * The calls of a text that send pictures to a model, in the order of the text. Needs no valid program. Rejects only
 * where the parser cannot be loaded.
 */
export async function findCalls(
  text: string,
  languageId: string,
  options: FindOptions,
): Promise<readonly VisionCall[]> {
  const reader = new CallReader();
  try {
    return await reader.read(text, languageId, options);
  } finally {
    reader.dispose();
  }
}

/**
 * Reads one document over and over, as it is edited: what was parsed of the version before is kept, so that a keystroke
 * costs the statement it was typed in. Reads follow one another; one that is asked for while another runs waits.
 */
export class CallReader {
  #grammar: GrammarName | undefined;
  #tree: SyntaxTree | undefined;
  readonly #others = new KeptModules();
  #last: Promise<unknown> = Promise.resolve();
  #disposed = false;

  read(text: string, languageId: string, options: FindOptions): Promise<readonly VisionCall[]> {
    const next = this.#last.then(() => this.#read(text, languageId, options));
    this.#last = next.catch(() => undefined);
    return next;
  }

  async #read(text: string, languageId: string, options: FindOptions): Promise<readonly VisionCall[]> {
    const { fileName } = options;
    if (this.#disposed || !mayHoldCalls(text, fileName)) return [];
    if (isDataFormat(fileName)) return requestsIn(text, fileName);
    const embedded = codeIn(text, fileName);
    const grammar = embedded?.language ?? grammarOf(languageId, fileName);
    if (grammar === undefined) return [];
    const loaded = await loadGrammar(grammar);
    if (grammar !== this.#grammar) this.#forget();
    this.#grammar = grammar;
    const tree = new SyntaxTree(embedded?.text ?? text, loaded, this.#tree);
    this.#tree = tree;
    const calls = await callsIn(sourceModule(tree, grammar), options, this.#others);
    return embedded === undefined ? calls : calls.map(call => placed(call, span => embedded.place(span)));
  }

  #forget(): void {
    this.#tree?.dispose();
    this.#tree = undefined;
  }

  /** Frees what the parser holds; a read that is under way ends first. */
  dispose(): void {
    this.#disposed = true;
    void this.#last.then(() => {
      this.#forget();
      this.#others.dispose();
    });
  }
}

/** Other files, parsed again only when their text is another. */
class KeptModules implements OtherModules {
  readonly #kept = new Map<string, { readonly text: string; readonly module: SourceModule }>();

  get(specifier: string, text: string): SourceModule | undefined {
    const kept = this.#kept.get(specifier);
    return kept?.text === text ? kept.module : undefined;
  }

  keep(specifier: string, text: string, module: SourceModule): void {
    this.#kept.get(specifier)?.module.dispose();
    this.#kept.set(specifier, { text, module });
  }

  dispose(): void {
    for (const { module } of this.#kept.values()) module.dispose();
    this.#kept.clear();
  }
}
