import type { CallImage, Setting, VisionCall } from '../../../../src/references/calls/call';
import type { Span } from '../../../../src/references/calls/expression';
import { recognise } from '../../../../src/references/calls/shapes/recognise';
import type { Site } from '../../../../src/references/calls/site';
import type { Arguments, ContentValue, ObjectEntry, Value } from '../../../../src/references/calls/value';

type Plain = Value extends infer V ? (V extends Value ? Omit<V, 'span'> : never) : never;

/** A value that JSON does not have, written as `text`. */
export class Raw {
  constructor(
    readonly text: string,
    readonly make: (span: Span, written: Written) => Plain | Value,
  ) {}
}

/** Writes values down as JSON, so that their places are those of a text. */
export class Written {
  text = '\n';

  of(from: unknown): Value {
    const start = this.text.length;
    const end = (): Span => ({ start, end: this.text.length });
    if (from instanceof Raw) {
      this.text += from.text;
      const span = end();
      return { span, ...from.make(span, this) };
    }
    if (Array.isArray(from)) {
      this.text += '[';
      const items = from.map(item => ({ value: this.of(item) }));
      this.text += ']';
      return { kind: 'list', items, span: end() };
    }
    if (typeof from === 'object' && from !== null) {
      this.text += '{';
      const entries: ObjectEntry[] = [];
      let open: Extract<Value, { kind: 'unknown' }> | undefined;
      for (const [key, item] of Object.entries(from)) {
        const at = this.text.length;
        this.text += `"${key}": `;
        const value = this.of(item);
        if (key === '...' && value.kind === 'unknown') open = value;
        else {
          const keySpan = { start: at, end: at + key.length + 2 };
          entries.push({ key, keySpan, value, span: { start: at, end: this.text.length } });
        }
        this.text += ', ';
      }
      this.text += '}';
      return { kind: 'object', entries, span: end(), ...(open && { open }) };
    }
    this.text += JSON.stringify(from);
    if (typeof from === 'string') {
      const content = { start: start + 1, end: this.text.length - 1 };
      return { kind: 'string', text: from, content, span: end() };
    }
    if (typeof from === 'number') return { kind: 'number', value: from, span: end() };
    if (typeof from === 'boolean') return { kind: 'boolean', value: from, span: end() };
    return { kind: 'null', span: end() };
  }

  arguments(args: readonly unknown[], named: Readonly<Record<string, unknown>> = {}): Arguments {
    const positional = args.map(arg => this.of(arg));
    return {
      positional,
      named: new Map(Object.entries(named).map(([name, value]) => [name, this.of(value)])),
    };
  }
}

export function valueOf(from: unknown): Value {
  return new Written().of(from);
}

/** A parameter whose value is not known. */
export function parameter(name = 'x'): Raw {
  return new Raw(name, () => ({ kind: 'unknown', reason: { kind: 'parameter', name, fn: 'f' } }));
}

export function environment(name: string, fallback?: string): Raw {
  return new Raw(name, span => ({
    kind: 'unknown',
    reason: {
      kind: 'environment',
      name,
      ...(fallback !== undefined && { fallback: { kind: 'string', text: fallback, span } }),
    },
  }));
}

export function content(of: unknown, as: ContentValue['as'], more: Partial<ContentValue> = {}): Raw {
  return new Raw('', (_, written) => ({ kind: 'content', of: written.of(of), as, ...more }));
}

export function path(text: string, base: 'document' | 'working' = 'document'): Raw {
  return new Raw(`path(${text})`, ({ start }) => ({
    kind: 'path',
    text,
    base,
    literals: [{ start: start + 5, end: start + 5 + text.length }],
  }));
}

export function several(pattern: string): Raw {
  return new Raw('glob', () => ({ kind: 'several', pattern, base: 'working', literals: [] }));
}

export function text(...parts: readonly unknown[]): Raw {
  return new Raw('', (_, written) => ({ kind: 'text', parts: parts.map(part => written.of(part)) }));
}

