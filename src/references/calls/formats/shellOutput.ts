import type { Node } from '../parser';
import { literalsOf } from '../shapes/concrete';
import type { Value } from '../value';
import { children, hole, spanOf } from './shellText';
import type { Piece, Shell } from './shellText';

/** What `$(…)` is replaced by, where it is a text of the script or a picture. */
export function shellOutput(shell: Shell, substitution: Node): readonly Piece[] {
  const span = spanOf(substitution);
  // `$(cd "$(dirname "$0")" && pwd)`: the folder of the script.
  if (
    /^\$\((?:cd\s.*)?dirname\s+(?:--\s+)?["']?\$(?:0|\{?BASH_SOURCE)/s.test(substitution.text) &&
    substitution.text.length < 120
  )
    return [{ kind: 'hole', value: { kind: 'path', text: '', base: 'document', literals: [], span }, span }];
  const [inner, ...others] = children(substitution).filter(child => child.type !== 'comment');
  if (!inner || others.length > 0)
    return [hole({ kind: 'call', what: substitution.text.slice(0, 60) }, span)];
  return outputOf(shell, inner) ?? [hole({ kind: 'call', what: nameOf(inner) }, span)];
}

/** What a command or a pipeline prints; `undefined` where that is not known. */
export function outputOf(shell: Shell, node: Node, input?: readonly Piece[]): readonly Piece[] | undefined {
  switch (node.type) {
    case 'pipeline':
      return children(node).reduce<readonly Piece[] | undefined>(
        (before, stage, i) => (i > 0 && before === undefined ? undefined : outputOf(shell, stage, before)),
        input,
      );
    case 'redirected_statement': {
      const [body] = children(node);
      return body && outputOf(shell, body, redirected(shell, node) ?? input);
    }
    case 'command':
      return printed(shell, node, redirected(shell, node) ?? input);
    default:
      return undefined;
  }
}

/** What a command is given to read: a heredoc, `<<<`, a file. */
export function redirected(shell: Shell, statement: Node): readonly Piece[] | undefined {
  for (const redirect of children(statement)) {
    if (redirect.type === 'heredoc_redirect') return shell.heredoc(redirect);
    const [from] = children(redirect);
    if (!from) continue;
    if (redirect.type === 'herestring_redirect') return shell.pieces(from);
    if (redirect.type === 'file_redirect' && /^0?<\s*[^<>&]/.test(redirect.text)) {
      const to = redirect.childForFieldName('destination') ?? from;
      return [content(shell.value(to), 'bytes', to)];
    }
  }
  return undefined;
}

function printed(
  shell: Shell,
  command: Node,
  input: readonly Piece[] | undefined,
): readonly Piece[] | undefined {
  const args = argumentsOf(command);
  const words = args.map(arg => (arg.type === 'word' ? arg.text : ''));
  const files = args.filter((_, i) => !words[i]?.startsWith('-') && !takesValue.test(words[i - 1] ?? ''));
  const [first] = files;
  switch (nameOf(command)) {
    case 'cat':
      return first ? [content(shell.value(first), 'bytes', first)] : input;
    case 'echo':
      return files.flatMap(arg => shell.pieces(arg));
    case 'printf': {
      const [format, ...rest] = files;
      const plain = format?.text.replace(/["']/g, '').replace(/\\n$/, '');
      return plain === '%s' ? rest.flatMap(arg => shell.pieces(arg)) : format && shell.pieces(format);
    }
    case 'base64':
    case 'gbase64':
    case 'basenc': {
      // Flags may come out of a variable.
      const flagless = files.filter(arg => !isFlag(shell.value(arg)));
      const named = valueBehind(args, words, /^(?:-i|--input)$/) ?? flagless.at(-1);
      return encoded(named ? shell.value(named) : fileRead(input), command);
    }
    case 'openssl': {
      const named = valueBehind(args, words, /^-in$/);
      if (!words.some(word => /^(?:base64|-base64|enc)$/.test(word))) return undefined;
      return encoded(named ? shell.value(named) : fileRead(input), command);
    }
    // What leaves a picture the picture it is.
    case 'tr':
    case 'sed':
    case 'perl':
    case 'awk':
    case 'xargs':
    case 'paste':
    case 'tee':
    case 'fold':
      return input;
    case 'curl':
    case 'wget': {
      const address = files.find(arg => /https?:\/\/|\$/.test(arg.text));
      const of = address && shell.value(address);
      return of?.kind === 'string' ? [content(of, 'bytes', command)] : undefined;
    }
    case 'magick':
    case 'convert':
    case 'vips':
    case 'ffmpeg':
    case 'gs':
    case 'pdftoppm': {
      const from = valueBehind(args, words, /^-i$/) ?? first;
      const of = from && shell.value(from);
      if (!of) return undefined;
      const how =
        words.find(word => /^-(?:resize|scale|thumbnail|crop|quality)$/.test(word))?.slice(1) ??
        nameOf(command);
      return [
        {
          kind: 'hole',
          value: { kind: 'content', of, as: 'bytes', changed: how, span: spanOf(from) },
          span: spanOf(command),
        },
      ];
    }
    default:
      return undefined;
  }
}

/** Options of `base64`, `tr` and the like that are followed by a value of theirs. */
const takesValue = /^-(?:w|b|-wrap|-break|e|o|O|u|H|X|-output)$/;

export function argumentsOf(command: Node): readonly Node[] {
  return command.childrenForFieldName('argument').filter(arg => arg !== null);
}

export function nameOf(command: Node): string {
  const name = command.childForFieldName('name')?.text ?? command.text.slice(0, 60);
  return name.slice(name.lastIndexOf('/') + 1);
}

function isFlag(value: Value): boolean {
  return value.kind === 'string' && (value.text === '' || value.text.startsWith('-'));
}

function valueBehind(args: readonly Node[], words: readonly string[], option: RegExp): Node | undefined {
  const at = words.findIndex(word => option.test(word));
  return at < 0 ? undefined : args[at + 1];
}

/** The content that a command reads, which is all of it. */
function fileRead(input: readonly Piece[] | undefined): Value | undefined {
  const [only] = input ?? [];
  return only?.kind === 'hole' && input?.length === 1 ? only.value : undefined;
}

function encoded(of: Value | undefined, command: Node): readonly Piece[] {
  const span = spanOf(command);
  if (of === undefined) return [hole({ kind: 'call', what: nameOf(command) }, span)];
  if (of.kind === 'content') return [{ kind: 'hole', value: { ...of, as: 'base64' }, span }];
  return [content(of, 'base64', command)];
}

function content(of: Value, as: 'bytes' | 'base64', at: Node): Piece {
  const span = spanOf(at);
  return { kind: 'hole', value: { kind: 'content', of: pathOf(of), as, span }, span };
}

/** `$DIR/photo.jpg` where the folder is known. */
export function pathOf(value: Value): Value {
  if (value.kind !== 'text') return value;
  const [from, ...rest] = value.parts;
  if (from?.kind !== 'path' || !rest.every(part => part.kind === 'string')) return value;
  const name = rest.map(part => part.text).join('');
  const slash = name.length - name.replace(/^\/+/, '').length;
  const literals = rest
    .flatMap(part => literalsOf(part))
    .map((literal, i) => (i === 0 && slash > 0 ? { ...literal, start: literal.start + slash } : literal));
  return {
    ...from,
    text: `${from.text}${name}`.replace(/^\/+/, ''),
    literals,
    span: literals[0] ?? value.span,
  };
}
