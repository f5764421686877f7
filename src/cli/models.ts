import { unknownModelMessage } from '../core/models/registry';
import type { Model } from '../core/models/model';
import { ruleReference } from '../core/models/sources';
import { projectConfigs } from './config';
import { paint } from './describe';
import { describeModel } from './describeModel';
import { exitCodes, UsageError } from './exit';
import { table } from './table';

/** `tilescope models`: all that is known, or one model in full. */
export async function runModels(
  name: string | undefined,
  flags: { readonly json?: boolean; readonly config?: string },
): Promise<number> {
  const { registry } = await projectConfigs(process.cwd(), flags.config).for('');
  if (name !== undefined) {
    const lookup = registry.find(name);
    if (!lookup.found)
      throw new UsageError(`${unknownModelMessage(name, lookup.nearest)} \`tilescope models\` lists all.`);
    print(flags.json === true ? JSON.stringify(record(lookup.model), null, 2) : describeModel(lookup.model));
    return exitCodes.ok;
  }
  const models = registry.all();
  if (flags.json === true) {
    print(JSON.stringify(models.map(record), null, 2));
    return exitCodes.ok;
  }
  const rows = models.map(model => [
    model.id,
    model.providerName,
    model.rule.family,
    price(model.prices?.imageInput ?? model.prices?.input),
    model.confidence,
    model.status === undefined || model.status === 'current' ? '' : model.status,
  ]);
  print(
    table(rows, {
      head: ['model', 'provider', 'rule', '$ / 1M tokens', 'confidence', ''],
      right: [3],
    }),
  );
  print(paint('dim', `\n${String(models.length)} models. \`tilescope models NAME\` tells all about one.`));
  return exitCodes.ok;
}

function record(model: Model): object {
  const { limitsData, ...data } = model;
  return { ...data, limits: limitsData ?? null, rule: model.rule, sources: ruleReference(model).sources };
}

function price(usd: number | undefined): string {
  return usd === undefined ? '–' : String(usd);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
