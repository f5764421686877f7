import { isDataFormat } from '../calls/formats/requestsIn';
import { mayBeRequest } from '../calls/formats/requestsWithin';
import { mayHoldCalls } from '../calls/mayHoldCalls';

/** The kinds of file that hold code which is read for calls; requests written down as data have kinds of their own. */
const code = /\.(?:[cm]?[jt]sx?|py[wi]?|ipynb|vue|svelte|astro|x?html?|mdx)$/i;
const json = /\.json[5cl]?$|\.ndjson$/i;
/** Configurations of promptfoo have these. */
const tests = /"(?:providers|targets)"\s*:/;

/**
 * One of these stands in whatever asks a model something: a key of a request, a method that is nobody else's, a library.
 * What {@link mayHoldCalls} looks for, `image` and `write(`, is in every other file of a project. Each word more costs
 * time in all of them.
 */
const asks = new RegExp(
  [
    'messages\\b|input_image|contents["\']?\\s*[=:,}]|responses\\b',
    'completion|images?[./](?:generat|edit)|generate_?content|send_?message',
    '(?:generate|stream)(?:Text|Object|UI)\\b|openai|anthropic|gen_?ai|ollama|lang_?chain|pydantic_ai|llm\\b|/v1',
  ].join('|'),
  'i',
);

/**
 * Whether a file is worth parsing for calls. Cheap, and what decides how long a report takes: most files are put aside.
 * @param text may be bytes taken for Latin-1
 */
export function isWorthParsing(text: string, file: string): boolean {
  if (isDataFormat(file))
    return (!json.test(file) || mayBeRequest(text) || tests.test(text)) && mayHoldCalls(text, file);
  return code.test(file) && asks.test(text) && mayHoldCalls(text, file);
}
