/** Whose an API's host is. Anything else that speaks one of the formats is `compatible`. */
const hosts: readonly (readonly [RegExp, string])[] = [
  [/^(?:[\w-]+\.)?api\.openai\.com$/, 'openai'],
  [/\.openai\.azure\.(?:com|us|cn)$|\.services\.ai\.azure\.com$/, 'azure'],
  [/\.cognitiveservices\.azure\.com$|\.models\.ai\.azure\.com$|^models\.inference\.ai\.azure\.com$/, 'azure'],
  [/^api\.anthropic\.com$/, 'anthropic'],
  [/^generativelanguage\.googleapis\.com$/, 'google'],
  [/aiplatform\.googleapis\.com$/, 'vertex'],
  [/^bedrock-runtime\..*\.amazonaws\.com$/, 'bedrock'],
  [/(?:^|\.)openrouter\.ai$/, 'openrouter'],
  [/^api\.together\.(?:xyz|ai)$/, 'together'],
  [/^api\.groq\.com$/, 'groq'],
  [/^api\.mistral\.ai$/, 'mistral'],
  [/^api\.x\.ai$|\.api\.x\.ai$/, 'xai'],
  [/^dashscope(?:-[\w-]+)?\.aliyuncs\.com$/, 'qwen'],
  [/^api\.deepinfra\.com$/, 'deepinfra'],
  [/^api\.fireworks\.ai$/, 'fireworks'],
  [/^api\.deepseek\.com$/, 'deepseek'],
  [/^api\.moonshot\.(?:ai|cn)$/, 'moonshot'],
  [/^api\.perplexity\.ai$/, 'perplexity'],
  [/^api\.llama\.com$/, 'meta'],
  [/^(?:router|api-inference)\.huggingface\.co$/, 'huggingface'],
  [/^integrate\.api\.nvidia\.com$/, 'nvidia'],
  [/^ai-gateway\.vercel\.sh$/, 'vercel'],
];

/** Who answers at an address; `compatible` for a host that is nobody's we know, or is not known itself. */
export function providerOfUrl(url: string): string {
  const host = /^[a-z]+:\/\/(?:[^/@]*@)?([^/:?#]+)/i.exec(url)?.[1]?.toLowerCase();
  if (host === undefined) return 'compatible';
  return hosts.find(([pattern]) => pattern.test(host.replaceAll('*', 'any')))?.[1] ?? 'compatible';
}
