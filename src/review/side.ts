import { URI } from 'vscode-uri';
import type { MeasuredIgnore } from '../core/budget/measured';
import type { Registry } from '../core/models/registry';
import type { Tier } from '../core/money';
import type { Cancellation, FolderHost, ResourceUri } from '../host/host';
import { configName } from '../host/projectConfigs';
import { decodeSource, largestSource } from '../host/readSource';
import { RevisionError } from '../host/revisions';
import type { FactsCache } from '../images/factsCache';
import type { Pricing } from '../references/assess';
import { ProjectCache } from '../references/project/projectCache';
import { largestImport } from '../references/scan/diskImports';
import type { Finding, FoundCall, Unread } from '../references/scan/found';
import { ProjectCalls } from '../references/scan/projectCalls';
import { lookInto, scanSource } from '../references/scan/scanSource';
import type { OwnPricing } from '../references/scan/scanSource';
import type { Layout } from './layout';
import { Pause } from './pause';
import { TracingFiles } from './tracingFiles';
import type { Dependencies } from './tracingFiles';

/** What holds for one source. */
export interface InForce {
  readonly pricing: Pricing & { readonly tier: Tier };
  readonly registry: Registry;
  /** Folders that paths may start from besides. */
  readonly roots: readonly string[];
  /** Whether `include` and `exclude` let it be searched. */
  readonly searched: boolean;
}

/** With what both sides are priced: the same, so that what differs is the project's doing. */
export interface PricedWith {
  /** @param file the review's path */
  readonly forFile: (file: string) => Promise<InForce>;
  /** ISO date: prices have dates. */
  readonly today: string;
  /** What files say of their own price goes before {@link forFile}. */
  readonly ownPricing?: OwnPricing;
  readonly countText?: (text: string) => Promise<number>;
}

export interface Scanned {
  readonly calls: readonly FoundCall[];
  readonly findings: readonly Finding[];
  readonly unread: readonly Unread[];
  /** Comments for the whole file. */
  readonly ignores: readonly MeasuredIgnore[];
  readonly dependencies: Dependencies;
}

/** One of the two states: reads its sources and prices what they hold. */
export class Side {
  readonly #files: TracingFiles;
  readonly #calls: ProjectCalls;
  readonly #projects;
  readonly #pause = new Pause();

  constructor(
    private readonly files: FolderHost,
    private readonly facts: Pick<FactsCache, 'facts'>,
    private readonly layout: Layout,
    private readonly pricedWith: PricedWith,
    private readonly cancellation: Cancellation,
    /** The other one, if it is read first, and whether a file is the same there. */
    other?: { readonly side: Side; readonly isSame: (uri: ResourceUri) => boolean },
  ) {
    this.#files = new TracingFiles(files, layout);
    this.#calls = new ProjectCalls(
      layout.root,
      file => this.#imported(file),
      other === undefined
        ? undefined
        : { calls: other.side.#calls, isSame: file => other.isSame(URI.file(file).toString()) },
    );
    this.#calls.keeps = other === undefined;
    this.#projects = this.#files.projects(new ProjectCache(files));
  }

  /** What a source holds in this state; nothing where it is not there. @param file the review's path */
  async scan(file: string): Promise<Scanned> {
    await this.#pause.now();
    if (this.cancellation.isCancellationRequested)
      throw new RevisionError('cancelled', 'The review was cancelled', '');
    this.#files.take();
    const unread: Unread[] = [];
    const bytes = await this.#read(file, unread);
    const source = bytes === undefined ? undefined : lookInto(bytes, file);
    const nothing = { calls: [], findings: [], unread, ignores: [] };
    if (source === undefined) return { ...nothing, dependencies: this.#files.take() };
    const { today, countText, ownPricing } = this.pricedWith;
    const { pricing, registry, roots, searched } = await this.pricedWith.forFile(file);
    for (const config of configsAbove(file)) this.#files.note(URI.file(this.layout.full(config)).toString());
    if (!searched) return { ...nothing, unread: [], dependencies: this.#files.take() };
    const services = {
      files: this.#files,
      facts: {
        facts: (uri: string) => {
          this.#files.note(uri);
          return this.facts.facts(uri);
        },
      },
      registry,
      today: () => today,
      ...(countText === undefined ? {} : { countText }),
    };
    const found = await scanSource(source, file, {
      root: this.layout.root,
      pricing,
      ...(ownPricing === undefined ? {} : { ownPricing }),
      services,
      roots,
      projects: this.#projects,
      projectCalls: this.#calls,
      cancellation: this.cancellation,
      sought: imported => this.#files.note(URI.file(imported).toString()),
    });
    return { ...found, unread: [...unread, ...found.unread], dependencies: this.#files.take() };
  }

  /**
   * Its text, or its bytes taken for Latin-1, and whether it may hold calls, if there may be anything in it. That a file
   * cannot be read is for {@link scan} to tell.
   */
  async look(file: string): Promise<{ readonly text: string; readonly calls: boolean } | undefined> {
    const unread: Unread[] = [];
    const bytes = await this.#read(file, unread);
    if (bytes === undefined) return unread.length === 0 ? undefined : { text: '', calls: false };
    const source = lookInto(bytes, file);
    if (source === undefined) return undefined;
    const wide = bytes[0] === 0xff || bytes[0] === 0xfe;
    return { text: wide ? source.text : bytes.toString('latin1'), calls: source.calls };
  }

  async #read(file: string, unread: Unread[]): Promise<Buffer | undefined> {
    const uri = URI.file(this.layout.full(file)).toString();
    try {
      const stat = await this.files.stat(uri);
      if (stat?.type !== 'file') return undefined;
      if (stat.size > largestSource) {
        unread.push({ file, why: 'larger than 32 MB' });
        return undefined;
      }
      return await this.#whole(uri);
    } catch (error) {
      unread.push({ file, why: whyUnread(error) });
      return undefined;
    }
  }

  async #whole(uri: string): Promise<Buffer> {
    const open = await this.files.open(uri);
    try {
      const bytes = await open.read(0, open.size ?? largestSource);
      return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    } finally {
      await open.close();
    }
  }

  async #imported(file: string): Promise<string | undefined> {
    const uri = URI.file(file).toString();
    try {
      const stat = await this.files.stat(uri);
      return stat?.type === 'file' && stat.size <= largestImport
        ? decodeSource(await this.#whole(uri))
        : undefined;
    } catch {
      // Nothing that may be read: the next name is tried.
      return undefined;
    }
  }
}

/** Whatever may say what holds for a file. */
function configsAbove(file: string): readonly string[] {
  const parts = file.split('/').slice(0, -1);
  return [configName, ...parts.map((_, i) => `${parts.slice(0, i + 1).join('/')}/${configName}`)];
}

function whyUnread(error: unknown): string {
  if (RevisionError.is(error)) return error.message;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : String(error);
}
