import * as vscode from 'vscode';
import { builtInModels } from '../../core/models/builtIn';
import type { Endpoint } from '../../vision/endpoint';
import { openAiEndpoint, vscodeEndpoint } from './endpoints';

const prefix = 'tilescope.ask.models:';
/** A gateway lists thousands; a list to choose from is kept, and nothing else. */
const mostKept = 1000;

/** The models that endpoints are known to offer: what they listed when the user asked, kept until the next time. */
export class ModelLists {
  constructor(private readonly memory: vscode.Memento) {}

  async of(endpoint: Endpoint): Promise<readonly string[]> {
    if (endpoint.id === vscodeEndpoint.id) {
      const models = await vscode.lm.selectChatModels();
      return models.map(({ id }) => id);
    }
    const kept = this.memory.get<readonly string[]>(prefix + endpoint.baseUrl);
    if (kept !== undefined && kept.length > 0) return kept;
    return endpoint.baseUrl === openAiEndpoint.baseUrl ? openAiModels : [];
  }

  async keep(endpoint: Endpoint, models: readonly string[]): Promise<void> {
    await this.memory.update(prefix + endpoint.baseUrl, models.slice(0, mostKept));
  }
}

/** Those that read pictures and answer in words. */
const openAiModels: readonly string[] = builtInModels
  .filter(
    ({ provider, rule, status, prices }) =>
      provider === 'openai' &&
      (status === undefined || status === 'current') &&
      (rule.family === 'patch' || rule.family === 'tile') &&
      prices?.imageInput === undefined,
  )
  .map(({ id }) => id);
