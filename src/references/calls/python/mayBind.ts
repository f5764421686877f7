/**
 * Whether a name, by the characters around it, may be one that is bound or changed for the whole module where it
 * stands. In a long text this spares the parsing of everything that only reads it, and of what functions bind for
 * themselves; what may go either way is `true`.
 */
export function mayBindAtTop(text: string, at: number, length: number): boolean {
  const after = text.slice(at + length, at + length + 240);
  if (changes.test(after)) return true;
  const before = text.slice(Math.max(0, at - 24), at);
  if (/\.save\s*\(\s*$/.test(before)) return true;
  const head = headOf(text, at);
  const definition = /^(?:@|(?:async[ \t]+)?def\b|class\b)/.test(text.slice(head, head + 20));
  if (definition) {
    // Its own name; what is in there is the module's only where it says so.
    const own = /(?:^|\n)(?:async[ \t]+)?(?:def|class)[ \t]+$/.test(before);
    return own || (assigns.test(after) && /\bglobal\b/.test(text.slice(head, at)));
  }
  if (assigns.test(after)) return true;
  // `import`, and the headers of `for`, `with` and the like; targets that are taken apart.
  const line = text.slice(lineStart(text, at), at);
  return (
    /^\s*(?:import|from|del|for|async|with|except|case|elif|if|try|else|match)\b/.test(line) ||
    /^\s*[\w\s,()[\]*.]*$/.test(line) ||
    /\bas\s+$/.test(before) ||
    /^(?:from|import|with|async)\b/.test(text.slice(head, head + 8))
  );
}

const assigns = /^\s*(?:=(?!=)|:(?!\s*\n)|[-+*/%&|^@<>]{1,2}=)/;
const changes =
  /^(?:\s*\.\s*\w+|\s*\[[^\]\n]*\])+\s*(?:=(?!=)|[-+*/%&|]{1,2}=|:[^=\n]*=)|^(?:\s*\.\s*\w+|\s*\[[^\]\n]*\])*\s*\.\s*(?:append|appendleft|extend|insert|update|thumbnail|write)\s*\(/;

/** The start of the statement at the left of the page that an offset is part of. */
function headOf(text: string, at: number): number {
  let start = lineStart(text, at);
  while (start > 0 && /[\s)\]}#]/.test(text.charAt(start))) start = lineStart(text, start - 1);
  return start;
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

/**
 * The same for a function's or class's name: whether it may be called, defined, given to something that calls it, or
 * inherited from.
 */
export function mayCall(text: string, at: number, length: number): boolean {
  const after = text.slice(at + length, at + length + 60);
  if (/^\s*(?:\.\s*\w+\s*)?\(/.test(after)) return true;
  if (!/^\s*[,)]/.test(after)) return false;
  const before = text.slice(Math.max(0, at - 120), at);
  return /\b(?:\w*map\w*|\w*submit|to_thread|run_\w+|partial|add_task|start_soon|class\s+\w+)\s*\([^()]*$/.test(
    before,
  );
}
