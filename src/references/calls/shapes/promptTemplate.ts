import { concat } from '../make';
import type { Value } from '../value';
import { stepsOf } from './client';
import { argument, get, isGiven, objectOf, reasonOf } from './look';

const templates = /\bChatPromptTemplate(?:\.(?:from_?[mM]essages|from_?[tT]emplate))?$/;
const ofOneMessage = /\b(?:\w*MessagePromptTemplate)(?:\.from_?[tT]emplate)?$/;
const placeholder = /\bMessagesPlaceholder$/;

/** Whether something was made as a template of messages, and nothing was put behind it. */
export function isPrompt({ callee }: { readonly callee: string }): boolean {
  return templates.test(callee) || ofOneMessage.test(callee);
}

/**
 * The messages that the prompt of a chain (`prompt | model`) makes of what the chain is given; `undefined` where it
 * has none.
 */
export function promptOf(chain: Value | undefined, input: Value): readonly Value[] | undefined {
  const prompt = chain && stepsOf(chain).find(step => step.kind === 'made' && templates.test(step.callee));
  if (prompt?.kind !== 'made') return undefined;
  const messages = argument(prompt, 0, 'messages');
  if (messages?.kind !== 'list') return undefined;
  return messages.items.flatMap(({ value }) => messageOf(value, input));
}

const filling =
  /\.(?:a?invoke|a?format_(?:messages|prompt)|format(?:Messages|Prompt|PromptValue))(?:\.to_messages)?$/;

/** The messages of a prompt that was filled in before: `prompt.invoke({…})`, `prompt.format_messages(…)`. */
export function filledPrompt(value: Value): readonly Value[] | undefined {
  if (value.kind !== 'made' || value.of === undefined || !filling.test(value.callee)) return undefined;
  const given = value.args.named.get('input') ?? value.args.positional[0] ?? objectOf(value);
  return promptOf(value.of, given ?? { kind: 'object', entries: [], span: value.span });
}

function messageOf(message: Value, input: Value): readonly Value[] {
  if (message.kind !== 'made') return [filled(message, input)];
  if (placeholder.test(message.callee)) {
    const name = argument(message, 0, 'variable_name', 'variableName');
    const given = name?.kind === 'string' ? get(input, name.text) : undefined;
    return isGiven(given) ? [given] : [];
  }
  // Messages that are no templates are sent as they are.
  if (!ofOneMessage.test(message.callee)) return [message];
  const content = argument(message, 0, 'template', 'prompt');
  if (!content) return [];
  const { span } = message;
  return [
    { kind: 'object', entries: [{ key: 'content', keySpan: span, value: filled(content, input) }], span },
  ];
}

/** A template with what stands in braces put in. */
function filled(value: Value, input: Value): Value {
  switch (value.kind) {
    case 'string':
      return filledText(value, input);
    case 'text':
      return concat(
        value.parts.map(part => filled(part, input)),
        value.span,
      );
    case 'list':
      return { ...value, items: value.items.map(item => ({ ...item, value: filled(item.value, input) })) };
    case 'object':
      return {
        ...value,
        entries: value.entries.map(entry => ({ ...entry, value: filled(entry.value, input) })),
      };
    case 'choice':
      return { ...value, options: value.options.map(option => filled(option, input)) };
    default:
      return value;
  }
}

function filledText(value: Extract<Value, { kind: 'string' }>, input: Value): Value {
  const { span, text } = value;
  const parts: Value[] = [];
  let from = 0;
  for (const match of text.matchAll(/\{\{|\}\}|\{(\w+)\}/g)) {
    if (match.index > from) parts.push({ kind: 'string', text: text.slice(from, match.index), span });
    from = match.index + match[0].length;
    const name = match[1];
    if (name === undefined) parts.push({ kind: 'string', text: match[0].charAt(0), span });
    else parts.push(variable(name, input, value));
  }
  if (parts.length === 0) return value;
  if (from < text.length) parts.push({ kind: 'string', text: text.slice(from), span });
  return concat(parts, span);
}

function variable(name: string, input: Value, { span }: Value): Value {
  const given = get(input, name);
  if (isGiven(given)) return given;
  return {
    kind: 'unknown',
    reason: input.kind === 'object' ? { kind: 'name', name } : reasonOf(input),
    span,
  };
}
