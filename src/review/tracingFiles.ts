import type { FileStat, FolderHost, OpenFile, ResourceUri } from '../host/host';
import type { ProjectSource, Standing } from '../references/project/project';
import type { Layout } from './layout';

/** What a file's findings depend on, apart from its own text. Paths are those of the repository. */
export interface Dependencies {
  /** Files that were looked for, whether or not they are there. */
  readonly files: ReadonlySet<string>;
  /** Folders that were listed. */
  readonly folders: ReadonlySet<string>;
  /** What the project's own files say was asked for. */
  readonly project: boolean;
}

/** Notes what is asked of files, while one source after another is read. */
export class TracingFiles implements FolderHost {
  #files = new Set<string>();
  #folders = new Set<string>();
  #project = false;

  constructor(
    private readonly files: FolderHost,
    private readonly layout: Layout,
  ) {}

  /** What was asked for since the last time. */
  take(): Dependencies {
    const taken = { files: this.#files, folders: this.#folders, project: this.#project };
    this.#files = new Set();
    this.#folders = new Set();
    this.#project = false;
    return taken;
  }

  note(uri: ResourceUri): void {
    const path = this.layout.inRepository(uri);
    if (path !== undefined) this.#files.add(path);
  }

  stat(uri: ResourceUri): Promise<FileStat | undefined> {
    this.note(uri);
    return this.files.stat(uri);
  }

  open(uri: ResourceUri): Promise<OpenFile> {
    this.note(uri);
    return this.files.open(uri);
  }

  list(uri: ResourceUri): Promise<readonly string[] | undefined> {
    const path = this.layout.inRepository(`${uri.replace(/\/$/, '')}/`);
    if (path !== undefined) this.#folders.add(path.replace(/\/$/, ''));
    return this.files.list(uri);
  }

  /** The same for a project, which remembers what it read and so asks for it once. */
  projects(source: ProjectSource): ProjectSource {
    const noted = <T>(answer: T): T => {
      this.#project = true;
      return answer;
    };
    return {
      served: (standing: Standing) => noted(source.served(standing)),
      project: (standing: Standing) => noted(source.project(standing)),
      hasBeside: (standing: Standing, name: string) => noted(source.hasBeside(standing, name)),
    };
  }
}
