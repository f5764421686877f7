import { existsSync } from 'node:fs';
import path from 'node:path';
import type { SyncNodeFileHost } from '../../host/nodeFilesSync';
import { FactsCache } from '../../images/factsCache';
import { ProjectCache } from '../../references/project/projectCache';
import { measureFile, measuredReferenceModel } from '../../references/scan/measure';
import type { CheckResult } from '../../review/result';
import { resultOf } from '../../review/resultOf';
import { problemOf, verdictsOfWhole } from '../../review/verdicts';
import { unknownKinds } from '../../review/kinds';
import { walkedBy } from '../pricing';
import { scan } from '../scan';
import { byFile } from '../totals';
import type { CheckSetup } from './check';

/** Everything on disk, held against all limits but those on a rise. */
export async function checkWhole(setup: CheckSetup, disk: SyncNodeFileHost): Promise<CheckResult> {
  const { root, pricing, registry, config, model, configs } = setup;
  const found = await scan(root, {
    forFile: setup.forFile,
    services: { files: disk, facts: new FactsCache(disk), registry, today: () => setup.today },
    projects: new ProjectCache(disk),
    ...walkedBy(config),
  });
  const reference = measuredReferenceModel(pricing, model);
  const files = [...byFile(found)].map(([file, { calls, others }]) =>
    measureFile(file, { calls, findings: others, ignores: found.ignores.get(file) ?? [] }, root, reference),
  );
  const budgets = configs.known();
  const problems = [
    ...verdictsOfWhole(files, found.unread, { budgets, today: setup.today }).map(problemOf),
    ...found.unread.map(({ file, why }) => ({
      code: unknownKinds['unread-source'].code,
      level: 'unknown' as const,
      file,
      message: `It could not be read: ${why}.`,
      subject: '',
    })),
  ];
  return resultOf(setup, problems, undefined, {
    prefix: prefixOf(root),
    checked: { calls: found.calls.length, references: found.findings.length },
    budgets,
  });
}

/** From the repository's root, where there is one: servers know files by that. */
function prefixOf(root: string): string {
  for (let at = root; ; at = path.dirname(at)) {
    if (existsSync(path.join(at, '.git'))) {
      const relative = path.relative(at, root).replaceAll('\\', '/');
      return relative === '' ? '' : `${relative}/`;
    }
    if (path.dirname(at) === at) return '';
  }
}
