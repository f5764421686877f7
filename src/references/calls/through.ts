import type { CallExpression, Expression, Span } from './expression';
import { content } from './make';
import type { Arguments, Value } from './value';

/** What these packages make of a picture is part of a request, and read as such. */
export const ofSdk =
  /^(?:openai|anthropic|google(?:$|\.|-)|vertexai|litellm|langchain|groq|together|mistralai|ollama|cohere|ai$|pydantic_ai|llama_index|instructor|agents$|boto3|@(?:anthropic-ai|aws-sdk|google|google-cloud|ai-sdk|langchain|mistralai|openai|openrouter)\/)/;

/** How a call is written, short enough to be said. */
export function calleeText(call: CallExpression): string {
  const parts: string[] = [];
  let at: Expression = call.callee;
  for (;;) {
    if (at.kind === 'member') {
      parts.unshift(at.property);
      at = at.object;
    } else if (at.kind === 'name') {
      parts.unshift(at.name);
      return parts.join('.').replaceAll('.().', '().');
    } else if (at.kind === 'call') {
      at = at.callee;
      if (parts[0] !== undefined) parts[0] = `().${parts[0]}`;
    } else {
      return `….${parts.join('.')}`.replace('.().', '().');
    }
  }
}

/**
 * A function that is not ours to follow, and gets exactly one picture: `toDataUrl('a.png')`. What it gives is taken for
 * that picture, and it is said through what.
 */
export function through(name: string, args: Arguments, span: Span): Value | undefined {
  const given = [...args.positional, ...args.named.values()];
  const pictures = given.filter(isPicture);
  const [only] = pictures;
  if (only === undefined || pictures.length !== 1 || notEncoders.test(name)) return undefined;
  if (only.kind === 'content') return { ...only, through: name, span };
  const made = content(only, 'base64', span);
  return made.kind === 'content' ? { ...made, through: name } : made;
}

const notEncoders =
  /(?:^|\.)(?:console|log|logger|logging|print|warn|error|info|debug|expect|assert|equal|exists\w*|stat\w*|unlink\w*|remove\w*|write\w*|save\w*|upload\w*|post|put|get|request|download\w*|print\w*|describe|it|test|render|navigate|screenshot|goto|click|create|generate\w*|invoke|run|send\w*|ask\w*|analy[sz]e\w*|caption\w*|classif\w*|detect\w*|ocr|extract\w*|basename|dirname|extname|guess_type|lookup)$/i;

function isPicture(value: Value): boolean {
  switch (value.kind) {
    case 'content':
      return value.as !== 'text';
    case 'path':
      return extension.test(value.text);
    case 'several':
      return true;
    case 'string':
      return extension.test(value.text) && !/[\n\s]{2}/.test(value.text);
    case 'choice':
      return value.options.length > 0 && value.options.every(isPicture);
    default:
      return false;
  }
}
const extension = /\.(?:png|jpe?g|webp|gif|bmp|tiff?|heic|heif|avif|svg|ico|jxl|jfif|apng)$/i;
