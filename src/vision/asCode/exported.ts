import type { Endpoint } from '../endpoint';
import { chatBody } from '../openai/chatBody';
import { responsesBody } from '../openai/responsesBody';
import type { RequestPicture, Turn, VisionRequest } from '../request';

/** A request's body, in which what a program keeps in variables is named by words that stand nowhere else. */
export interface Exported {
  readonly api: Endpoint['api'];
  readonly body: Readonly<Record<string, unknown>>;
  readonly files: readonly ExportedFile[];
  readonly texts: readonly ExportedText[];
}

/** A picture that the program reads from its file. */
export interface ExportedFile {
  readonly word: string;
  /** `picture`, or `picture2` where there are several. */
  readonly variable: string;
  readonly path: string;
  readonly mediaType: string;
}

/** A text of several lines, which reads better outside of the request. */
export interface ExportedText {
  readonly word: string;
  readonly variable: string;
  readonly text: string;
}

/**
 * The body that a provider sends, made by the very functions it is made by. Throws `VisionError` where they do.
 * @param hoisted whether texts of several lines get variables
 */
export function exported(request: VisionRequest, endpoint: Endpoint, hoisted: boolean): Exported {
  const words = new Words(request);
  const files = new Map<string, ExportedFile>();
  const urlOf = ({ source, name }: RequestPicture): string => {
    if (source.kind === 'url') return source.url;
    const path = source.path ?? name;
    const { mediaType } = source;
    const key = `${mediaType} ${path}`;
    const file = files.get(key) ?? { word: words.next(), variable: '', path, mediaType };
    files.set(key, file);
    return file.word;
  };
  const texts: { readonly word: string; readonly name: string; readonly text: string }[] = [];
  const textOf = (text: string, name: string): string => {
    if (!hoisted || !text.includes('\n')) return text;
    const word = words.next();
    texts.push({ word, name, text });
    return word;
  };
  const turnOf = (turn: Turn): Turn => ({
    ...turn,
    text: textOf(turn.text, turn.role === 'user' ? 'question' : 'answer'),
  });
  const worded: VisionRequest = {
    ...request,
    ...(request.instructions === undefined
      ? {}
      : { instructions: textOf(request.instructions, 'instructions') }),
    turns: request.turns.map(turnOf),
  };
  const body =
    endpoint.api === 'responses' ? responsesBody(worded, urlOf) : chatBody(worded, endpoint, urlOf);
  return {
    api: endpoint.api,
    body: { ...body },
    files: numbered([...files.values()], () => 'picture'),
    texts: numbered(texts, ({ name }) => name),
  };
}

/** Words that are part of nothing the request says. */
class Words {
  readonly #said: string;
  #count = 0;

  constructor(request: VisionRequest) {
    this.#said = JSON.stringify(request, (_, value: unknown) =>
      value instanceof Uint8Array ? undefined : value,
    );
  }

  next(): string {
    let word: string;
    do word = `@${++this.#count}@`;
    while (this.#said.includes(word));
    return word;
  }
}

function numbered<T extends { readonly word: string }>(
  items: readonly T[],
  nameOf: (item: T) => string,
): (T & { readonly variable: string })[] {
  const names = items.map(nameOf);
  const seen = new Map<string, number>();
  return items.map((item, index) => {
    const name = names[index] ?? '';
    const number = (seen.get(name) ?? 0) + 1;
    seen.set(name, number);
    const alone = names.filter(other => other === name).length === 1;
    return { ...item, variable: alone ? name : `${name}${number}` };
  });
}
