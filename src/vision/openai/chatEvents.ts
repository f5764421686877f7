import type OpenAI from 'openai';
import type { Billed, RunEvent } from '../provider';
import { connectionLost } from './connectionFailure';
import type { Exchange } from './exchange';
import { foreignAnswer } from './strangeAnswers';
import { billedOf } from './usage';

type Chunk = OpenAI.Chat.ChatCompletionChunk;
type Choice = OpenAI.Chat.ChatCompletionChunk.Choice;
type Delta = OpenAI.Chat.ChatCompletionChunk.Choice.Delta;

/**
 * The stream of Chat Completions as events of a run, from servers that send no usage, no `[DONE]`, fields of their own,
 * or lose the connection when all has been said. Throws `VisionError`, and whatever the stream throws.
 */
export async function* chatEvents(
  stream: AsyncIterable<Chunk>,
  exchange: Exchange,
  answer: { readonly requestId: string | undefined },
): AsyncGenerator<RunEvent> {
  let started = false;
  let refused = false;
  let reason: string | undefined;
  let billed: Billed | undefined;
  let tier: string | undefined;
  try {
    for await (const chunk of stream) {
      if (!isChunk(chunk)) continue;
      if (!started) yield startedBy(chunk, answer.requestId);
      started = true;
      const part = partOf(chunk);
      if (part.text !== '') yield { kind: 'text', delta: part.text };
      refused ||= part.refused;
      reason = part.reason ?? reason;
      // It may come along with every chunk, growing.
      billed = billedOf(chunk.usage) ?? billed;
      tier = typeof chunk.service_tier === 'string' ? chunk.service_tier : tier;
    }
  } catch (error) {
    // The answer is whole; only what it costs is not known.
    if (reason === undefined || exchange.signal.aborted) throw error;
  }
  if (!started) throw foreignAnswer(exchange, 200, '');
  if (reason === undefined) throw connectionLost(exchange);
  yield {
    kind: 'finished',
    end: endOf(reason, refused),
    billed,
    ...(tier === undefined ? {} : { servedTier: tier }),
  };
}

function isChunk(chunk: unknown): chunk is Partial<Chunk> {
  return typeof chunk === 'object' && chunk !== null && ('choices' in chunk || 'usage' in chunk);
}

function startedBy(chunk: Partial<Chunk>, requestId: string | undefined): RunEvent {
  return {
    kind: 'started',
    // Azure's first chunk is about the prompt's filters, with an empty name.
    ...(typeof chunk.model === 'string' && chunk.model !== '' ? { model: chunk.model } : {}),
    ...(requestId === undefined ? {} : { requestId }),
  };
}

interface Part {
  readonly text: string;
  readonly refused: boolean;
  readonly reason: string | undefined;
}

function partOf(chunk: Partial<Chunk>): Part {
  // Not every server holds to the types.
  const choice: Partial<Choice> | undefined = chunk.choices?.[0];
  const delta: Partial<Delta> | undefined = choice?.delta;
  const refusal = delta?.refusal ?? '';
  return {
    text: (delta?.content ?? '') + refusal,
    refused: refusal !== '',
    reason: choice?.finish_reason ?? undefined,
  };
}

function endOf(reason: string, refused: boolean): 'complete' | 'length' | 'refused' | 'filtered' {
  if (reason === 'length') return 'length';
  if (reason === 'content_filter') return 'filtered';
  return refused ? 'refused' : 'complete';
}
