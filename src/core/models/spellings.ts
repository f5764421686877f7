export interface Spelling {
  readonly name: string;
  /** A fine-tune of that model. */
  readonly fineTuned: boolean;
}

/** Routes that code puts before a model's name; what they cost on top is not theirs to say. */
const routes =
  /^(?:openrouter|litellm|vercel|azure|azure_ai|azure-openai|bedrock|bedrock_converse|converse|vertex_ai|vertex|vertexai|openai|anthropic|google|google_genai|gemini|models|publishers\/[\w-]+\/models|x-ai|xai|mistral|mistralai|qwen|alibaba|meta|meta-llama|together_ai|github|responses)[/:]/i;

/** What hangs on a name: a date, a revision, a preview stamp, a host's version mark. */
const suffixes = [
  /-\d{4}-\d{2}-\d{2}$/,
  /[-@]\d{8}$/,
  /-v\d+(?::\d+)?$/,
  /(?::\d+)$/,
  /-latest$/,
  // Revisions and months where vendors write them so: `gemini-2.0-flash-001`, `grok-4-0709`, `pixtral-large-2411`.
  /(?<=^(?:gemini|grok|mistral|pixtral|qwen).*)-\d{3,4}$/,
  // Google's alone: OpenAI's previews are models of their own.
  /(?<=^gemini-.*)-(?:preview|exp)(?:-\d{2}-\d{2,4})?$/,
];

/** Longer is no name, and would have too many parts to take off. */
const longest = 200;

/** The plainer names an unknown one may stand for, likeliest first. None is invented: a date is only ever taken off. */
export function* spellings(asked: string): Generator<Spelling> {
  if (asked.length > longest) return;
  const seen = new Set<string>();
  // `ft:gpt-4o-2024-08-06:acme::id`, with or without a route before it.
  const tune = /(?:^|[/])ft:([^:]+):/.exec(asked);
  const fineTuned = tune !== null;
  const queue = [tune?.[1] ?? asked.trim()];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    if (seen.has(next)) continue;
    seen.add(next);
    if (next !== asked) yield { name: next, fineTuned };
    queue.push(...plainerNames(next));
  }
}

function plainerNames(name: string): string[] {
  const names: string[] = [];
  const routed = name.replace(routes, '');
  if (routed !== name) names.push(routed);
  // Bedrock: `us.anthropic.claude-sonnet-4-5-20250929-v1:0`
  const bedrock = name.replace(/^(?:[a-z]{2,6}\.)?(?:anthropic|meta|mistral|qwen)\./, '');
  if (bedrock !== name) names.push(bedrock);
  for (const suffix of suffixes) {
    const shorter = name.replace(suffix, '');
    if (shorter !== name) names.push(shorter);
  }
  // Hosts write Claude's versions with a dot, the vendor with a dash.
  if (name.includes('claude') && /\d\.\d/.test(name)) names.push(name.replace(/(\d)\.(\d)/g, '$1-$2'));
  return names;
}
