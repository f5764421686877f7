import assert from 'node:assert/strict';
import { isWorthParsing } from '../../../src/references/scan/isWorthParsing';
import { scan } from '../../../src/cli/scan';
import type { Scan } from '../../../src/cli/scan';
import { Registry } from '../../../src/core/models/registry';
import { SyncNodeFileHost } from '../../../src/host/nodeFilesSync';
import { FactsCache } from '../../../src/images/factsCache';
import { ProjectCache } from '../../../src/references/project/projectCache';
import { fixtureNames, readFixture } from '../../accuracy/corpus';
import { clear, plant, png } from './run';

/** What was asked of the file system for pictures, and of the tokenizer. */
interface Counts {
  stats: number;
  opens: number;
  lists: number;
  texts: number;
}

class CountingHost extends SyncNodeFileHost {
  constructor(private readonly counts: Counts) {
    super();
  }
  override stat(uri: string): ReturnType<SyncNodeFileHost['stat']> {
    this.counts.stats += 1;
    return super.stat(uri);
  }
  override open(uri: string): ReturnType<SyncNodeFileHost['open']> {
    this.counts.opens += 1;
    return super.open(uri);
  }
  override list(uri: string): ReturnType<SyncNodeFileHost['list']> {
    this.counts.lists += 1;
    return super.list(uri);
  }
}

const registry = new Registry();
const [model] = registry.all();

async function scanned(files: Parameters<typeof plant>[0]): Promise<Scan & Counts> {
  const counts: Counts = { stats: 0, opens: 0, lists: 0, texts: 0 };
  const host = new CountingHost(counts);
  const result = await scan(plant(files), {
    forFile: () =>
      Promise.resolve({
        pricing: {
          model: 'gpt-5',
          detail: undefined,
          tier: 'standard',
          origins: { model: 'default', detail: 'default', tier: 'default' },
        },
        registry,
        model: model!,
        roots: [],
        searched: true,
      }),
    services: {
      files: host,
      facts: new FactsCache(host),
      registry,
      today: () => '2026-11-24',
      countText: text => {
        counts.texts += 1;
        return Promise.resolve(text.length);
      },
    },
    projects: new ProjectCache(host),
  });
  return { ...result, ...counts };
}

const call = `import OpenAI from 'openai';
await new OpenAI().responses.create({ model: 'gpt-5', input: [{ role: 'user', content: [
  { type: 'input_text', text: 'What?' },
  { type: 'input_image', image_url: 'https://x.example/a.png' },
] }] });
`;

describe('looking through a project', () => {
  after(clear);

  it('asks for nothing where no file holds a call or a picture', async () => {
    const result = await scanned({
      'a.ts':
        "import { image } from './images';\nexport const create = () => fetch('/images').then(image);\n",
      'b.py': 'def request(image):\n    return post("/upload", image)\n',
      'c.json': '{ "images": ["create"], "file": "photo.txt" }',
      'd.md': 'Create an image: `openai` `messages` `responses.create`.',
      'e.css': '.image { content: "create" }',
    });
    const { files, parsed, calls, findings, stats, opens, lists, texts } = result;
    assert.deepEqual(
      { files, parsed, calls: calls.length, findings: findings.length, stats, opens, lists, texts },
      { files: 5, parsed: 0, calls: 0, findings: 0, stats: 0, opens: 0, lists: 0, texts: 0 },
    );
  });

  it('parses the files that can hold a call, and only those', async () => {
    const { parsed, calls, texts } = await scanned({
      'a.ts': call,
      'b.ts': 'export const image = "no.png";\n',
      'c.md': call,
    });
    assert.deepEqual([parsed, calls.length, texts], [1, 1, 1]);
  });

  it('looks up each picture of a call once', async () => {
    const { calls, findings, opens } = await scanned({
      'a.png': png(8, 8),
      'a.ts': call.replace("'https://x.example/a.png'", "readFileSync('a.png', 'base64')"),
    });
    assert.deepEqual([calls.length, findings.length, opens], [1, 0, 1]);
  });

  it('puts no file aside that holds a call', () => {
    const lost = fixtureNames().filter(name => {
      const { text, expectation } = readFixture(name);
      return expectation.calls.length > 0 && !isWorthParsing(text, name);
    });
    assert.deepEqual(lost, []);
  });
});
