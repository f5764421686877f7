import * as vscode from 'vscode';
import type { MeasuredModel } from '../../core/budget/measured';
import { isSearched } from '../../core/config/resolve';
import { unknownModelMessage } from '../../core/models/registry';
import { ProjectConfigs } from '../../host/projectConfigs';
import { measuredReferenceModel } from '../../references/scan/measure';
import type { InForce } from '../../review/side';
import { effectiveSettings, isFileOrigin } from '../settings';
import { settingsLayers } from '../settingsLayer';
import { ConfigMistake } from './failure';

/** With what a project's changes are priced: as its hovers are, by its `tilescope.json` files and the settings. */
export interface ReviewPricing {
  readonly configs: ProjectConfigs;
  readonly forFile: (file: string) => Promise<InForce>;
  readonly reference: MeasuredModel;
  /** What settings say that the command line does not know; empty where both say the same. */
  readonly settings: readonly string[];
}

/** @param folder the project's. What {@link ConfigMistake} says of a wrong file, all of it rejects with. */
export async function reviewPricing(
  folder: vscode.Uri,
  log: vscode.LogOutputChannel,
): Promise<ReviewPricing> {
  const below = await settingsLayers(folder, log);
  const configs = new ProjectConfigs({
    below,
    read: file => textOf(vscode.Uri.joinPath(folder, ...file.split('/'))),
    onRead: (_, [problem]) => {
      if (problem !== undefined) throw new ConfigMistake(problem);
    },
    onContradiction: (origin, message) => {
      throw new ConfigMistake({ file: origin, line: 1, column: 1, message });
    },
  });
  const forFile = async (file: string): Promise<InForce & { readonly settings: readonly string[] }> => {
    const inForce = await configs.for(file);
    const resource = file === '' ? folder : vscode.Uri.joinPath(folder, ...file.split('/'));
    const { pricing, roots } = effectiveSettings(resource, { ...inForce, file });
    const { origins } = pricing;
    const isOwn = (origin: string): boolean => origin !== 'default' && !isFileOrigin(origin);
    return {
      pricing,
      registry: inForce.registry,
      roots,
      // As on the command line; the settings of the same names are for what an editor shows.
      searched: isSearched(inForce.chain, file),
      settings: [
        ...(isOwn(origins.model) ? [`model ${pricing.model}`] : []),
        ...(isOwn(origins.detail) ? [`detail ${pricing.detail ?? 'omitted'}`] : []),
        ...(isOwn(origins.tier) ? [`tier ${pricing.tier}`] : []),
      ],
    };
  };
  const { pricing, registry, settings } = await forFile('');
  const lookup = registry.find(pricing.model);
  return {
    configs,
    forFile,
    settings: [...settings, ...(below.length > 0 ? ['models of your own'] : [])],
    reference: lookup.found
      ? measuredReferenceModel(pricing, lookup.model)
      : {
          names: [{ asked: pricing.model, id: undefined }],
          unknown: unknownModelMessage(pricing.model, lookup.nearest),
          providers: [],
        },
  };
}

async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    if (
      error instanceof vscode.FileSystemError &&
      (error.code === 'FileNotFound' || error.code === 'FileNotADirectory')
    )
      return undefined;
    throw error;
  }
}
