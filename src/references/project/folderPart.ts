import { Utils } from 'vscode-uri';
import type { URI } from 'vscode-uri';
import { below } from './below';
import type { ProjectFiles, ProjectProblem } from './files';
import { aliasMappings, frameworks } from './frameworks';
import type { Found } from './frameworks';
import type { Mapping } from './mapping';
import { packageImports } from './packageJson';
import { tsconfigMappings } from './tsconfig';

/** What the files of one folder say; the folders below it add to it. */
export interface FolderPart {
  readonly roots: readonly URI[];
  readonly mappings: readonly Mapping[];
  readonly sourceRoots: readonly URI[];
  readonly packages: readonly URI[];
  readonly modules: readonly URI[];
  readonly problems: readonly ProjectProblem[];
}

/** Files that say: programs of this folder are run from here. */
const packageFile =
  /^(?:package\.json|deno\.jsonc?|project\.json|pyproject\.toml|setup\.(?:py|cfg)|requirements\.txt|Pipfile|manage\.py|Cargo\.toml|go\.mod|Gemfile|composer\.json|pom\.xml|build\.gradle(?:\.kts)?|mix\.exs|pubspec\.yaml|Package\.swift|.*\.csproj)$/;

/** Folders of Django's applications that are looked into. */
const mostApplications = 200;

/** @param top the workspace folder, which is a package's whatever it holds */
export async function folderPart(folder: URI, top: boolean, files: ProjectFiles): Promise<FolderPart> {
  const names = await files.names(folder.toString());
  const problems: ProjectProblem[] = [];
  const inFolder = (name: string): URI => Utils.joinPath(folder, name);
  const mappings: Mapping[] = [];
  for (const name of ['tsconfig.json', 'jsconfig.json'])
    if (names.has(name)) mappings.push(...(await tsconfigMappings(inFolder(name), files, problems)));
  if (names.has('package.json'))
    mappings.push(...(await packageImports(inFolder('package.json'), files, problems)));

  const found: Found[] = [];
  for (const { file, found: always, read } of frameworks) {
    const name = [...names].find(candidate => file.test(candidate));
    if (name === undefined) continue;
    if (always !== undefined) found.push(always);
    if (read === undefined) continue;
    const text = await files.text(inFolder(name).toString(), problems);
    if (text !== undefined) found.push(read(text));
  }
  if (names.has('Gemfile') && (await isRails(folder, names, files))) found.push(rails);
  if (names.has('manage.py')) found.push(await django(folder, names, files));
  for (const one of found) mappings.push(...aliasMappings(one, folder));

  const isPackage = top || [...names].some(name => packageFile.test(name));
  const there = (paths: readonly string[]): readonly URI[] =>
    paths.filter(path => isThere(path, names)).flatMap(path => below(folder, path) ?? []);
  return {
    roots: there(found.flatMap(({ roots = [] }) => roots)),
    mappings,
    sourceRoots: there([...found.flatMap(({ sources = [] }) => sources), ...(isPackage ? ['src', '.'] : [])]),
    packages: isPackage ? [folder] : [],
    modules: names.has('node_modules') ? [inFolder('node_modules')] : [],
    problems,
  };
}

/** Whether a path can lead somewhere: its first folder is there. Spares a look a reference. */
export function isThere(path: string, names: ReadonlySet<string>): boolean {
  const [first = ''] = path.replace(/^(?:\.?[\\/])+/, '').split(/[\\/]/, 1);
  return first === '' || first === '.' || first === '..' || names.has(first);
}

const rails: Found = {
  roots: [
    'public',
    'app/assets/images',
    'app/javascript/images',
    'lib/assets/images',
    'vendor/assets/images',
  ],
};

/** Jekyll's sites have a Gemfile too. */
async function isRails(folder: URI, names: ReadonlySet<string>, files: ProjectFiles): Promise<boolean> {
  if (names.has('config.ru')) return true;
  if (!names.has('config')) return false;
  return (await files.names(Utils.joinPath(folder, 'config').toString())).has('application.rb');
}

/** `static` of the project and of each of its applications, which Django serves as one. */
async function django(folder: URI, names: ReadonlySet<string>, files: ProjectFiles): Promise<Found> {
  const roots = ['static'];
  // An application is a Python package, and so is its name.
  const applications = [...names].filter(name => /^[a-z_]\w*$/i.test(name)).slice(0, mostApplications);
  for (const name of applications.sort())
    if ((await files.names(Utils.joinPath(folder, name).toString())).has('static'))
      roots.push(`${name}/static`);
  return { roots };
}
