import type { Evaluator } from '../evaluate';
import type { CallExpression } from '../expression';
import { choice } from '../make';
import type { Arguments, Environment, Value } from '../value';
import { columnsOf, mapped } from './lists';
import { ofContent } from './contentMethods';
import { flattened, ofList, reduced } from './listMethods';
import { ofPath } from './pathMethods';
import { ofText } from './textMethods';
import { environment } from '../environment';

/** A method of a value whose kind is known; `undefined` where the method is not. */
export function method(
  evaluator: Evaluator,
  of: Value,
  name: string,
  args: Arguments,
  call: CallExpression,
  env: Environment | undefined,
): Value | undefined {
  switch (of.kind) {
    case 'string':
    case 'text':
      return ofText(evaluator, of, name, args, call);
    case 'path':
    case 'several':
      return ofPath(evaluator, of, name, args, call, env);
    case 'content':
      return ofContent(of, name, args, call);
    case 'list':
      return ofList(evaluator, of, name, args, call, env);
    case 'object':
      return ofObject(of, name, args, call);
    case 'module':
      if (of.name === 'environ' && name === 'get') {
        const [key, fallback] = args.positional;
        return key?.kind === 'string' ? environment(key.text, call.span, fallback) : undefined;
      }
      return undefined;
    case 'made':
      if (/(?:stringify|dumps)$/.test(of.callee) && /^(?:encode|toString)$/.test(name)) return of;
      // What a function gave that is not followed, as a list: each of its items.
      return args.positional[0]?.kind === 'function' && /^(?:map|flatMap|filter|reduce)$/.test(name)
        ? ofUnknown(evaluator, resultOf(of), name, args, call, env)
        : undefined;
    case 'unknown':
      return ofUnknown(evaluator, of, name, args, call, env);
    default:
      return undefined;
  }
}

function resultOf({ callee, span }: Extract<Value, { kind: 'made' }>): Extract<Value, { kind: 'unknown' }> {
  return { kind: 'unknown', reason: { kind: 'call', what: callee }, span };
}

/** What comes of something that is not known is not known for the same reason: the photo of a form, cut to its base64. */
const keeps =
  /^(?:toString|trim|strip|lower|toLowerCase|decode|encode|replace|replaceAll|substring|substr|slice|split|filter|sort|toSorted|reverse|toReversed|flat|at|find|pop|shift|arrayBuffer|bytes|blob|buffer|toBuffer|values|read|read_bytes|getvalue|getbuffer|tobytes|convert|copy|resize|crop|rotate|thumbnail|open|resolve|absolute|expanduser)$/;

function ofUnknown(
  evaluator: Evaluator,
  of: Extract<Value, { kind: 'unknown' }>,
  name: string,
  args: Arguments,
  call: CallExpression,
  env: Environment | undefined,
): Value | undefined {
  if (of.reason.kind === 'import') return undefined;
  const [first] = args.positional;
  if (first?.kind === 'function' && /^(?:map|flatMap)$/.test(name)) {
    const all = mapped(evaluator, of, first, call, env);
    return name === 'map' ? all : flattened(evaluator, all, call.span);
  }
  if (name === 'reduce') return reduced(evaluator, of, args, call, env);
  // `kwargs.get('detail', 'high')`: of a dict that is not known, what is taken where it says nothing.
  const isLookedUp = /^(?:get|pop|setdefault)$/.test(name) && first?.kind === 'string';
  if (isLookedUp && args.positional[1] && evaluator.module.language === 'python') {
    const [, otherwise] = args.positional;
    // Nobody of this text gives it anything: as with the default of a parameter.
    if (of.reason.kind === 'parameter' && of.rest === true) return otherwise;
    return { ...of, span: call.span, otherwise };
  }
  return keeps.test(name) ? of : undefined;
}

function ofObject(
  of: Extract<Value, { kind: 'object' }>,
  name: string,
  args: Arguments,
  call: CallExpression,
): Value | undefined {
  const { span } = call;
  const [first, second] = args.positional;
  if (of.entries.some(({ key }) => key === name)) return undefined;
  switch (name) {
    case 'items':
    case 'values':
    case 'keys':
      return columnsOf(of, name, span);
    case 'get':
    case 'pop':
    case 'setdefault': {
      if (first?.kind !== 'string') {
        const values = of.entries.map(({ value }) => value);
        return values.length > 0 && values.length <= 16
          ? choice('branch', span.start, values, span)
          : undefined;
      }
      const found = of.entries.find(({ key }) => key === first.text)?.value;
      if (found === undefined && of.open) return { ...of.open, span, ...(second && { otherwise: second }) };
      return found ?? second ?? { kind: 'null', span };
    }
    case 'copy':
    case 'model_dump':
      return of;
    default:
      return undefined;
  }
}
