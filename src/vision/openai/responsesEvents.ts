import type OpenAI from 'openai';
import type { RunEvent } from '../provider';
import { apiFailure } from './apiFailure';
import { connectionLost } from './connectionFailure';
import { readError } from './errorBody';
import type { Exchange } from './exchange';
import { foreignAnswer } from './strangeAnswers';
import { billedOf } from './usage';

type StreamEvent = OpenAI.Responses.ResponseStreamEvent;
type Response = OpenAI.Responses.Response;

/** The stream of the Responses API as events of a run. Throws `VisionError`, and whatever the stream throws. */
export async function* responsesEvents(
  stream: AsyncIterable<StreamEvent>,
  exchange: Exchange,
  answer: { readonly requestId: string | undefined; readonly headers: Headers },
): AsyncGenerator<RunEvent> {
  let any = false;
  let started = false;
  let refused = false;
  let text = false;
  for await (const event of stream) {
    if (!isEvent(event)) continue;
    any = true;
    switch (event.type) {
      case 'response.created':
      case 'response.in_progress':
        if (!started) yield startedBy(event.response, answer.requestId);
        started = true;
        break;
      case 'response.output_text.delta':
        text = true;
        yield { kind: 'text', delta: event.delta };
        break;
      case 'response.refusal.delta':
        text = true;
        refused = true;
        yield { kind: 'text', delta: event.delta };
        break;
      case 'response.completed': {
        // Some compatible servers send the whole at once, at the end.
        const rest = text ? { text: '', refused: false } : outputOf(event.response);
        if (rest.text !== '') yield { kind: 'text', delta: rest.text };
        yield finished(event.response, refused || rest.refused ? 'refused' : 'complete');
        return;
      }
      case 'response.incomplete':
        yield finished(
          event.response,
          event.response.incomplete_details?.reason === 'content_filter' ? 'filtered' : 'length',
        );
        return;
      case 'response.failed':
        throw apiFailure(exchange, readError(event.response.error) ?? { message: '' }, answer);
      case 'error':
        throw apiFailure(exchange, readError(event), { headers: answer.headers });
      default:
        // Tools, reasoning, annotations: nothing that was asked for.
        break;
    }
  }
  throw any ? connectionLost(exchange) : foreignAnswer(exchange, 200, '');
}

/** Compatible servers may send anything. */
function isEvent(event: unknown): event is StreamEvent {
  return typeof event === 'object' && event !== null && 'type' in event;
}

function startedBy(response: Partial<Response> | undefined, requestId: string | undefined): RunEvent {
  return {
    kind: 'started',
    ...(typeof response?.model === 'string' ? { model: response.model } : {}),
    ...(requestId === undefined ? {} : { requestId }),
  };
}

function finished(response: Response, end: 'complete' | 'length' | 'refused' | 'filtered'): RunEvent {
  const tier: unknown = response.service_tier;
  return {
    kind: 'finished',
    end,
    billed: billedOf(response.usage),
    ...(typeof tier === 'string' ? { servedTier: tier } : {}),
  };
}

function outputOf(response: Partial<Response>): { readonly text: string; readonly refused: boolean } {
  const parts = (response.output ?? []).flatMap(item => (item.type === 'message' ? item.content : []));
  return {
    text: parts.map(part => (part.type === 'output_text' ? part.text : part.refusal)).join(''),
    refused: parts.some(part => part.type === 'refusal'),
  };
}
