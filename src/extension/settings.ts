import * as vscode from 'vscode';
import { parseTier } from '../core/money';
import type { Pricing } from '../references/assess';
import { isSearched } from '../core/config/resolve';
import type { PlainKey } from '../core/config/resolve';
import { configName } from '../host/projectConfigs';
import { section, settings } from './contributions';
import type { SettingKey } from './contributions';
import type { Loaded } from './workspaceConfig';

/** The word the detail setting has for "the call gives none"; a call cannot say it, so no vendor's level is called so. */
export const omitted = 'omitted';

export type InlineStyle = 'off' | 'inlayHint' | 'endOfLine';

/** What is in force for a resource: settings, and every `tilescope.json` above it. */
export interface Effective {
  readonly pricing: Pricing;
  readonly compareModels: readonly string[];
  readonly roots: readonly string[];
  /** Of settings; those of `tilescope.json` are {@link leftOut}'s. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** A `tilescope.json` leaves the resource out, and no setting of the workspace says otherwise. */
  readonly leftOut: boolean;
}

/** Whether an origin is a `tilescope.json`, nested or not. */
export function isFileOrigin(origin: string): boolean {
  return origin === configName || origin.endsWith(`/${configName}`);
}

export interface Value<T> {
  readonly value: T;
  readonly origin: string;
}

/**
 * A setting as it holds for a resource. A folder's `tilescope.json` speaks for the project: it goes before what a user
 * set for all projects, and after what a workspace says for itself.
 */
export function valueOf<T>(
  configuration: vscode.WorkspaceConfiguration,
  key: SettingKey,
  file: T | undefined,
  fileOrigin: string = configName,
): Value<T> {
  const inspected = configuration.inspect<T>(key);
  const fallback = inspected?.defaultValue as T;
  for (const own of [inspected?.workspaceFolderValue, inspected?.workspaceValue])
    if (isLike(own, fallback)) return { value: own, origin: 'workspace settings' };
  if (file !== undefined) return { value: file, origin: fileOrigin };
  const user = inspected?.globalValue;
  if (isLike(user, fallback)) return { value: user, origin: 'settings' };
  return { value: fallback, origin: 'default' };
}

/** VS Code underlines a value of another type in settings.json, and hands it out all the same. */
function isLike<T>(value: unknown, example: T): value is T {
  if (Array.isArray(example)) return Array.isArray(value) && value.every(item => typeof item === 'string');
  return typeof value === typeof example;
}

export function effectiveSettings(
  resource: vscode.Uri | undefined,
  { config: file, places, chain, file: path }: Pick<Loaded, 'config' | 'places' | 'chain' | 'file'>,
): Effective {
  const configuration = vscode.workspace.getConfiguration(section, resource ?? null);
  const from = (key: PlainKey): string => places.get(key)?.file ?? configName;
  const model = valueOf(configuration, settings.model, file.model, from('model'));
  const detail = valueOf<string>(configuration, settings.detail, file.detail, from('detail'));
  const tier = valueOf<string>(configuration, settings.tier, file.tier, from('tier'));
  const globs = (
    key: 'include' | 'exclude',
  ): { readonly globs: readonly string[]; readonly leftOut: boolean } => {
    const own = chain.filter(({ config }) => config[key] !== undefined);
    const value = valueOf<readonly string[]>(configuration, settings[key], own.length > 0 ? [] : undefined);
    return isFileOrigin(value.origin)
      ? { globs: [], leftOut: path !== '' && !isSearched(own, path, [key]) }
      : { globs: value.value, leftOut: false };
  };
  const include = globs('include');
  const exclude = globs('exclude');
  return {
    pricing: {
      model: model.value,
      detail: detail.value === omitted ? undefined : detail.value,
      tier: parseTier(tier.value) ?? 'standard',
      origins: { model: model.origin, detail: detail.origin, tier: tier.origin },
    },
    compareModels: valueOf<readonly string[]>(configuration, settings.compareModels, file.compareModels)
      .value,
    roots: valueOf<readonly string[]>(configuration, settings.roots, file.roots).value,
    include: include.globs,
    exclude: exclude.globs,
    leftOut: include.leftOut || exclude.leftOut,
  };
}

export function flag(key: SettingKey, resource?: vscode.Uri): boolean {
  return vscode.workspace.getConfiguration(section, resource ?? null).get<boolean>(key, true);
}

export function inlineStyle(resource?: vscode.Uri): InlineStyle {
  return vscode.workspace
    .getConfiguration(section, resource ?? null)
    .get<InlineStyle>(settings.inlineStyle, 'off');
}

/**
 * Where a change takes effect: where the value in force was set, else for the user. `ofFile`: the value in force is the
 * one of `tilescope.json`, which goes before the user's, so that only the workspace can say otherwise.
 */
export function targetOf(key: SettingKey, resource?: vscode.Uri, ofFile = false): vscode.ConfigurationTarget {
  const inspected = vscode.workspace.getConfiguration(section, resource ?? null).inspect(key);
  if (inspected?.workspaceFolderValue !== undefined) return vscode.ConfigurationTarget.WorkspaceFolder;
  if (inspected?.workspaceValue !== undefined) return vscode.ConfigurationTarget.Workspace;
  if (!ofFile) return vscode.ConfigurationTarget.Global;
  // With several folders, the choice is for the one whose file it overrules.
  return (vscode.workspace.workspaceFolders?.length ?? 0) > 1 &&
    resource !== undefined &&
    vscode.workspace.getWorkspaceFolder(resource) !== undefined
    ? vscode.ConfigurationTarget.WorkspaceFolder
    : vscode.ConfigurationTarget.Workspace;
}
