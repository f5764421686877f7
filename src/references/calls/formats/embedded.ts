import type { Span } from '../expression';
import { markupCode, mdxCode } from './embeddedMarkup';
import { notebookCode } from './embeddedNotebook';

/** The code that a text of another kind holds, as one module. */
export interface CodeText {
  readonly language: 'javascript' | 'typescript' | 'tsx' | 'python';
  readonly text: string;
  /** Where a stretch of the code stands in the text that holds it. */
  place(span: Span): Span;
}

/** `undefined` for a file of a kind that holds no code, and for one without any. */
export function codeIn(text: string, fileName: string): CodeText | undefined {
  switch (/\.([a-z]+)$/i.exec(fileName)?.[1]?.toLowerCase()) {
    case 'ipynb':
      return notebookCode(text);
    case 'vue':
    case 'svelte':
    case 'astro':
    case 'html':
    case 'htm':
    case 'xhtml':
      return markupCode(text, /\.astro$/i.test(fileName));
    case 'mdx':
      return mdxCode(text);
    default:
      return undefined;
  }
}
