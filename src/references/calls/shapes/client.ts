import type { MadeValue, Value } from '../value';
import { argument, at, isGiven, lastName, stringOf } from './look';
import { providerOfUrl } from './hosts';
import { gatewayPrefix, gatewayProvider } from './prefixes';

/** Who a client asks, as far as its making says. */
export interface Client {
  readonly provider: string | undefined;
  readonly baseUrl?: string;
  /** A deployment, or a model, that holds for all of its calls. */
  readonly deployment?: Value;
  /** The package is one of a model's vendor. */
  readonly isKnown: boolean;
}

/** Whose a class or function of a package is; the first that matches. */
const makers: readonly (readonly [RegExp, string])[] = [
  [/(?:^|[./])openai\b.*\b(?:Async)?AzureOpenAI/, 'azure'],
  [/^(?:@azure\/openai|@azure-rest\/ai-inference|azure\.ai\.inference|@ai-sdk\/azure)/, 'azure'],
  [/AzureChatOpenAI|AzureOpenAI/, 'azure'],
  [/\bAsyncAnthropicBedrock|\bAnthropicBedrock|^@anthropic-ai\/bedrock-sdk|ChatBedrock/, 'bedrock'],
  [/^@ai-sdk\/amazon-bedrock/, 'bedrock'],
  [
    /\bAnthropicVertex|\bAsyncAnthropicVertex|^@anthropic-ai\/vertex-sdk|ChatVertexAI|ChatAnthropicVertex/,
    'vertex',
  ],
  [/^(?:@google-cloud\/vertexai|vertexai\b|@ai-sdk\/google-vertex|langchain_google_vertexai)/, 'vertex'],
  [/^@(?:google\/gen|google\/generative)|^google\.gen|^google\.generativeai|^@ai-sdk\/google/, 'google'],
  [/ChatGoogleGenerativeAI|ChatGoogle\b/, 'google'],
  [/^(?:anthropic\b|@anthropic-ai\/sdk|@ai-sdk\/anthropic)|ChatAnthropic/, 'anthropic'],
  [/^@ai-sdk\/openai-compatible/, 'compatible'],
  [/^(?:groq\b|groq-sdk|@ai-sdk\/groq)|ChatGroq/, 'groq'],
  [/^(?:together\b|together-ai|@ai-sdk\/togetherai)|ChatTogether/, 'together'],
  [/^(?:mistralai\b|@mistralai\/|@ai-sdk\/mistral)|ChatMistralAI|ChatMistral\b/, 'mistral'],
  [/^(?:fireworks\b|@ai-sdk\/fireworks)|ChatFireworks/, 'fireworks'],
  [/^(?:xai_sdk|@ai-sdk\/xai)|ChatX(?:ai|AI)\b/, 'xai'],
  [/^@ai-sdk\/deepinfra/, 'deepinfra'],
  [/^(?:@openrouter\/|openrouter\b)|ChatOpenRouter/, 'openrouter'],
  [/^(?:huggingface_hub|@huggingface\/inference)/, 'huggingface'],
  [/ChatOllama|^ollama\b/, 'compatible'],
  [/^llama_index\.\w+\.(?:openai_like|ollama)/, 'compatible'],
  [/^llama_index\.\w+\.azure_/, 'azure'],
  [/^llama_index\.\w+\.anthropic/, 'anthropic'],
  [/^llama_index\.\w+\.g(?:emini|oogle_genai)/, 'google'],
  [/^llama_index\.\w+\.(?:bedrock|bedrock_converse)/, 'bedrock'],
  [/^llama_index\.\w+\.(?:openai|openai_responses)\b/, 'openai'],
  [/^(?:openai\b|langfuse\.openai\b|@ai-sdk\/openai)|\bChatOpenAI/, 'openai'],
];

const baseUrls = [
  'base_url',
  'baseURL',
  'baseUrl',
  'api_base',
  'openai_api_base',
  'basePath',
  'azure_endpoint',
  'azureOpenAIEndpoint',
  'endpoint',
] as const;

const deployments = [
  'azure_deployment',
  'azureDeployment',
  'deployment',
  'deployment_name',
  'deploymentName',
  'azureOpenAIApiDeploymentName',
] as const;

