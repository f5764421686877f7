import { plural } from '../../core/text';
import type { LedgerContents } from './ledgerReader';

/** What is said of lines that hold no run of ours. */
export function remarksOf({ damaged, newer }: LedgerContents): readonly string[] {
  const remarks: string[] = [];
  if (damaged > 0)
    remarks.push(
      `${plural(damaged, 'line')} of the ledger cannot be read and ${damaged === 1 ? 'is' : 'are'} not counted: a program ended while it wrote, or the file was edited.`,
    );
  if (newer > 0)
    remarks.push(
      `${plural(newer, 'run')} of a later version of Tilescope ${newer === 1 ? 'is' : 'are'} not counted here: update to see ${newer === 1 ? 'it' : 'them'}.`,
    );
  return remarks;
}
