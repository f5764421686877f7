import type { Pricing } from '../../references/assess';
import { readPromptFile } from './promptFile';

/** The origin of what a prompt file says of itself. */
export const frontMatterOrigin = 'front matter';

/**
 * What the pictures named in a prompt file are priced with: what its front matter says goes before what holds around
 * it, as it does when the prompt is asked. What is wrong in it does not count.
 */
export function promptPricing(text: string, around: Pricing): Pricing {
  const { prompt } = readPromptFile(text, '');
  if (prompt === undefined) return around;
  const { model, detail, tier } = prompt;
  const { origins } = around;
  return {
    model: model ?? around.model,
    detail: detail ?? around.detail,
    tier: tier ?? around.tier,
    origins: {
      model: model === undefined ? origins.model : frontMatterOrigin,
      detail: detail === undefined ? origins.detail : frontMatterOrigin,
      tier: tier === undefined ? origins.tier : frontMatterOrigin,
    },
  };
}
