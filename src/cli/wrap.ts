import stringWidth from 'string-width';

/** A sentence is not squeezed into less. */
const narrowest = 24;

/**
 * A line whose end is a sentence, broken between words where it is wider than the terminal; what follows stands below
 * the beginning of the sentence, or further left where there is no room for that.
 */
export function wrapped(before: string, sentence: string, width: number): string {
  const start = stringWidth(before);
  if (start + stringWidth(sentence) <= width) return before + sentence;
  const indent = width - start >= narrowest ? start : Math.min(start, 4);
  const lines: string[] = [];
  let line = before;
  let used = start;
  for (const [i, word] of sentence.split(' ').entries()) {
    const wide = stringWidth(word);
    if (i > 0 && used + 1 + wide > width) {
      lines.push(line);
      line = ' '.repeat(indent) + word;
      used = indent + wide;
    } else {
      line += i > 0 ? ` ${word}` : word;
      used += i > 0 ? wide + 1 : wide;
    }
  }
  return [...lines, line].join('\n');
}
