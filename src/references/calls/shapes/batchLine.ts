import type { VisionCall } from '../call';
import type { Site } from '../site';
import type { Value } from '../value';
import { apiOfUrl, guessApi, readBody } from './body';
import { get, isGiven, stringOf, type ValueOf } from './look';
import { always, optionsAt } from './occasion';

/** Requests of a batch file that a program writes: `json.dumps({"custom_id": …, "url": …, "body": …})`. */
export function readBatchLines(site: Site): readonly VisionCall[] {
  const [written] = site.args.positional;
  if (!written) return [];
  const places = new Map<number, ValueOf<'object'>[]>();
  for (const object of objectsIn(written)) {
    const { start } = object.span;
    places.set(start, [...(places.get(start) ?? []), object]);
  }
  return [...places.values()].map(objects => readBatchLine(objects, site)).filter(call => call !== undefined);
}

function objectsIn(value: Value): readonly ValueOf<'object'>[] {
  return optionsAt(value, always).flatMap(option => {
    if (option.value.kind === 'list') return option.value.items.flatMap(item => objectsIn(item.value));
    return option.value.kind === 'object' ? [option.value] : [];
  });
}

/**
 * The call stands where the request is written down, if that is in this text. What a loop makes of one place is a
 * request for each time.
 */
function readBatchLine(objects: readonly ValueOf<'object'>[], site: Site): VisionCall | undefined {
  const [first] = objects;
  if (!first) return undefined;
  const { span } = first;
  const line: Value =
    objects.length === 1 ? first : { kind: 'choice', by: 'each', group: span.start, options: objects, span };
  if (!isGiven(get(line, 'custom_id', 'key'))) return undefined;
  const url = stringOf(get(line, 'url'));
  const body = get(line, 'body');
  // Anthropic's have `params`, Google's a `request`.
  const other = get(line, 'params') ?? get(line, 'request');
  const request = body ?? other;
  const api = (url === undefined ? undefined : apiOfUrl(url)?.api) ?? (request && guessApi(request));
  if (!request || !api) return undefined;
  const isHere = first.elsewhere !== true;
  return readBody({
    api,
    body: request,
    callee: url === undefined ? site.callee : `POST ${url}`,
    span: isHere ? span : site.span,
    statement: isHere ? span.start : site.statement,
    // Paths are OpenAI's; Azure's have no version in front.
    provider: url?.startsWith('/v1/') ? 'openai' : undefined,
    tier: 'batch',
    spelling: site.language,
  });
}
