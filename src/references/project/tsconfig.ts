import type { URI } from 'vscode-uri';
import { Utils } from 'vscode-uri';
import { below } from './below';
import type { ProjectFiles, ProjectProblem } from './files';
import { isObject, parseObject, strings } from './json';
import type { Json } from './json';
import type { Mapping } from './mapping';

/** Chains are three long in practice; a ring of configurations ends here. */
const longestChain = 16;
/** Of a solution: Vite's template keeps its paths in `tsconfig.app.json`, which `tsconfig.json` only refers to. */
const mostReferences = 32;

/** What counts for paths once all that is extended is merged. */
interface Merged {
  readonly baseUrl?: URI;
  readonly paths?: Json;
  /** The folder of the configuration that says `paths`. */
  readonly pathsFolder?: URI;
}

/**
 * `paths` and `baseUrl` of a `tsconfig.json` or `jsconfig.json`, as TypeScript reads them: with what it extends by a
 * relative path, and of the configurations it refers to. A configuration that is broken counts as far as it can be read.
 */
export async function tsconfigMappings(
  uri: URI,
  files: ProjectFiles,
  problems: ProjectProblem[],
): Promise<readonly Mapping[]> {
  const config = await read(uri, files, problems);
  if (config === undefined) return [];
  const folder = Utils.dirname(uri);
  const mappings = [...mappingsOf(await merged(config, uri, files, problems, 0), folder)];
  const references = Array.isArray(config.references) ? config.references.slice(0, mostReferences) : [];
  for (const reference of references) {
    if (!isObject(reference) || typeof reference.path !== 'string') continue;
    const named = below(folder, reference.path);
    if (named === undefined) continue;
    const other = named.path.endsWith('.json') ? named : Utils.joinPath(named, 'tsconfig.json');
    const referred = await read(other, files, problems);
    if (referred !== undefined)
      mappings.push(...mappingsOf(await merged(referred, other, files, problems, 0), Utils.dirname(other)));
  }
  return mappings;
}

async function read(uri: URI, files: ProjectFiles, problems: ProjectProblem[]): Promise<Json | undefined> {
  const text = await files.text(uri.toString(), problems);
  if (text === undefined) return undefined;
  const { value, broken } = parseObject(text);
  if (broken) problems.push({ uri: uri.toString(), message: 'is no well-formed JSON' });
  return value;
}

async function merged(
  config: Json,
  uri: URI,
  files: ProjectFiles,
  problems: ProjectProblem[],
  depth: number,
): Promise<Merged> {
  const folder = Utils.dirname(uri);
  let result: Merged = {};
  if (depth < longestChain) {
    for (const name of strings(config.extends)) {
      // A package's configuration is for compilers: it knows no folder of this project.
      if (!/^\.\.?[\\/]/.test(name)) continue;
      const parent = await extended(folder, name, files, problems);
      if (parent === undefined) {
        problems.push({ uri: uri.toString(), message: `extends ${name}, which is not there` });
        continue;
      }
      result = { ...result, ...(await merged(parent.config, parent.uri, files, problems, depth + 1)) };
    }
  }
  const options = isObject(config.compilerOptions) ? config.compilerOptions : {};
  const baseUrl =
    typeof options.baseUrl === 'string' ? below(folder, withoutConfigDir(options.baseUrl)) : undefined;
  return {
    ...result,
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(isObject(options.paths) ? { paths: options.paths, pathsFolder: folder } : {}),
  };
}

async function extended(
  folder: URI,
  name: string,
  files: ProjectFiles,
  problems: ProjectProblem[],
): Promise<{ readonly config: Json; readonly uri: URI } | undefined> {
  for (const spelling of name.endsWith('.json') ? [name] : [`${name}.json`, name]) {
    const uri = below(folder, spelling);
    if (uri === undefined) continue;
    const config = await read(uri, files, problems);
    if (config !== undefined) return { config, uri };
  }
  return undefined;
}

/** @param folder of the configuration one began with, which `${configDir}` stands for */
function* mappingsOf({ baseUrl, paths = {}, pathsFolder }: Merged, folder: URI): Generator<Mapping> {
  const base = baseUrl ?? pathsFolder ?? folder;
  for (const [pattern, targets] of Object.entries(paths))
    for (const target of strings(targets)) {
      const own = withoutConfigDir(target);
      yield { pattern, targets: [own], base: own === target ? base : folder };
    }
  if (baseUrl !== undefined) yield { pattern: '*', targets: ['*'], base: baseUrl };
}

function withoutConfigDir(path: string): string {
  return path.replace(/^\$\{configDir\}[\\/]*/, './');
}
