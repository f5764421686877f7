import type { VisionCall } from '../call';

type Format = 'json' | 'lines' | 'yaml' | 'prompty' | 'baml' | 'shell';

const formats: ReadonlyMap<string, Format> = new Map<string, Format>([
  ['json', 'json'],
  ['jsonc', 'json'],
  ['json5', 'json'],
  ['jsonl', 'lines'],
  ['ndjson', 'lines'],
  ['yaml', 'yaml'],
  ['yml', 'yaml'],
  ['prompty', 'prompty'],
  ['baml', 'baml'],
  ['sh', 'shell'],
  ['bash', 'shell'],
  ['zsh', 'shell'],
  ['ksh', 'shell'],
]);

function formatOf(fileName: string): Format | undefined {
  return formats.get(/\.([a-z\d]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? '');
}

/** Whether a file is of a kind in which requests are written down as data. */
export function isDataFormat(fileName: string): boolean {
  return formatOf(fileName) !== undefined;
}

/** Beyond this a text is no request that somebody writes, and takes long to read. Batch files are read by line. */
const longest = 16_000_000;

/** The requests with pictures that a file holds, in the order of the text. Needs no valid file. */
export async function requestsIn(text: string, fileName: string): Promise<readonly VisionCall[]> {
  const format = formatOf(fileName);
  if (format !== 'lines' && text.length > longest) return [];
  switch (format) {
    case 'json':
      return (await import('./jsonRequests')).jsonRequests(text);
    case 'lines':
      return (await import('./jsonRequests')).jsonLineRequests(text);
    case 'yaml':
      return (await import('./yamlRequests')).yamlRequests(text);
    case 'prompty':
      return (await import('./prompty')).promptyCalls(text);
    case 'baml':
      return (await import('./baml')).bamlCalls(text);
    case 'shell':
      return (await import('./shell')).shellCalls(text);
    case undefined:
      return [];
  }
}
