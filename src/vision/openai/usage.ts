import type { Billed } from '../provider';

type Fields = Readonly<Record<string, unknown>>;

/**
 * The usage of either API, which name the same things differently. `undefined` where the server says nothing, or no
 * numbers of tokens: compatible servers do not hold to the types.
 */
export function billedOf(usage: unknown): Billed | undefined {
  const fields = object(usage);
  const inputTokens = count(fields?.input_tokens) ?? count(fields?.prompt_tokens);
  const outputTokens = count(fields?.output_tokens) ?? count(fields?.completion_tokens);
  if (inputTokens === undefined || outputTokens === undefined) return undefined;
  const input = object(fields?.input_tokens_details) ?? object(fields?.prompt_tokens_details);
  const output = object(fields?.output_tokens_details) ?? object(fields?.completion_tokens_details);
  return {
    inputTokens,
    cachedInputTokens: count(input?.cached_tokens) ?? 0,
    outputTokens,
    reasoningTokens: count(output?.reasoning_tokens) ?? 0,
  };
}

function object(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null ? (value as Fields) : undefined;
}

function count(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}
