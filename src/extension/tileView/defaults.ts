import * as vscode from 'vscode';
import type { PageChoice } from '../../webview/protocol';
import { section, settings } from '../contributions';
import type { SettingKey } from '../contributions';
import type { Pictures } from '../pictures';
import { isFileOrigin, omitted, targetOf } from '../settings';

/** Makes what was chosen on a page the setting, where the setting in force was made. @returns what is said of it */
export async function useAsDefault(
  { model, detail, tier }: PageChoice,
  resource: vscode.Uri | undefined,
  pictures: Pictures,
): Promise<string> {
  const { effective, registry } = await pictures.effectiveFor(resource);
  const { pricing } = effective;
  const lookup = registry.find(model);
  if (!lookup.found) return `"${model}" is not a known model, so it is not made the default.`;
  const wanted: readonly (readonly [SettingKey, string, string, string])[] = [
    [settings.model, model, pricing.model, pricing.origins.model],
    [settings.detail, detail ?? omitted, pricing.detail ?? omitted, pricing.origins.detail],
    [settings.tier, tier, pricing.tier, pricing.origins.tier],
  ];
  const changes = wanted.filter(([, value, inForce]) => value !== inForce);
  if (changes.length === 0) return 'These are the settings already.';
  const places = new Set<string>();
  for (const [key, value, , origin] of changes) {
    const target = targetOf(key, resource, isFileOrigin(origin));
    await vscode.workspace.getConfiguration(section, resource ?? null).update(key, value, target);
    places.add(placeNames[target]);
  }
  const said = changes.map(([key, value]) => `${section}.${key} is ${value}`);
  return `${said.join(', ')}, in the settings of ${[...places].join(' and ')}.`;
}

const placeNames: Readonly<Record<vscode.ConfigurationTarget, string>> = {
  [vscode.ConfigurationTarget.Global]: 'the user',
  [vscode.ConfigurationTarget.Workspace]: 'the workspace',
  [vscode.ConfigurationTarget.WorkspaceFolder]: 'the folder',
};
