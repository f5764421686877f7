// The server as a program: node --import tsx test/openai-server/main.ts [--port N] [--chunk-delay MS] [--no-key] [--no-control] [--quiet]
// Prints one line of JSON with its `baseUrl` and `key` as soon as it listens, and then what it hears.
import { parseArgs } from 'node:util';
import { startOpenAiServer, testKey } from './server';

const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    'no-key': { type: 'boolean', default: false },
    'no-control': { type: 'boolean', default: false },
    'chunk-delay': { type: 'string' },
    quiet: { type: 'boolean', default: false },
  },
});

const write = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const { baseUrl } = await startOpenAiServer({
    ...(values.port !== undefined && { port: Number(values.port) }),
    ...(values['chunk-delay'] !== undefined && { chunkDelayMs: Number(values['chunk-delay']) }),
    ...(values['no-key'] && { keys: [] }),
    control: !values['no-control'],
    ...(!values.quiet && { log: write }),
  });
  write(JSON.stringify({ baseUrl, key: values['no-key'] ? null : testKey }));
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
