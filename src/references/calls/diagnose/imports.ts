import type { Dialect } from './context';
import type { Edit } from './finding';
import type { SourceText } from './sourceText';

/** What a fix has to import to read a file, and the name it then calls. */
export interface Needed {
  readonly name: string;
  readonly edits: readonly Edit[];
}

/** @param before where it is used: an import further down comes too late in a notebook */
export function importEdit(source: SourceText, dialect: Dialect, before: number): Needed {
  return dialect === 'python' ? python(source, before) : javascript(source, before);
}

function python(source: SourceText, before: number): Needed {
  const name = 'base64';
  if (/^[ \t]*import\s+(?:[\w.]+\s*,\s*)*base64\b(?!\s+as)/m.test(source.text)) return { name, edits: [] };
  return {
    name,
    edits: [insertion(source, 'import base64', /^(?:import|from)\s[^\n(]*(?:\([^)]*\))?[^\n]*$/gm, before)],
  };
}

function javascript(source: SourceText, before: number): Needed {
  const { text } = source;
  const named =
    /(?:import\s*\{[^}]*\breadFileSync\b[^}]*\}\s*from|\{[^}]*\breadFileSync\b[^}]*\}\s*=\s*require\()/;
  if (named.test(text)) return { name: 'readFileSync', edits: [] };
  const whole =
    /import\s+(?:\*\s+as\s+)?(\w+)\s+from\s+["'](?:node:)?fs["']|(\w+)\s*=\s*require\(["'](?:node:)?fs["']\)/.exec(
      text,
    );
  const fs = whole?.[1] ?? whole?.[2];
  if (fs !== undefined) return { name: `${fs}.readFileSync`, edits: [] };
  const mark = /\bfrom\s+"|require\("/.test(text) && !/\bfrom\s+'|require\('/.test(text) ? '"' : "'";
  const isCommon = /\brequire\(/.test(text) && !/^\s*import\s/m.test(text);
  const line = isCommon
    ? `const { readFileSync } = require(${mark}node:fs${mark});`
    : `import { readFileSync } from ${mark}node:fs${mark};`;
  const lines = isCommon
    ? /^(?:const|let|var)\s[^\n]*\brequire\([^\n]*$/gm
    : /^[ \t]*import\s(?:[^;'"]*from\s*)?["'][^"'\n]*["'][^\n]*$/gm;
  return { name: 'readFileSync', edits: [insertion(source, line, lines, before)] };
}

/** Behind the last of the lines, or in front of everything that is no shebang. */
function insertion(source: SourceText, line: string, lines: RegExp, before: number): Edit {
  const text = source.before(before);
  const last = [...text.matchAll(lines)].at(-1);
  const { lineBreak } = source;
  if (last !== undefined) {
    const indent = /^[ \t]*/.exec(last[0])?.[0] ?? '';
    const written = last[0].endsWith('\r') ? last[0].length - 1 : last[0].length;
    const at = source.start + last.index + written;
    return { start: at, end: at, text: `${lineBreak}${indent}${line}` };
  }
  const head = /^(?:#![^\n]*\n|#[^\n]*coding[^\n]*\n)*/.exec(source.after(0))?.[0].length ?? 0;
  return { start: head, end: head, text: `${line}${lineBreak}` };
}
