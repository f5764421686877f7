import type { VisionCall } from '../call';
import type { Span } from '../expression';
import { jsonValue } from './jsonValue';
import { jsonString } from './mappedText';
import { promptfooCalls } from './promptfoo';
import { isConfiguration } from './promptfooProviders';
import { mayBeRequest, mostRequests, requestsWithin } from './requestsWithin';

/** The requests in a JSON file: the file itself, a list of them, or somewhere within; a configuration of promptfoo. */
export function jsonRequests(text: string): readonly VisionCall[] {
  const mayBeTests = /"(?:providers|targets)"\s*:/.test(text);
  if (!mayBeTests && !mayBeRequest(text)) return [];
  const root = jsonValue(text);
  if (root === undefined) return [];
  if (!isConfiguration(root)) return requestsWithin(root, 'json');
  return promptfooCalls(root, ({ content, span }) => {
    const { start, end } = content ?? span;
    return jsonString(text.slice(start, end), start);
  });
}

/** A request a line. A line that is broken is left out, and the next one is read. */
export function jsonLineRequests(text: string): readonly VisionCall[] {
  const calls: VisionCall[] = [];
  for (let at = 0; at < text.length && calls.length < mostRequests;) {
    const end = text.indexOf('\n', at);
    const start = at;
    const line = text.slice(start, end < 0 ? text.length : end);
    at = end < 0 ? text.length : end + 1;
    if (!mayBeRequest(line)) continue;
    const place = (span: Span): Span => ({ start: span.start + start, end: span.end + start });
    const root = jsonValue(line, { place });
    if (root !== undefined) calls.push(...requestsWithin(root, 'json'));
  }
  return calls;
}
