import type { RequestBody } from '../request';
import type { Site } from '../site';
import { get, lastName, optionsOf } from './look';
import { decoded } from './rawHttp';

/** Anthropic's messages by way of AWS: `client.send(new InvokeModelCommand({modelId, body}))`, `invoke_model(…)`. */
export function bedrockRequest(site: Site): RequestBody | undefined {
  const [command] = site.args.positional;
  const isCommand =
    command?.kind === 'made' && /^InvokeModel(?:WithResponseStream)?Command$/.test(lastName(command.callee));
  if (site.members.at(-1) === 'send' && !isCommand) return undefined;
  const options = isCommand ? command.args.positional[0] : optionsOf(site.args, site.span);
  const written = get(options, 'body');
  const body = written && decoded(written);
  if (!body || !get(body, 'messages') || !get(body, 'anthropic_version')) return undefined;
  const model = get(options, 'modelId');
  return {
    api: 'anthropic.messages',
    body,
    callee: site.callee,
    span: site.span,
    statement: site.statement,
    provider: 'bedrock',
    ...(model && { model }),
    spelling: site.language,
  };
}
