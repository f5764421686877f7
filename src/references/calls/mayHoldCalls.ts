import { isDataFormat } from './formats/requestsIn';
import { calledNames } from './shapes/calledNames';

const called = new RegExp(
  `\\b(?:${[...calledNames].join('|')})\\b|[Ff]etch|ollama|\\bagents\\b|pydantic_ai|llama_index`,
);
const pictures =
  /image|inline_?data|file_?data|from_bytes|from_uri|\.(?:png|jpe?g|webp|gif|bmp|tiff?|heic|heif|avif)\b|data:|base64/i;

/** Cheap: whether a text can hold a call that sends a picture. `text` may be bytes taken for Latin-1. */
export function mayHoldCalls(text: string, fileName: string): boolean {
  return pictures.test(text) && (isDataFormat(fileName) || called.test(text));
}
