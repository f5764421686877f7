import type { OwnPricing } from '../../references/scan/scanSource';
import { isPromptFile } from './promptPath';

/** What a prompt's file says of itself goes before what the run was told, as what a call says does. */
export const ownPricing: OwnPricing = async (file, text, pricing) => {
  if (!isPromptFile(file)) return pricing;
  const { promptPricing } = await import('./promptPricing');
  return promptPricing(text, pricing);
};
