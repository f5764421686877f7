import * as vscode from 'vscode';
import type { TilescopeConfig } from '../core/config/parseConfig';
import { camelCase, isLevel, severities } from '../references/calls/diagnose/codes';
import type { Code, Level } from '../references/calls/diagnose/codes';
import { section } from './contributions';
import type { SettingKey } from './contributions';
import { isFileOrigin, valueOf } from './settings';

/** The setting of a code, as {@link SettingKey} has it: a test holds the two against each other. */
export function settingOf(code: Code): SettingKey {
  return `diagnostics.${camelCase(code)}` as SettingKey;
}

export interface LevelInForce {
  readonly level: Level;
  /** It is the project's, so that only the workspace can say otherwise. */
  readonly ofFile: boolean;
}

/** How loud a code is for a resource: as settings have it, or the `tilescope.json` of its folder. */
export function levelOf(code: Code, resource: vscode.Uri, config: TilescopeConfig): LevelInForce {
  const configuration = vscode.workspace.getConfiguration(section, resource);
  const { value, origin } = valueOf<string>(configuration, settingOf(code), config.diagnostics?.[code]);
  return { level: isLevel(value) ? value : severities[code], ofFile: isFileOrigin(origin) };
}
