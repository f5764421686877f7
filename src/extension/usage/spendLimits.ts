import * as vscode from 'vscode';
import { limitsFrom } from '../../vision/usage/limits';
import type { Limits } from '../../vision/usage/limits';
import { section, settings } from '../contributions';

/** The limits that the user has set; a workspace cannot. */
export function limitsInForce(): Limits {
  const configuration = vscode.workspace.getConfiguration(section, null);
  return limitsFrom({
    dailyLimitUsd: configuration.get<unknown>(settings.dailyLimitUsd),
    monthlyLimitUsd: configuration.get<unknown>(settings.monthlyLimitUsd),
  });
}

export function changesLimits(event: vscode.ConfigurationChangeEvent): boolean {
  return [settings.dailyLimitUsd, settings.monthlyLimitUsd].some(key =>
    event.affectsConfiguration(`${section}.${key}`),
  );
}
