// The answer of the Responses API: an object, and the events in which the same object grows.
import { randomBytes } from 'node:crypto';
import type {
  Response,
  ResponseOutputItem,
  ResponseOutputMessage,
  ResponseStreamEvent,
  ResponseUsage,
} from 'openai/resources/responses/responses';
import type { Answer } from './answers';
import type { Behaviour } from './behaviour';
import type { ResponsesRequest } from './responses';
import type { EventStream } from './sse';

/**
 * As it travels: `output_text` is put together by the client, `usage` is there from the start, as null, and so are
 * fields that the client's type has no names for.
 */
export type WireResponse = Omit<Response, 'output_text' | 'usage' | 'user'> & {
  readonly usage: ResponseUsage | null;
  readonly store: boolean;
  readonly user: null;
};

type Wire<Event> = Event extends { response: Response }
  ? Omit<Event, 'response'> & { response: WireResponse }
  : Event;
export type WireEvent = Wire<ResponseStreamEvent>;
type Numbered<Event> = Event extends { sequence_number: number } ? Omit<Event, 'sequence_number'> : never;

export function newId(prefix: string): string {
  return `${prefix}_${randomBytes(24).toString('hex')}`;
}

export function seconds(): number {
  return Math.floor(Date.now() / 1000);
}

/** One answer on its way. */
export class ResponseAnswer {
  private readonly id = newId('resp');
  private readonly messageId = newId('msg');
  private readonly reasoningId = newId('rs');
  private readonly createdAt = seconds();
  private sequence = 0;

  constructor(
    private readonly request: ResponsesRequest,
    private readonly answer: Answer,
    private readonly inputTokens: number,
    private readonly behaviour: Behaviour | undefined,
  ) {}

  /** All at once. */
  whole(): WireResponse {
    return this.behaviour?.kind === 'failed' ? this.failed() : this.finished();
  }

  /** Event by event, to the end or to where it breaks. */
  async stream(events: EventStream): Promise<void> {
    const send = (event: Numbered<WireEvent>): void => {
      const numbered = { ...event, sequence_number: this.sequence++ };
      events.send(JSON.stringify(numbered), event.type);
    };
    const started = this.response({ status: 'in_progress' });
    send({ type: 'response.created', response: started });
    send({ type: 'response.in_progress', response: started });
    await events.pause();
    const index = this.request.model.reasoning ? 1 : 0;
    if (this.request.model.reasoning) {
      const item: ResponseOutputItem = { id: this.reasoningId, type: 'reasoning', summary: [] };
      send({ type: 'response.output_item.added', output_index: 0, item });
      await events.pause();
      send({ type: 'response.output_item.done', output_index: 0, item });
    }
    send({ type: 'response.output_item.added', output_index: index, item: this.message('in_progress', []) });
    const at = { item_id: this.messageId, output_index: index, content_index: 0 };
    const refused = this.answer.end === 'refusal';
    send({ type: 'response.content_part.added', ...at, part: part(refused, '') });
    for (const [count, delta] of [...this.answer.deltas, undefined].entries()) {
      await this.disturb(events, send, count);
      if (this.behaviour?.kind === 'failed' && count >= this.behaviour.afterDeltas) return;
      if (delta === undefined) break;
      if (refused) send({ type: 'response.refusal.delta', ...at, delta });
      else send({ type: 'response.output_text.delta', ...at, delta, logprobs: [] });
      await events.pause();
    }
    const { text } = this.answer;
    if (refused) send({ type: 'response.refusal.done', ...at, refusal: text });
    else send({ type: 'response.output_text.done', ...at, text, logprobs: [] });
    send({ type: 'response.content_part.done', ...at, part: part(refused, text) });
    const finished = this.finished();
    const item = this.message(finished.status === 'incomplete' ? 'incomplete' : 'completed', [
      part(refused, text),
    ]);
    send({ type: 'response.output_item.done', output_index: index, item });
    if (finished.status === 'incomplete') send({ type: 'response.incomplete', response: finished });
    else send({ type: 'response.completed', response: finished });
  }

  private async disturb(
    events: EventStream,
    send: (event: Numbered<WireEvent>) => void,
    count: number,
  ): Promise<void> {
    const { behaviour } = this;
    if (behaviour?.kind === 'stall' && count === behaviour.afterDeltas) await events.silence();
    if (behaviour?.kind === 'cut' && count === behaviour.afterDeltas) await events.cut();
    if (behaviour?.kind === 'failed' && count === behaviour.afterDeltas)
      send({ type: 'response.failed', response: this.failed() });
  }

  private message(
    status: ResponseOutputMessage['status'],
    content: ResponseOutputMessage['content'],
  ): ResponseOutputMessage {
    return { id: this.messageId, type: 'message', status, content, role: 'assistant' };
  }

  private failed(): WireResponse {
    return this.response({
      status: 'failed',
      error: { code: 'server_error', message: 'The model failed to generate a response.' },
    });
  }

  private finished(): WireResponse {
    const { end, text, outputTokens } = this.answer;
    const cut = end === 'max_output_tokens' || end === 'content_filter';
    const reasoning = this.request.model.reasoning ? Math.floor(outputTokens / 4) : 0;
    const output: ResponseOutputItem[] = [
      this.message(cut ? 'incomplete' : 'completed', [part(end === 'refusal', text)]),
    ];
    if (this.request.model.reasoning)
      output.unshift({ id: this.reasoningId, type: 'reasoning', summary: [] });
    const usage: ResponseUsage = {
      input_tokens: this.inputTokens,
      input_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 },
      output_tokens: outputTokens,
      output_tokens_details: { reasoning_tokens: reasoning },
      total_tokens: this.inputTokens + outputTokens,
    };
    return this.response({
      status: cut ? 'incomplete' : 'completed',
      ...(cut ? { incomplete_details: { reason: end } } : { completed_at: seconds() }),
      output,
      usage: this.behaviour?.kind === 'no-usage' ? null : usage,
    });
  }

  private response(state: Partial<WireResponse>): WireResponse {
    const { model, instructions, maxOutputTokens, schema, tier } = this.request;
    return {
      id: this.id,
      object: 'response',
      created_at: this.createdAt,
      status: 'in_progress',
      background: false,
      completed_at: null,
      error: null,
      incomplete_details: null,
      instructions,
      max_output_tokens: maxOutputTokens ?? null,
      model: model.id,
      output: [],
      parallel_tool_calls: true,
      previous_response_id: null,
      reasoning: { effort: model.reasoning ? 'medium' : null, summary: null },
      // What is asked for is shown until it is known what served it.
      service_tier: state.usage === undefined ? 'auto' : tier,
      temperature: 1,
      text: {
        format: schema
          ? { type: 'json_schema', name: schema.name, schema: { ...schema.schema }, strict: true }
          : { type: 'text' },
        verbosity: 'medium',
      },
      tool_choice: 'auto',
      tools: [],
      top_logprobs: 0,
      top_p: 1,
      truncation: 'disabled',
      usage: null,
      store: true,
      user: null,
      metadata: {},
      ...state,
    };
  }
}

function part(refused: boolean, text: string): ResponseOutputMessage['content'][number] {
  return refused
    ? { type: 'refusal', refusal: text }
    : { type: 'output_text', text, annotations: [], logprobs: [] };
}
