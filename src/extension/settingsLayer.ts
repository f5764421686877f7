import * as vscode from 'vscode';
import type { RegistryLayer } from '../core/models/registry';
import { section, settings } from './contributions';

/** Models that settings define, and other names for models. None where they define none. */
export async function settingsLayers(
  folder: vscode.Uri | undefined,
  log: vscode.LogOutputChannel,
): Promise<readonly RegistryLayer[]> {
  const configuration = vscode.workspace.getConfiguration(section, folder ?? null);
  const own = {
    models: configuration.get(settings.models),
    providers: configuration.get(settings.providers),
    aliases: configuration.get(settings.aliases),
  };
  if (
    !Object.values(own).some(value => value !== undefined && value !== null && Object.keys(value).length > 0)
  )
    return [];
  const { checkConfig } = await import('../core/config/parseConfig');
  const { layer, problems } = checkConfig(own, 'settings');
  for (const { message } of problems) log.warn(`Settings: ${message}`);
  return [layer];
}
