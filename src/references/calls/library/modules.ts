import type { Span } from '../expression';
import { imageExtensions } from '../../reference';
import type { Value } from '../value';

/** A package's default export, where it is known by a name of its own; '' for the package itself. */
export function defaultExport(module: string): string {
  return defaults[module] ?? '';
}

const defaults: Readonly<Record<string, string>> = {
  openai: 'OpenAI',
  'openai/index.mjs': 'OpenAI',
  '@anthropic-ai/sdk': 'Anthropic',
  '@anthropic-ai/bedrock-sdk': 'AnthropicBedrock',
  '@anthropic-ai/vertex-sdk': 'AnthropicVertex',
  'groq-sdk': 'Groq',
  'together-ai': 'Together',
};

/** `node:fs/promises` → `fs.promises`; `posixpath` → `os.path`. */
export function moduleName(module: string): string {
  switch (module.replace(/^node:/, '')) {
    case 'fs/promises':
    case 'fs-extra':
    case 'graceful-fs':
      return module === 'fs-extra' || module === 'graceful-fs' ? 'fs' : 'fs.promises';
    case 'path/posix':
    case 'pathe':
    case 'upath':
      return 'path';
    case 'posixpath':
      return 'os.path';
    default:
      return module.replace(/^(?:node|npm|jsr):/, '').replace(/(?<=.)@[\d^~][\w.^~-]*$/, '');
  }
}

const images = new RegExp(`\\.(?:${imageExtensions.join('|')})(?:\\?[^/]*)?$`, 'i');

/** `import logo from './logo.png'`: where the bundler puts it is not known, which file it is is. */
export function imageImport(module: string, span: Span): Value | undefined {
  if (!images.test(module)) return undefined;
  const query = /\?(.*)$/.exec(module)?.[1];
  const text = module.replace(/\?.*$/, '');
  const of: Value = text.startsWith('.')
    ? { kind: 'path', base: 'document', text: text.replace(/^\.\//, ''), literals: [], span }
    : { kind: 'string', text, span };
  return { kind: 'content', of, as: query === 'inline' ? 'data-url' : 'url', span };
}

export function isRelative(module: string, language: 'javascript' | 'python'): boolean {
  return language === 'python' ? module.startsWith('.') : /^\.{1,2}(?:\/|$)/.test(module);
}
