import path from 'node:path';
import { explainConfig } from '../core/config/explain';
import type { Explained } from '../core/config/explain';
import { isSearched } from '../core/config/resolve';
import { remarksOn } from '../core/config/remarks';
import { showPlace } from '../core/config/source';
import { plural } from '../core/text';
import { walk } from '../host/walk';
import { sourceExtensions } from '../references/language';
import { defaultRoots } from '../references/resolve';
import { visible } from '../references/scan/findingText';
import { projectConfigs } from './config';
import { paint } from './describe';
import { directoryAt } from './directory';
import { exitCodes, UsageError } from './exit';
import { defaultModel, today } from './pricing';
import { table } from './table';

export interface ConfigFlags {
  readonly explain?: string;
  readonly json?: boolean;
  readonly config?: string;
}

/** `tilescope config`: whether every `tilescope.json` is right; with `--explain`, what holds for a file and who says so. */
export async function runConfig(directory: string, flags: ConfigFlags): Promise<number> {
  const root = directoryAt(directory);
  return flags.explain === undefined ? checkConfigs(root, flags) : explain(root, flags.explain, flags);
}

async function explain(root: string, named: string, flags: ConfigFlags): Promise<number> {
  const full = path.resolve(named);
  const inRoot = path.relative(root, full).replaceAll('\\', '/');
  if (inRoot === '' || inRoot.startsWith('../') || path.isAbsolute(inRoot))
    throw new UsageError(`${named} is not a file below ${root}: name one that is.`);
  const inForce = await projectConfigs(root, flags.config).for(inRoot);
  const values = explainConfig(inForce, inRoot, { model: defaultModel, roots: defaultRoots });
  const searched = isSearched(inForce.chain, inRoot);
  if (flags.json === true) {
    print(
      JSON.stringify(
        {
          file: inRoot,
          searched,
          configs: inForce.chain.map(({ file }) => file),
          values: values.map(({ key, value, only, place }) => ({
            key,
            value,
            ...(only === undefined ? {} : { only }),
            from: place === undefined ? null : { file: place.file, line: place.line, column: place.column },
          })),
        },
        null,
        2,
      ),
    );
    return exitCodes.ok;
  }
  print(`${paint('underline', visible(inRoot))}${searched ? '' : paint('yellow', '  left out of searches')}`);
  print(table(values.map(row)));
  return exitCodes.ok;
}

function row({ key, value, only, place }: Explained): readonly string[] {
  return [
    `  ${visible(only === undefined ? key : `${key} (${only})`)}`,
    visible(typeof value === 'string' ? value : JSON.stringify(value)),
    paint('dim', place === undefined ? 'default' : visible(showPlace(place))),
  ];
}

/** Reads all of them, and says what is right and most likely not meant. A wrong one has ended the run by then. */
async function checkConfigs(root: string, flags: ConfigFlags): Promise<number> {
  const configs = projectConfigs(root, flags.config);
  const own = (await configs.for('')).chain[0]?.config;
  const files: string[] = [];
  const sources = walk(root, {
    extensions: sourceExtensions,
    ...(own?.include === undefined ? {} : { include: own.include }),
    ...(own?.exclude === undefined ? {} : { exclude: own.exclude }),
  });
  for (const file of sources) if (isSearched((await configs.for(file)).chain, file)) files.push(file);
  const known = configs.known();
  const remarks = known.flatMap(source => remarksOn(source, today(), files));
  if (flags.json === true) {
    print(
      JSON.stringify(
        {
          configs: known.map(({ file }) => file),
          remarks: remarks.map(({ place: { file, line, column }, message }) => ({
            file,
            line,
            column,
            message,
          })),
        },
        null,
        2,
      ),
    );
    return exitCodes.ok;
  }
  if (known.length === 0) {
    print('There is no tilescope.json: everything is as it is by default. `tilescope init` writes one.');
    return exitCodes.ok;
  }
  for (const { place, message } of remarks)
    print(
      `${paint('yellow', '!')} ${visible(`${place.file}:${String(place.line)}:${String(place.column)}: ${message}`)}`,
    );
  const names = known.map(({ file }) => visible(file)).join(', ');
  print(
    remarks.length === 0
      ? `${names}: nothing wrong.`
      : `${names}: nothing wrong, and ${plural(remarks.length, 'remark')}.`,
  );
  return exitCodes.ok;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
