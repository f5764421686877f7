// What the models of this server say: fixed texts, chosen by what is asked, and JSON where a schema asks for it.
import { createHash } from 'node:crypto';
import type { Behaviour } from './behaviour';
import data from './fixtures/answers.json';
import type { JsonObject } from './json';
import type { SentPicture } from './requestChecks';
import { jsonFor, type KnownPicture } from './schemaAnswer';

/** How an answer goes. */
export interface Answer {
  readonly text: string;
  /** In the pieces in which it is streamed. */
  readonly deltas: readonly string[];
  readonly outputTokens: number;
  readonly end: 'complete' | 'refusal' | 'max_output_tokens' | 'content_filter';
}

export interface Question {
  /** All that was said, the last of the user at the end. */
  readonly texts: readonly string[];
  readonly pictures: readonly SentPicture[];
  readonly schema?: JsonObject;
  readonly maxOutputTokens?: number;
}

const refusalText = "I'm sorry, but I can't help with that picture.";

export function answerTo(question: Question, behaviour: Behaviour | undefined): Answer {
  if (behaviour?.kind === 'refusal') return whole(behaviour.text ?? refusalText, 12, 'refusal');
  if (behaviour?.kind === 'answer') return whole(behaviour.text, data.flatOutputTokens, 'complete');
  const answer = fixed(question);
  if (behaviour?.kind === 'incomplete') return cut(answer, behaviour.afterDeltas, behaviour.reason);
  const limit = question.maxOutputTokens ?? Infinity;
  if (limit >= answer.outputTokens) return answer;
  const share = Math.floor((answer.deltas.length * limit) / answer.outputTokens);
  return { ...cut(answer, share, 'max_output_tokens'), outputTokens: limit };
}

function fixed({ texts, pictures, schema }: Question): Answer {
  const known = pictures.map(knownPicture);
  if (schema !== undefined) {
    const text = JSON.stringify(jsonFor(schema, known), undefined, 2);
    return whole(text, data.schemaOutputTokens, 'complete');
  }
  const asked = texts.at(-1)?.toLowerCase() ?? '';
  const found = data.answers.find(({ words }) => words.some(word => asked.includes(word)));
  if (found !== undefined) return whole(found.text.join('\n'), found.outputTokens, 'complete');
  if (known.length === 0) return whole(data.withoutPicture, data.flatOutputTokens, 'complete');
  const described = known.map(picture => ({
    text: (picture?.description ?? data.anyPicture).join('\n'),
    outputTokens: picture?.outputTokens ?? data.anyPictureOutputTokens,
  }));
  const text = described
    .map((part, index) => (described.length === 1 ? part.text : `## Picture ${index + 1}\n\n${part.text}`))
    .join('\n\n');
  const outputTokens = described.reduce((sum, part) => sum + part.outputTokens, 0);
  return whole(text, outputTokens, 'complete');
}

/** One of the pictures in examples/, by its bytes. */
function knownPicture({ bytes }: SentPicture): KnownPicture | undefined {
  if (bytes === undefined) return undefined;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return data.pictures.find(picture => picture.sha256 === sha256);
}

function whole(text: string, outputTokens: number, end: Answer['end']): Answer {
  return { text, deltas: inDeltas(text), outputTokens, end };
}

function cut(answer: Answer, after: number, end: Answer['end']): Answer {
  const deltas = answer.deltas.slice(0, after);
  return { text: deltas.join(''), deltas, outputTokens: Math.max(1, deltas.length * 4), end };
}

/** Three words at a time. */
function inDeltas(text: string): readonly string[] {
  return text.match(/(?:\S+\s*){1,3}|\s+/g) ?? [];
}
