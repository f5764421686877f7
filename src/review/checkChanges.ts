import { createHash } from 'node:crypto';
import path from 'node:path';
import { URI } from 'vscode-uri';
import type { MeasuredModel } from '../core/budget/measured';
import type { Model } from '../core/models/model';
import type { Registry } from '../core/models/registry';
import type { ConfigSource } from '../core/config/source';
import type { Cancellation } from '../host/host';
import type { ProjectConfigs } from '../host/projectConfigs';
import type { Repository, State } from '../host/revisions';
import { measureFile } from '../references/scan/measure';
import type { OwnPricing } from '../references/scan/scanSource';
import { recordFile } from './recordFile';
import type { RecordStore } from './records';
import type { CheckResult } from './result';
import { resultOf } from './resultOf';
import { review } from './review';
import type { PricedWith } from './side';
import { problemOf, verdictsOf } from './verdicts';

/** What a check of changes needs to know of a project, whoever asks for it: so that all say the same. */
export interface ChangesSetup {
  /** Absolute, without links on the way. */
  readonly root: string;
  /** ISO date. */
  readonly today: string;
  /** Of this program. */
  readonly version: string;
  readonly configs: Pick<ProjectConfigs, 'for' | 'known'>;
  readonly forFile: PricedWith['forFile'];
  readonly ownPricing: OwnPricing;
  /** With what the project prices pictures outside of calls. */
  readonly reference: MeasuredModel;
  readonly store: RecordStore | undefined;
  readonly cancellation: Cancellation;
}

/** What changed from one state to another, held against all limits that it touches. Rejects with `RevisionError`. */
export async function checkChanges(
  repository: Repository,
  states: { readonly from: State; readonly to: State },
  setup: ChangesSetup,
): Promise<CheckResult> {
  const { root, today, configs, forFile, ownPricing, reference, store, cancellation } = setup;
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
    cancellation,
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

/** What was learned of a project by the checks before. @param folder in the user's cache */
export function checkStore(folder: string, root: string, version: string): RecordStore {
  return recordFile(folder, root, JSON.stringify([2, version]));
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

/** Of all that decides a file's numbers, apart from sources, pictures and `tilescope.json` themselves. */
function numbersKey({
  forFile,
  today,
}: Pick<ChangesSetup, 'forFile' | 'today'>): (file: string) => Promise<string> {
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
