import type { Evaluator } from '../evaluate';
import type { CallExpression } from '../expression';
import { content, joinPaths, list, plainText, unknown } from '../make';
import type { Arguments, Environment, Value } from '../value';
import { severalOf } from './files';
import { mapped, narrowed } from './lists';

export function ofPath(
  evaluator: Evaluator,
  of: Extract<Value, { kind: 'path' | 'several' }>,
  name: string,
  args: Arguments,
  call: CallExpression,
  env: Environment | undefined,
): Value | undefined {
  const { span } = call;
  const [first] = args.positional;
  switch (name) {
    case 'read_bytes':
      return content(of, 'bytes', span);
    case 'open':
      return content(of, 'handle', span);
    case 'read_text':
      return content(of, 'text', span);
    case 'resolve':
    case 'absolute':
    case 'expanduser':
    case 'as_posix':
    case 'toString':
    case '__str__':
    case 'as_uri':
      return name === 'as_uri' ? content(of, 'url', span) : of;
    case 'joinpath':
      return joinPaths([of, ...args.positional], span, 'joinpath');
    case 'with_suffix':
    case 'with_name':
    case 'with_stem': {
      const text = first === undefined ? undefined : plainText(first);
      if (of.kind !== 'path' || text === undefined) return undefined;
      const cut = of.text.lastIndexOf('/') + 1;
      const base = of.text.slice(cut);
      const dot = base.lastIndexOf('.');
      const named =
        name === 'with_name'
          ? text
          : name === 'with_suffix'
            ? `${dot > 0 ? base.slice(0, dot) : base}${text}`
            : `${text}${dot > 0 ? base.slice(dot) : ''}`;
      return { ...of, text: of.text.slice(0, cut) + named, span };
    }
    case 'glob':
    case 'rglob': {
      const pattern = first === undefined ? undefined : plainText(first);
      return pattern === undefined
        ? undefined
        : severalOf(of, `/${name === 'rglob' ? '**/' : ''}${pattern}`, false, span);
    }
    case 'iterdir':
      return severalOf(of, '/*', false, span);
    case 'entries':
      return of.kind === 'several'
        ? {
            kind: 'list',
            items: [{ value: list([unknown({ kind: 'call', what: name }, span), of], span), repeated: true }],
            span,
          }
        : undefined;
    case 'map':
    case 'forEach':
    case 'flatMap':
      return of.kind === 'several' && first !== undefined
        ? mapped(evaluator, of, first, call, env)
        : undefined;
    case 'filter':
    case 'slice':
    case 'sort':
    case 'toSorted':
    case 'reverse':
      return of.kind === 'several' ? (name === 'filter' || name === 'slice' ? narrowed(of) : of) : undefined;
    case 'endsWith':
    case 'endswith':
    case 'startsWith':
    case 'startswith':
    case 'is_file':
    case 'exists':
    case 'isFile':
      return unknown({ kind: 'input', what: 'a file' }, span);
    case 'arrayBuffer':
    case 'bytes':
      return content(of, 'bytes', span);
    default:
      return undefined;
  }
}
