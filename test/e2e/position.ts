export interface Position {
  /** From 1, as the editor shows it. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
}

/** Where `text` is first found in a file's content, for a person. */
export function positionOf(text: string, content: string): Position {
  const lines = content.split(/\r?\n/);
  const line = lines.findIndex(candidate => candidate.includes(text));
  if (line < 0) throw new Error(`"${text}" is not in the file.`);
  return { line: line + 1, column: (lines[line]?.indexOf(text) ?? 0) + 1 };
}