export function dataUrl(of: unknown, mediaType = 'image/png'): Raw {
  return text(`data:${mediaType};base64,`, content(of, 'base64'));
}

export function choice(by: 'branch' | 'each', group: number, ...options: readonly unknown[]): Raw {
  return new Raw('', (_, written) => ({
    kind: 'choice',
    by,
    group,
    options: options.map(option => written.of(option)),
  }));
}

const call = {
  kind: 'call',
  callee: { kind: 'name', name: 'f', span: { start: 0, end: 0 } },
  args: [],
  argumentSpan: { start: 0, end: 0 },
  isNew: false,
  span: { start: 0, end: 0 },
} as const;

/** What a call of a package gives: `made('openai.OpenAI', [], {base_url: …})`. */
export function made(
  callee: string,
  args: readonly unknown[] = [],
  named: Readonly<Record<string, unknown>> = {},
  of?: unknown,
): Raw {
  return new Raw('', (_, written) => ({
    kind: 'made',
    callee,
    args: written.arguments(args, named),
    call,
    ...(of !== undefined && { of: written.of(of) }),
  }));
}

export function module(name: string, member = '*'): Raw {
  return new Raw(name, () => ({ kind: 'module', module: name, name: member }));
}

interface Given {
  readonly args?: readonly unknown[];
  readonly named?: Readonly<Record<string, unknown>>;
  readonly root?: unknown;
  readonly fullName?: string;
  readonly language?: Site['language'];
}

export interface Read {
  readonly calls: readonly VisionCall[];
  readonly call: VisionCall;
  readonly images: readonly CallImage[];
  readonly text: string;
}

/** What is recognised in a call; Python's where there are keywords. */
export function read(callee: string, given: Given): Read {
  const written = new Written();
  const [name = '', ...members] = callee.split('.');
  const root = written.of(given.root ?? parameter(name));
  const start = written.text.length;
  const args = written.arguments(given.args ?? [], given.named);
  const isPlain = given.fullName !== undefined && members.length === 0;
  const calls = recognise({
    language: given.language ?? (given.named ? 'python' : 'javascript'),
    callee,
    root: isPlain ? { kind: 'module', module: name, name, span: root.span } : root,
    members,
    fullName: given.fullName ?? (root.kind === 'made' ? [root.callee, ...members].join('.') : undefined),
    args,
    call,
    span: { start, end: written.text.length },
    statement: start,
    member: of => of,
  });
  const [first] = calls;
  return {
    calls,
    get call() {
      if (!first) throw new Error(`${callee} is not recognised`);
      return first;
    },
    images: first?.images ?? [],
    text: written.text,
  };
}

/** A picture's source in a word. */
export function named(image: CallImage | undefined): string {
  const source = image?.source;
  switch (source?.kind) {
    case 'reference':
      return `${source.anchored ? '@' : ''}${source.reference.target}`;
    case 'changed':
      return `${source.how}(${source.reference.target})`;
    case 'several':
      return source.pattern;
    case 'held':
      return `held ${source.name}`;
    case 'unknown':
      return `? ${source.reason.kind}`;
    case undefined:
      return 'none';
  }
}

/** Each picture: how it is sent, what it is. */
export function summary({ images }: { readonly images: readonly CallImage[] }): readonly string[] {
  return images.map(image => `${image.sent}: ${named(image)}`);
}

/** The text with a detail put where the picture says. */
export function inserted(found: Read, index = 0): string {
  const insert = found.images[index]?.insertDetail;
  if (!insert) throw new Error('nowhere to put a detail');
  const { offset } = insert;
  return found.text.slice(0, offset) + insert.text.replace('DETAIL', 'low') + found.text.slice(offset);
}

/** A setting in a word: its value, its values, or why there is none. */
export function said(setting: Setting | undefined): string {
  if (setting?.kind === 'stated') return setting.value;
  return setting?.kind === 'choice' ? setting.values.join('|') : (setting?.kind ?? 'none');
}
