import type { World } from '../evaluate';
import { environment } from '../environment';
import type { Span } from '../expression';
import { content, noArguments, parentOf, unknown } from '../make';
import type { Value } from '../value';

/** A property of a value that is no object of the text's own; `undefined` where it is not known. */
export function member(of: Value, property: string, span: Span, world: World): Value | undefined {
  switch (of.kind) {
    case 'module':
      return ofModule(of, property, span, world);
    case 'made':
      return ofMade(of, property, span);
    case 'path':
    case 'several':
    case 'string':
      return ofPath(of, property, span);
    case 'content':
      return ofContent(of, property, span);
    case 'list':
      return property === 'length' &&
        of.items.every(({ optional, repeated }) => optional !== true && repeated !== true)
        ? { kind: 'number', value: of.items.length, span }
        : undefined;
    case 'unknown':
      return unknown(of.reason.kind === 'environment' ? { kind: 'name', name: property } : of.reason, span);
    case 'text':
      return undefined;
    default:
      return undefined;
  }
}

function ofModule(of: Extract<Value, { kind: 'module' }>, property: string, span: Span, world: World): Value {
  const { module, name } = of;
  if (module === '' && name === 'import.meta') {
    if (property === 'dirname' || property === 'dir')
      return { kind: 'path', base: 'document', text: '', literals: [], span };
    if (property === 'filename' || property === 'url' || property === 'path' || property === 'file')
      return { kind: 'path', base: 'document', text: world.fileName, literals: [], span };
    if (property === 'env') return { kind: 'module', module: '', name: 'environ', span };
    return { kind: 'module', module: '', name: `import.meta.${property}`, span };
  }
  if (module === '' && (name === 'process.env' || name === 'Bun.env')) return environment(property, span);
  if (name === 'environ') return environment(property, span);
  if (module === '' && name === 'process' && property === 'env')
    return { kind: 'module', module: '', name: 'environ', span };
  if (module === '' && name === 'process' && property === 'argv')
    return unknown({ kind: 'input', what: 'the command line' }, span);
  if (module === 'os' && property === 'environ' && (name === '*' || name === ''))
    return { kind: 'module', module: 'os', name: 'environ', span };
  if (module === 'sys' && property === 'argv')
    return unknown({ kind: 'input', what: 'the command line' }, span);
  const whole = name === '*' || name === 'default' || name === '';
  // Of a module that was imported the way compilers write it.
  if (property === 'default' && name === '*') return { kind: 'module', module, name: 'default', span };
  return { kind: 'module', module, name: whole ? property : `${name}.${property}`, span };
}

/** What an upload is called by: the file's identifier stands for the file. */
const handles = new Set(['id', 'uri', 'name', 'file', 'file_id', 'fileId']);
const uploads = /\b(?:files\.(?:create|upload)|upload_file|uploadFile)$/;

function ofMade(of: Extract<Value, { kind: 'made' }>, property: string, span: Span): Value {
  const { callee, call } = of;
  if (uploads.test(callee) && handles.has(property)) return of;
  const last = callee.slice(callee.lastIndexOf('.') + 1);
  // `client.responses`: what follows an object keeps the way it came, and what the object was made with.
  if (call.isNew || /^[A-Z]/.test(last) || of.member === true || factories.test(callee))
    return { ...of, callee: `${callee}.${property}`, of: of.of ?? of, member: true, span };
  // `requests.get(url).content`: what is at the address.
  const address = of.args.positional[0] ?? of.args.named.get('url');
  if (property === 'content' && /^(?:requests|httpx)\.get$/.test(callee) && address?.kind === 'string')
    return content(address, 'bytes', span);
  // A property of an answer.
  return { kind: 'made', callee: `${callee}().${property}`, args: noArguments, call, of, span };
}

/** Functions whose result is used as an object with methods of interest. */
const factories =
  /(?:^|\.)(?:create[A-Z]\w*|init_chat_model|initChatModel|getGenerativeModel|with_\w+|withStructuredOutput|bind\w*|wrap\w*|from_\w+|patch|instrument\w*|observe\w*|start_chat|startChat)$/;

function ofPath(
  of: Extract<Value, { kind: 'path' | 'several' | 'string' }>,
  property: string,
  span: Span,
): Value | undefined {
  switch (property) {
    case 'parent':
      return of.kind === 'several' ? undefined : parentOf(of, span);
    case 'href':
    case 'pathname':
      return of;
    case 'path':
    case 'value':
      // A directory entry's path; what a member of an enumeration is.
      return of;
    case 'name':
    case 'stem':
    case 'suffix':
      if (of.kind === 'several') return property === 'name' ? { ...of, names: true, span } : undefined;
      {
        const base = (of.kind === 'path' ? of.text : of.text).split('/').at(-1) ?? '';
        const dot = base.lastIndexOf('.');
        const text =
          property === 'name'
            ? base
            : property === 'suffix'
              ? dot > 0
                ? base.slice(dot)
                : ''
              : dot > 0
                ? base.slice(0, dot)
                : base;
        return { kind: 'string', text, span };
      }
    case 'length':
      return of.kind === 'string' ? { kind: 'number', value: of.text.length, span } : undefined;
    default:
      return undefined;
  }
}

function ofContent(of: Extract<Value, { kind: 'content' }>, property: string, span: Span): Value | undefined {
  switch (property) {
    case 'buffer':
    case 'value':
    case 'data':
    case 'bytes':
      return of;
    case 'src':
    case 'default':
    case 'href':
      // `logo.src` of a bundler's image import.
      return of.as === 'url' ? of : undefined;
    case 'width':
    case 'height':
    case 'size':
      return unknown({ kind: 'input', what: 'the size of a picture' }, span);
    default:
      return undefined;
  }
}
