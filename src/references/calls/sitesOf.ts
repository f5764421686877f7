import { argumentsOf } from './arguments';
import { fullName } from './environment';
import type { Evaluator } from './evaluate';
import type { Argument, CallExpression, Expression } from './expression';
import type { FoundCall } from './module';
import { running } from './shapes/calledNames';
import type { Site } from './site';
import { calleeText } from './through';
import type { Arguments, Value } from './value';

/**
 * What a call calls, worked out. One that hands a function over with its arguments (`asyncio.to_thread(create, …)`)
 * calls that function; one of what was filled in before (`ask = partial(create, …)`) calls it with both.
 */
export function sitesOf(evaluator: Evaluator, found: FoundCall): readonly Site[] {
  const { call } = found;
  const name = nameOf(call.callee);
  if (name !== undefined && running.includes(name)) {
    const handed = handedTo(evaluator, found, name);
    if (handed !== undefined) return [handed];
  }
  const { root, members } = chainOf(call.callee);
  const evaluated = evaluator.evaluate(root, undefined);
  const value = firstGiven(evaluated);
  const args = argumentsOf(evaluator, call, undefined);
  if (value.kind === 'made' && members.length === 0 && call.callee.kind === 'name') {
    const filled = filledIn(evaluator, value, args, found);
    if (filled !== undefined) return [filled];
  }
  return [siteOf(evaluator, found, value, members, args, calleeText(call))];
}

function siteOf(
  evaluator: Evaluator,
  { call, statement }: FoundCall,
  root: Value,
  members: readonly string[],
  args: Arguments,
  callee: string,
): Site {
  let name: string | undefined;
  if (root.kind === 'made') name = [root.callee, ...members].join('.');
  else if (root.kind === 'module') name = [fullName(root.module, root.name), ...members].join('.');
  return {
    language: evaluator.module.language,
    callee,
    root,
    members,
    fullName: name,
    args,
    call,
    span: call.span,
    statement,
    member: (of, property) => evaluator.member(of, property, call.span),
  };
}

/** `ask(…)`, where `ask` is `partial(client.responses.create, model=…)` or `client.responses.create` itself. */
function filledIn(
  evaluator: Evaluator,
  value: Extract<Value, { kind: 'made' }>,
  args: Arguments,
  found: FoundCall,
): Site | undefined {
  if (value.callee !== 'functools.partial') return undefined;
  const fn = value.call.args[0]?.value;
  if (fn === undefined) return undefined;
  const [, ...before] = value.args.positional;
  const merged: Arguments = {
    positional: [...before, ...args.positional],
    named: new Map([...value.args.named, ...args.named]),
    ...((value.args.open ?? args.open) && { open: value.args.open ?? args.open }),
  };
  return siteOfFunction(evaluator, fn, merged, found);
}

/** A function that is handed over, with what it will be given. */
function handedTo(evaluator: Evaluator, found: FoundCall, name: string): Site | undefined {
  const { call, statement } = found;
  const at = name === 'run_in_executor' ? 1 : 0;
  const fn = call.args[at];
  if (fn === undefined || fn.name !== undefined || fn.value.kind !== 'member') return undefined;
  // What is kept under a name is called by it.
  if (name === 'partial' && isKept(evaluator.module.text.slice(statement, call.span.start))) return undefined;
  const args: readonly Argument[] = call.args.slice(at + 1);
  return siteOfFunction(evaluator, fn.value, argumentsOf(evaluator, { ...call, args }, undefined), found);
}

function isKept(before: string): boolean {
  return /^\s*[\w.]+\s*(?::[^=]+)?=\s*(?:functools\.)?$/.test(before);
}

function siteOfFunction(evaluator: Evaluator, fn: Expression, args: Arguments, found: FoundCall): Site {
  const { root, members } = chainOf(fn);
  const evaluated = evaluator.evaluate(root, undefined);
  const value = firstGiven(evaluated);
  return siteOf(evaluator, found, value, members, args, calleeText({ ...found.call, callee: fn }));
}

/** Of several that it may be, the first that is one: `let client = null; if (key) client = new OpenAI(…)`. */
function firstGiven(value: Value): Value {
  if (value.kind !== 'choice') return value;
  return value.options.find(({ kind }) => kind !== 'null') ?? value.options[0] ?? value;
}

function nameOf(callee: Expression): string | undefined {
  if (callee.kind === 'member') return callee.property;
  return callee.kind === 'name' ? callee.name : undefined;
}

/** What a callee begins with, and the names behind it. `this.client` is a beginning. */
function chainOf(callee: CallExpression['callee']): {
  readonly root: Expression;
  readonly members: readonly string[];
} {
  const members: string[] = [];
  let at: Expression = callee;
  while (at.kind === 'member') {
    if (at.object.kind === 'name' && /^(?:this|self|cls)$/.test(at.object.name)) break;
    members.unshift(at.property);
    at = at.object;
  }
  return { root: at, members };
}
