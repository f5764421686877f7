import { createHash } from 'node:crypto';
import path from 'node:path';
import { URI } from 'vscode-uri';
import type { ConfigSource } from '../../core/config/source';
import { neverCancelled } from '../../host/host';
import { configName } from '../../host/projectConfigs';
import type { Repository, State } from '../../host/revisions';
import { measureFile, measuredReferenceModel } from '../../references/scan/measure';
import type { WholeOptions } from '../../review/affected';
import { Layout } from '../../review/layout';
import { recordFile } from '../../review/recordFile';
import type { RecordStore } from '../../review/records';
import type { CheckResult } from '../../review/result';
import { review } from '../../review/review';
import { problemOf, verdictsOf } from '../../review/verdicts';
import { cacheFolder } from './cacheFolder';
import { walkedBy } from '../pricing';
import type { CheckSetup } from './check';
import { resultOf } from './resultOf';

/** What changed from one state to another, held against all limits that it touches. Rejects with `RevisionError`. */
export async function checkChanges(
  repository: Repository,
  states: { readonly from: State; readonly to: State },
  setup: CheckSetup,
): Promise<CheckResult> {
  const { root, pricing, registry, roots, config, configs, forFile, model, today } = setup;
  await readConfigs(repository, states.to, setup);
  const budgets = configs.known();
  const reference = measuredReferenceModel(pricing, model);
  const store = storeFor(setup);
  const found = await review(repository, {
    ...states,
    root,
    pricing,
    registry,
    today,
    roots,
    forFile,
    ...walkedBy(config),
    ...(store === undefined ? {} : { store }),
    ...(limitsSums(budgets)
      ? {
          whole: {
            key: numbersKey(setup),
            measure: (file, scanned) => measureFile(file, scanned, root, reference),
          } satisfies WholeOptions,
        }
      : {}),
    cancellation: neverCancelled,
  });
  const problems = [
    ...verdictsOf(found, { budgets, today, root, reference }).map(problemOf),
    ...found.unknowns.map(({ reason, path: file, message }) => ({
      code: reason,
      level: 'unknown' as const,
      file,
      message,
      subject: '',
    })),
  ];
  const { calls, references } = countsOf(found.looked.after);
  return resultOf(setup, problems, found, {
    prefix: prefixOf(root, URI.parse(repository.root).fsPath),
    checked: { calls, references },
    budgets,
  });
}

function countsOf(
  sources: readonly { readonly calls: readonly unknown[]; readonly findings: readonly unknown[] }[],
): CheckResult['checked'] {
  return {
    calls: sources.reduce((sum, { calls }) => sum + calls.length, 0),
    references: sources.reduce((sum, { findings }) => sum + findings.length, 0),
  };
}

/** Whether all of the project has to be known: a limit holds for its sum, or for a share of it. */
function limitsSums(budgets: readonly ConfigSource[]): boolean {
  return budgets.some(({ config }) =>
    (config.budgets ?? []).some(({ project }) => project !== undefined && !isRiseAlone(project)),
  );
}

function isRiseAlone(limits: {
  readonly rise?: { readonly tokensPercent?: unknown; readonly usdPercent?: unknown };
}): boolean {
  const others = Object.keys(limits).filter(key => key !== 'rise');
  return (
    others.length === 0 && limits.rise?.tokensPercent === undefined && limits.rise?.usdPercent === undefined
  );
}

/** Every `tilescope.json` of the project, whether or not something below it changed: it may limit a sum. */
async function readConfigs(
  repository: Repository,
  state: State,
  { root, configs }: CheckSetup,
): Promise<void> {
  const layout = new Layout(repository.root, root);
  for await (const { path: inRepository } of repository.paths(state, neverCancelled)) {
    if (inRepository !== configName && !inRepository.endsWith(`/${configName}`)) continue;
    const file = layout.below(inRepository);
    if (file !== undefined) await configs.for(file);
  }
}

function storeFor({ root, version, configs }: CheckSetup): RecordStore | undefined {
  const folder = cacheFolder();
  const roots = configs.known().map(({ file, config }) => [file, config.roots]);
  return folder === undefined ? undefined : recordFile(folder, root, JSON.stringify([1, version, roots]));
}

/** Of all that decides a number, apart from the sources and pictures themselves. */
function numbersKey({ registry, pricing, today, configs }: CheckSetup): string {
  const models = registry.all();
  const over = models.filter(
    ({ prices }) => prices?.promotion !== undefined && prices.promotion.until < today,
  );
  const decides = JSON.stringify([
    models,
    pricing,
    over.map(({ id }) => id),
    configs.known().map(({ file, config }) => [file, config]),
  ]);
  return createHash('sha256').update(decides).digest('hex').slice(0, 24);
}

function prefixOf(root: string, top: string): string {
  const relative = path.relative(top, root).replaceAll('\\', '/');
  return relative === '' ? '' : `${relative}/`;
}