/** Something a client was made of: the client of a method, what a wrapper was given. */
export function chain(value: Value | undefined): readonly (MadeValue & Value)[] {
  const found: (MadeValue & Value)[] = [];
  let next = value;
  while (next && found.length < 8) {
    if (next.kind === 'choice') next = next.options.find(isGiven);
    else if (next.kind === 'made') {
      found.push(next);
      const [first] = next.args.positional;
      // `wrapOpenAI(new OpenAI())`, `instructor.from_openai(OpenAI())`.
      const given = first?.kind === 'made' ? first : undefined;
      const { named } = next.args;
      const steps = stepsOf(next);
      next =
        steps.length > 1
          ? (modelIn(steps) ?? first)
          : (next.of ?? named.get('client') ?? named.get('agent') ?? given);
    } else break;
  }
  return found;
}

/** The steps of `prompt | model | parser` and `prompt.pipe(model)`; of anything else, itself. */
export function stepsOf(value: Value): readonly Value[] {
  if (value.kind !== 'made' || lastName(value.callee) !== 'pipe') return [value];
  return [...(value.of ? stepsOf(value.of) : []), ...value.args.positional.flatMap(stepsOf)];
}

/** The step that is a model, or made of one. */
export function modelIn(steps: readonly Value[]): Value | undefined {
  return steps.find(step =>
    chain(step).some(
      ({ callee }) =>
        providerOfCallee(callee) !== undefined ||
        /(?:^|\.)(?:Chat(?!Prompt)[A-Z]\w*|init_?chat_?model)$/i.test(callee),
    ),
  );
}

export function providerOfCallee(callee: string): string | undefined {
  return makers.find(([pattern]) => pattern.test(callee))?.[1];
}

export function clientOf(root: Value | undefined, fullName?: string): Client {
  const links = chain(root);
  const named = links.find(({ callee }) => /^instructor\.(?:async_)?from_provider$/.test(callee));
  const asked = named && argument(named, 0, 'model');
  if (asked)
    return { provider: gatewayProvider(stringOf(asked) ?? ''), isKnown: true, deployment: unprefixed(asked) };
  const made = links.findLast(link => providerOfCallee(link.callee) !== undefined);
  if (!made) {
    const name = root?.kind === 'module' ? root.module : (links[0]?.callee ?? fullName);
    const provider = name === undefined ? undefined : providerOfCallee(name);
    return { provider, isKnown: provider !== undefined };
  }
  const own = providerOfCallee(made.callee);
  const provider = own === 'google' && isVertex(made) ? 'vertex' : own;
  const deployment = provider === 'azure' ? argument(made, undefined, ...deployments) : undefined;
  const url =
    argument(made, undefined, ...baseUrls) ??
    at(argument(made, undefined, 'configuration'), 'baseURL') ??
    at(argument(made, undefined, 'http_options', 'httpOptions'), 'baseUrl');
  const stated = isGiven(url) ? stringOf(url) : undefined;
  return {
    provider: isGiven(url) && takesAnyHost(provider) ? host(url, stated, provider) : provider,
    isKnown: true,
    ...(stated !== undefined && { baseUrl: stated }),
    ...(isGiven(deployment) && { deployment }),
  };
}

/** `openai/gpt-…`, where what is in front only chooses the provider. */
function unprefixed(model: Value): Value {
  if (model.kind !== 'string') return model;
  const text = model.text.replace(gatewayPrefix, '');
  const { content } = model;
  const start = content && content.end - text.length;
  return { ...model, text, ...(content && start !== undefined && { content: { start, end: content.end } }) };
}

/** OpenAI's and Anthropic's own clients are used for others too. */
function takesAnyHost(provider: string | undefined): boolean {
  return provider === 'openai' || provider === 'anthropic';
}

function host(url: Value, stated: string | undefined, provider: string | undefined): string | undefined {
  const text = stated ?? (url.kind === 'text' ? textWithStars(url) : undefined);
  if (text === undefined) return 'compatible';
  return text === '' ? provider : providerOfUrl(text);
}

/** A text with `*` for what is not known. */
export function textWithStars(value: Value | undefined): string | undefined {
  if (!value) return undefined;
  if (value.kind === 'choice') return textWithStars(value.options.find(isGiven));
  if (value.kind !== 'text') return stringOf(value);
  return value.parts.map(part => stringOf(part) ?? '*').join('');
}

function isVertex(made: MadeValue): boolean {
  const value = argument(made, undefined, 'vertexai');
  return value?.kind === 'boolean' && value.value;
}

/** Whether it was made by something with this name: `ChatOpenAI`, `GenerativeModel`. */
export function isMadeBy(value: Value, name: RegExp): boolean {
  return chain(value).some(link => name.test(lastName(link.callee)));
}
