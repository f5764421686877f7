import type { RequestBody } from '../request';
import type { Site } from '../site';
import type { Value } from '../value';
import { chain } from './client';
import { argument, lastName } from './look';
import { isText } from './messages';

/** OpenAI's Agents SDK: `Runner.run(agent, input)`, `run(agent, input)`: the input is that of Responses. */
export function openaiAgentsRequest(site: Site): RequestBody | undefined {
  const [first, second] = site.args.positional;
  const agent = first ?? site.args.named.get('starting_agent');
  const input = second ?? site.args.named.get('input');
  const isRunner =
    /^(?:agents|@openai\/agents(?:-core)?)\./.test(site.fullName ?? '') ||
    chain(site.root).some(({ callee }) => /^(?:agents|@openai\/agents(?:-core)?)\.Runner$/.test(callee));
  if (!isRunner || !agent || !input || isText(input)) return undefined;
  const model = modelOf(agent);
  return {
    api: 'openai.responses',
    body: { kind: 'object', entries: [{ key: 'input', keySpan: input.span, value: input }], span: site.span },
    callee: site.callee,
    span: site.span,
    statement: site.statement,
    provider: model?.kind === 'made' ? undefined : 'openai',
    ...(model && { model: model.kind === 'made' ? (argument(model, 0, 'model') ?? model) : model }),
    spelling: site.language,
  };
}

/** The agent's own model; of an agent that comes from somewhere else, why it is not known. */
function modelOf(agent: Value): Value | undefined {
  const [made] = chain(agent);
  if (!made) return agent;
  return lastName(made.callee) === 'Agent' || /\.(?:clone|create)$/.test(made.callee)
    ? argument(made, undefined, 'model')
    : agent;
}
