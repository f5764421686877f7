import type { URI } from 'vscode-uri';
import { Utils } from 'vscode-uri';
import type { ProjectFiles, ProjectProblem } from './files';
import { isObject, parseObject } from './json';
import type { Mapping } from './mapping';

/** `imports` of a `package.json`: `#assets/*` → `./assets/*`, with every condition's target in order. */
export async function packageImports(
  uri: URI,
  files: ProjectFiles,
  problems: ProjectProblem[],
): Promise<readonly Mapping[]> {
  const text = await files.text(uri.toString(), problems);
  if (text?.includes('"imports"') !== true) return [];
  const { value, broken } = parseObject(text);
  if (broken) problems.push({ uri: uri.toString(), message: 'is no well-formed JSON' });
  if (!isObject(value.imports)) return [];
  const base = Utils.dirname(uri);
  return Object.entries(value.imports).flatMap(([pattern, target]) => {
    if (!pattern.startsWith('#')) return [];
    // Without the dot it is another package's name.
    const targets = [...leaves(target, 0)].filter(path => path.startsWith('./'));
    return targets.length === 0 ? [] : [{ pattern, targets, base }];
  });
}

function* leaves(target: unknown, depth: number): Generator<string> {
  if (typeof target === 'string') yield target;
  else if (typeof target === 'object' && target !== null && depth < 8)
    for (const one of Object.values(target)) yield* leaves(one, depth + 1);
}
