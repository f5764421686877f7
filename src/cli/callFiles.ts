import { isDataFormat } from '../references/calls/formats/requestsIn';
import { mayHoldCalls } from '../references/calls/mayHoldCalls';

/** The kinds of file that hold code which is read for calls; requests written down as data have kinds of their own. */
const code = /\.(?:[cm]?[jt]sx?|py[wi]?|ipynb|vue|svelte|astro|x?html?|mdx)$/i;

/**
 * Whether a file is worth parsing for calls. Cheap, and what decides how long a report takes: most files are put aside.
 * @param text may be bytes taken for Latin-1
 */
export function isWorthParsing(text: string, file: string): boolean {
  return (code.test(file) || isDataFormat(file)) && mayHoldCalls(text, file);
}
