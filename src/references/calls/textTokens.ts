import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';

/** Tokens of a text in OpenAI's `o200k_base`; what looks like a special token is taken for the text it is. */
export function countTextTokens(text: string): number {
  return countTokens(text, { disallowedSpecial: new Set() });
}
