import type { URI } from 'vscode-uri';
import type { ResourceUri } from '../../host/host';
import type { ProjectProblem } from './files';

/** Where a text stands within a project. */
export interface Standing {
  /** The document; for a notebook's cell, the notebook. `undefined` for one that was never saved. */
  readonly document: ResourceUri | undefined;
  /** The workspace folder the document is in, or the folder that is reported on: nothing above it is searched. */
  readonly folder: ResourceUri | undefined;
  /** Folders that paths may start from besides, relative to `folder`, or absolute: `public`, `static`. */
  readonly roots: readonly string[];
}

/** What the files of a project say about where its paths lead, for the documents of one folder. Nearest first. */
export interface Project {
  /** Folders that are served from `/`, by the frameworks the project is made with. */
  readonly roots: readonly URI[];
  /** The files a bundler's or compiler's name may mean: `paths` of tsconfig.json, `imports` of package.json, aliases. */
  readonly aliases: (specifier: string) => readonly URI[];
  /** What `@/` and `~/` stand for where nothing says otherwise. */
  readonly sourceRoots: readonly URI[];
  /** Folders of packages, which programs and their tests are run from. */
  readonly packages: readonly URI[];
  /** `node_modules`. */
  readonly modules: readonly URI[];
  /** Files that count only as far as they can be read. */
  readonly problems: readonly ProjectProblem[];
}

/** Finds the project of a document; asked only when the places every path may start from have led nowhere. */
export interface ProjectSource {
  /**
   * The configured roots that exist in the folders between the document and the workspace folder, which is not one of
   * them: `packages/web/public`. Nearest first. Looks at names alone.
   */
  served(standing: Standing): Promise<readonly URI[]>;
  project(standing: Standing): Promise<Project>;
  /** Whether there is an entry of that name in the document's own folder. */
  hasBeside(standing: Standing, name: string): Promise<boolean>;
}
