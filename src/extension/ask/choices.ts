import type * as vscode from 'vscode';
import type { Prompt } from '../../vision/prompts/prompt';
import type { AskEndpoint, AskPrompt } from '../../webview/askProtocol';
import type { AskServices } from './askServices';
import { askSettings } from './askSettings';
import { chosenEndpoint, readEndpoints, vscodeEndpoint } from './endpoints';

/** What the page chooses from, as it is now. */
export interface Choices {
  readonly prompts: readonly Prompt[];
  readonly endpoints: readonly AskEndpoint[];
  readonly model: string;
}

export const noChoices: Choices = { prompts: [], endpoints: [], model: '' };

export async function readChoices(
  { keys, models, prompts, inForce, log }: AskServices,
  resource: vscode.Uri | undefined,
): Promise<Choices> {
  const { all, problems } = readEndpoints();
  for (const problem of problems) log.warn(problem);
  const [found, { effective }, endpoints] = await Promise.all([
    prompts.all(resource),
    inForce(resource),
    Promise.all(
      all.map(async (endpoint): Promise<AskEndpoint> => {
        const { id, name } = endpoint;
        return { id, name, models: await models.of(endpoint), key: await keys.state(endpoint) };
      }),
    ),
  ]);
  const own = askSettings(resource).model;
  return {
    prompts: found,
    // Without any model, VS Code's own are not worth a row.
    endpoints: endpoints.filter(
      ({ id, models: offered }) => id !== vscodeEndpoint.id || offered.length > 0 || id === chosenEndpoint(),
    ),
    model: own === '' ? effective.pricing.model : own,
  };
}

export function pagePrompt(prompt: Prompt): AskPrompt {
  const { id, title, text, schema, pictures, origin, model, detail, tier } = prompt;
  return {
    id,
    title,
    text,
    structured: schema !== undefined,
    pictures,
    origin,
    ...(model !== undefined && { model }),
    ...(detail !== undefined && { detail }),
    ...(tier !== undefined && { tier }),
  };
}
