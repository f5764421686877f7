import type { VisionCall } from '../call';
import type { RequestBody } from '../request';
import type { Site } from '../site';
import type { Value } from '../value';
import { Draft } from './draft';
import { entryOf, get, lastName, objectOf, optionsOf, stringOf } from './look';
import { readContent, readMessages, sayAll, sayPart } from './messages';
import { optionsAt, type Occasion } from './occasion';
import { callOf } from './result';

/** Bedrock's Converse: `client.converse(modelId=…, messages=…)`, `client.send(new ConverseCommand({modelId, messages}))`. */
export function converseRequest(site: Site): RequestBody | undefined {
  const [command] = site.args.positional;
  const isCommand = command?.kind === 'made' && /^Converse(?:Stream)?Command$/.test(lastName(command.callee));
  if (site.members.at(-1) === 'send' && !isCommand) return undefined;
  const body = isCommand ? command.args.positional[0] : optionsOf(site.args, site.span);
  if (!body) return undefined;
  const model = get(body, 'modelId');
  return {
    api: 'bedrock.converse',
    body,
    callee: site.callee,
    span: site.span,
    statement: site.statement,
    provider: 'bedrock',
    ...(model && { model }),
    spelling: site.language,
  };
}

/** https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html */
export function readConverse(request: RequestBody): VisionCall | undefined {
  const draft = new Draft(request.spelling);
  sayAll(draft, get(request.body, 'system'));
  readMessages(draft, get(request.body, 'messages'), conversePart);
  return callOf(request, draft.found());
}

function conversePart(draft: Draft, part: Value, at: Occasion): void {
  const own = objectOf(part);
  const result = get(part, 'toolResult');
  if (result) readContent(draft, get(result, 'content'), at, conversePart, 'tool');
  const outer = own && entryOf(own, 'image');
  if (!outer) {
    sayPart(draft, part, at);
    return;
  }
  for (const { value: image, at: when } of optionsAt(outer.value, at)) {
    const format = stringOf(get(image, 'format'));
    const mediaType = format === undefined ? undefined : `image/${format}`;
    const source = get(image, 'source');
    const bytes = get(source, 'bytes');
    const stored = get(get(source, 's3Location'), 'uri');
    const value = bytes ?? stored ?? source ?? image;
    draft.show({
      value,
      slot: bytes ? 'bytes' : stored ? 'url' : 'bytes',
      at: when,
      holder: source ?? part,
      entry: (source && objectOf(source)?.entries[0]) ?? outer,
      mediaType,
    });
  }
}
