import type { CallExpression, Span } from './expression';
import type { Arguments, Value } from './value';

/** A call that may be one of a model, worked out: what the shapes decide on. */
export interface Site {
  readonly language: 'javascript' | 'python';
  /** As written: `client.responses.create`, `(await getClient()).messages.create`. */
  readonly callee: string;
  /** What the callee begins with: an instance, a module, something unknown … */
  readonly root: Value;
  /** The names behind the root: `['chat', 'completions', 'create']`; empty for a plain function. */
  readonly members: readonly string[];
  /**
   * Where the callee is an imported function or is made by one: its full name, as in `MadeValue.callee`
   * (`ai.generateText`, `litellm.completion`, `openai.OpenAI.chat.completions.create`).
   */
  readonly fullName: string | undefined;
  readonly args: Arguments;
  readonly call: CallExpression;
  readonly span: Span;
  readonly statement: number;
  /**
   * What an object is built from that `root` does not tell: evaluates a member of a value, calls and all. For what
   * only one shape needs (`new ChatOpenAI(…)` bound elsewhere).
   */
  readonly member: (of: Value, name: string) => Value;
}
