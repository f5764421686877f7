// The answer of Chat Completions: an object, or chunks of one.
import type { ChatCompletion, ChatCompletionChunk } from 'openai/resources/chat/completions/completions';
import type { CompletionUsage } from 'openai/resources/completions';
import type { Answer } from './answers';
import type { Behaviour } from './behaviour';
import type { ChatRequest } from './chat';
import { newId, seconds } from './responseEvents';
import type { EventStream } from './sse';

const fingerprint = 'fp_44709d6fcb';

type FinishReason = 'stop' | 'length' | 'content_filter';

const reasons: Readonly<Record<Answer['end'], FinishReason>> = {
  complete: 'stop',
  refusal: 'stop',
  max_output_tokens: 'length',
  content_filter: 'content_filter',
};

/** One answer on its way. */
export class ChatAnswer {
  private readonly id = newId('chatcmpl').replace('_', '-');
  private readonly created = seconds();

  constructor(
    private readonly request: ChatRequest,
    private readonly answer: Answer,
    private readonly inputTokens: number,
    private readonly behaviour: Behaviour | undefined,
  ) {}

  /** All at once. */
  whole(): ChatCompletion {
    const { end, text } = this.answer;
    const refused = end === 'refusal';
    const counted = this.behaviour?.kind !== 'no-usage';
    return {
      id: this.id,
      object: 'chat.completion',
      created: this.created,
      model: this.request.model.id,
      choices: [
        {
          index: 0,
          message: {
            role: 'assistant',
            content: refused ? null : text,
            refusal: refused ? text : null,
            annotations: [],
          },
          logprobs: null,
          finish_reason: reasons[end],
        },
      ],
      ...(counted && { usage: this.usage() }),
      service_tier: this.request.tier,
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- the API still sends it
      system_fingerprint: fingerprint,
    };
  }

  /** Chunk by chunk, to the end or to where it breaks. */
  async stream(events: EventStream): Promise<void> {
    const send = (chunk: Pick<ChatCompletionChunk, 'choices' | 'usage'>): void => {
      events.send(JSON.stringify({ ...this.chunk(), ...chunk }));
    };
    // Only who asks for it hears of usage; then every chunk has the field, and it is null until the last.
    const unknown = this.request.includeUsage && this.behaviour?.kind !== 'no-usage' ? { usage: null } : {};
    const choice = (
      delta: ChatCompletionChunk.Choice.Delta,
      finish: FinishReason | null = null,
    ): Pick<ChatCompletionChunk, 'choices' | 'usage'> => ({
      choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
      ...unknown,
    });
    const refused = this.answer.end === 'refusal';
    send(choice({ role: 'assistant', content: refused ? null : '', refusal: null }));
    for (const [count, delta] of [...this.answer.deltas, undefined].entries()) {
      const { behaviour } = this;
      if (behaviour?.kind === 'stall' && count === behaviour.afterDeltas) await events.silence();
      if (behaviour?.kind === 'cut' && count === behaviour.afterDeltas) await events.cut();
      if (behaviour?.kind === 'failed' && count === behaviour.afterDeltas) {
        events.send(
          JSON.stringify({
            error: {
              message: 'The server had an error while processing your request. Sorry about that!',
              type: 'server_error',
              param: null,
              code: null,
            },
          }),
        );
        return;
      }
      if (delta === undefined) break;
      send(choice(refused ? { refusal: delta } : { content: delta }));
      await events.pause();
    }
    send(choice({}, reasons[this.answer.end]));
    if ('usage' in unknown) send({ choices: [], usage: this.usage() });
    events.send('[DONE]');
  }

  private chunk(): Omit<ChatCompletionChunk, 'choices' | 'usage'> {
    return {
      id: this.id,
      object: 'chat.completion.chunk',
      created: this.created,
      model: this.request.model.id,
      service_tier: this.request.tier,
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- the API still sends it
      system_fingerprint: fingerprint,
    };
  }

  private usage(): CompletionUsage {
    const { outputTokens } = this.answer;
    return {
      prompt_tokens: this.inputTokens,
      completion_tokens: outputTokens,
      total_tokens: this.inputTokens + outputTokens,
      prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
      completion_tokens_details: {
        reasoning_tokens: this.request.model.reasoning ? Math.floor(outputTokens / 4) : 0,
        audio_tokens: 0,
        accepted_prediction_tokens: 0,
        rejected_prediction_tokens: 0,
      },
    };
  }
}
