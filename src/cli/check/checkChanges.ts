import { createHash } from 'node:crypto';
import path from 'node:path';
import { URI } from 'vscode-uri';
import type { Model } from '../../core/models/model';
import type { Registry } from '../../core/models/registry';
import type { ConfigSource } from '../../core/config/source';
import { neverCancelled } from '../../host/host';
import type { Repository, State } from '../../host/revisions';
import { measureFile, measuredReferenceModel } from '../../references/scan/measure';
import { recordFile } from '../../review/recordFile';
import type { RecordStore } from '../../review/records';
import type { CheckResult } from '../../review/result';
import { review } from '../../review/review';
import { problemOf, verdictsOf } from '../../review/verdicts';
import { ownPricing } from '../ownPricing';
import { cacheFolder } from './cacheFolder';
import type { CheckSetup } from './check';
import { resultOf } from './resultOf';

/** What changed from one state to another, held against all limits that it touches. Rejects with `RevisionError`. */
export async function checkChanges(
  repository: Repository,
  states: { readonly from: State; readonly to: State },
  setup: CheckSetup,
): Promise<CheckResult> {
  const { root, pricing, model, today, configs, forFile } = setup;
  const reference = measuredReferenceModel(pricing, model);
  const store = storeFor(setup);
  const key = numbersKey(setup);
  const found = await review(repository, {
    ...states,
    root,
    forFile,
    ownPricing,
    today,
    ...(store === undefined ? {} : { store }),
    whole: async files => {
      for (const file of files) await configs.for(file);
      return limitsSums(configs.known())
        ? { key, measure: (file, scanned) => measureFile(file, scanned, root, reference) }
        : undefined;
    },
    cancellation: neverCancelled,
  });
  const budgets = configs.known();
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

function storeFor({ root, version }: CheckSetup): RecordStore | undefined {
  const folder = cacheFolder();
  return folder === undefined ? undefined : recordFile(folder, root, JSON.stringify([2, version]));
}

/** Of all that decides a file's numbers, apart from sources, pictures and `tilescope.json` themselves. */
function numbersKey({ forFile, today }: CheckSetup): (file: string) => Promise<string> {
  const known = new WeakMap<Registry, string>();
  return async file => {
    const { registry, pricing } = await forFile(file);
    let models = known.get(registry);
    if (models === undefined) known.set(registry, (models = digest(modelsOn(registry, today))));
    return digest([models, pricing]);
  };
}

/** With the promotions that are over by that day: prices change without a new version. */
function modelsOn(registry: Registry, today: string): unknown {
  const models = registry.all();
  const isOver = ({ prices }: Model): boolean =>
    prices?.promotion !== undefined && prices.promotion.until < today;
  return [models, models.filter(isOver).map(({ id }) => id)];
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 24);
}

function prefixOf(root: string, top: string): string {
  const relative = path.relative(top, root).replaceAll('\\', '/');
  return relative === '' ? '' : `${relative}/`;
}
