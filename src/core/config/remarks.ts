import { scopes } from '../budget/budgets';
import { filterOf, writtenIn } from '../budget/inForce';
import { matchesGlobs } from './globs';
import { showPath } from './paths';
import type { ConfigPlace, ConfigSource } from './source';
import { showPlace } from './source';
import type { ConfigPath } from './tilescopeConfig';

/** Something in a `tilescope.json` that is right and most likely not meant. */
export interface ConfigRemark {
  readonly place: ConfigPlace;
  readonly message: string;
}

/**
 * @param today ISO date
 * @param files every file of the project that is searched, to tell globs that match none of them; absent: not looked at
 */
export function remarksOn(
  source: ConfigSource,
  today: string,
  files?: readonly string[],
): readonly ConfigRemark[] {
  const found: ConfigRemark[] = [];
  const say = (path: ConfigPath, message: string): void => {
    found.push({ place: source.place(path), message: `${showPath(path)} ${message}` });
  };
  for (const [i, { expires }] of (source.config.exceptions ?? []).entries())
    if (expires < today)
      say(
        ['exceptions', i, 'expires'],
        `is past, ${expires}: the exception holds no longer, and fails where something would need it.`,
      );
  const last = new Map<string, ConfigPlace>();
  for (const [i, budget] of [...(source.config.budgets ?? []).entries()].reverse()) {
    const scope = JSON.stringify([budget.files ?? null, filterOf(budget)]);
    const written = scopes.flatMap(one => [...writtenIn(source, i, budget, one)].map(of => ({ one, ...of })));
    if (written.length === 0)
      say(['budgets', i], 'limits nothing: give it "image", "call", "file" or "project".');
    for (const { one, key, place } of written) {
      // Sums of the project are each of their own.
      if (one === 'project') continue;
      const name = `${scope} ${one} ${key}`;
      const later = last.get(name);
      if (later === undefined) last.set(name, place);
      else
        say(
          place.path,
          `never counts: ${showPlace(later)} says the same limit again, for the same files and models.`,
        );
    }
  }
  if (files !== undefined) found.push(...idleGlobs(source, files));
  return found.sort((a, b) => a.place.offset - b.place.offset);
}

/** Every glob of budgets, exceptions and `callsPerMonth`, with its path. */
export function globsOf({
  config,
}: ConfigSource): readonly { readonly glob: string; readonly path: ConfigPath }[] {
  const each = (files: string | readonly string[], path: ConfigPath): { glob: string; path: ConfigPath }[] =>
    typeof files === 'string'
      ? [{ glob: files, path }]
      : files.map((glob, i) => ({ glob, path: [...path, i] }));
  return [
    ...(config.budgets ?? []).flatMap(({ files }, i) =>
      files === undefined ? [] : each(files, ['budgets', i, 'files']),
    ),
    ...(config.exceptions ?? []).flatMap(({ files }, i) => each(files, ['exceptions', i, 'files'])),
    ...(typeof config.callsPerMonth === 'object'
      ? Object.keys(config.callsPerMonth).map(glob => ({ glob, path: ['callsPerMonth', glob] }))
      : []),
  ];
}

function idleGlobs(source: ConfigSource, files: readonly string[]): readonly ConfigRemark[] {
  return globsOf(source).flatMap(({ glob, path }) =>
    // One that takes others out matches nothing by itself.
    glob.startsWith('!') || files.some(file => matchesGlobs(glob, source.folder, file))
      ? []
      : [
          {
            place: source.place(path),
            message: `${showPath(path)} matches no file that is searched: ${JSON.stringify(glob)} is relative to the folder of ${source.file}.`,
          },
        ],
  );
}
