import { Registry } from '../../../src/core/models/registry';
import { neverCancelled } from '../../../src/host/host';
import type { Repository, State } from '../../../src/host/revisions';
import type { Cause, PictureChange, Review, ReviewChange } from '../../../src/review/change';
import type { RecordStore, SourceRecords } from '../../../src/review/records';
import { review } from '../../../src/review/review';
import type { InForce } from '../../../src/review/side';
import type { TestRepository } from './repository';

/** A PNG of that size: its header is all that is ever read. `salt` makes it another file of the same size. */
export function png(width: number, height: number, salt = 0): Uint8Array {
  const bytes = Buffer.alloc(8 + 25 + 12 + 4);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  bytes.writeUInt32BE(13, 8);
  bytes.write('IHDR', 12, 'latin1');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  bytes.set([8, 2, 0, 0, 0], 24);
  bytes.write('IDAT', 37, 'latin1');
  bytes.writeUInt32BE(salt, 45);
  return bytes;
}

export const lfsPointer = (digit: string): string =>
  `version https://git-lfs.github.com/spec/v1\noid sha256:${digit.repeat(64)}\nsize 12345\n`;

interface CallParts {
  readonly model?: string;
  readonly image?: string;
  readonly detail?: string;
  readonly prompt?: string;
}

/** A source that asks a model about a picture, on disk beside it or below. */
export function calling({
  model = "'gpt-4.1'",
  image = 'a.png',
  detail = 'high',
  prompt = 'What is it?',
}: CallParts = {}): string {
  return `import OpenAI from 'openai';
import { readFileSync } from 'node:fs';
import path from 'node:path';
${/^[A-Z]/.test(model) ? `import { ${model} } from './models';\n` : ''}
const client = new OpenAI();
const picture = readFileSync(path.join(__dirname, ${JSON.stringify(image)})).toString('base64');
await client.responses.create({
  model: ${model},
  input: [{ role: 'user', content: [
    { type: 'input_text', text: ${JSON.stringify(prompt)} },
    { type: 'input_image', image_url: \`data:image/png;base64,\${picture}\`, detail: ${JSON.stringify(detail)} },
  ] }],
});
`;
}

const inForce: InForce = {
  pricing: {
    model: 'gpt-4.1',
    detail: undefined,
    tier: 'standard',
    origins: { model: 'default', detail: 'default', tier: 'default' },
  },
  registry: new Registry(),
  roots: ['public'],
  searched: true,
};

interface Reviewed {
  readonly from?: State;
  readonly to?: State;
  readonly below?: string;
  readonly store?: RecordStore;
  /** Is told of every file of the checked state that is opened. */
  readonly opened?: Set<string>;
}

/** What changed since the last commit, or between two states. */
export async function reviewed(made: TestRepository, asked: Reviewed = {}): Promise<Review> {
  const repository = await made.open();
  return review(asked.opened === undefined ? repository : watched(repository, asked.opened), {
    from: asked.from ?? (await repository.head()),
    to: asked.to ?? { kind: 'working' },
    root: asked.below === undefined ? made.root : `${made.root}/${asked.below}`,
    forFile: () => Promise.resolve(inForce),
    today: '2026-11-28',
    cancellation: neverCancelled,
    ...(asked.store === undefined ? {} : { store: asked.store }),
  });
}

/** Records as long as a test runs. */
export function memoryStore(): RecordStore {
  let kept: SourceRecords = new Map();
  return {
    load: () => Promise.resolve(kept),
    save: records => {
      kept = records;
      return Promise.resolve();
    },
  };
}

/** The repository, with its eyes followed. */
function watched(repository: Repository, opened: Set<string>): Repository {
  return {
    root: repository.root,
    shallow: repository.shallow,
    head: () => repository.head(),
    commit: revision => repository.commit(revision),
    mergeBase: (one, other) => repository.mergeBase(one, other),
    changes: (comparison, cancellation) => repository.changes(comparison, cancellation),
    paths: (state, cancellation) => repository.paths(state, cancellation),
    object: of => repository.object(of),
    close: () => {
      repository.close();
    },
    files: state => {
      const files = repository.files(state);
      return {
        stat: uri => files.stat(uri),
        list: uri => files.list(uri),
        open: uri => {
          opened.add(decodeURIComponent(uri.slice(repository.root.length + 1)));
          return files.open(uri);
        },
      };
    },
  };
}

/** `call src/a.ts:7 +340 model gpt-4.1 → gpt-5`. */
export function lines({ changes }: Review): readonly string[] {
  return changes.map(changeLine);
}

function changeLine({ kind, before, after, delta, causes }: ReviewChange): string {
  const at = after ?? before;
  const tokens = delta.tokens === undefined ? `? (${delta.why ?? ''})` : String(delta.tokens[1]);
  return `${kind} ${at.file}:${String(at.line)} ${tokens} ${causes.map(causeLine).join(', ')}`;
}

function causeLine(cause: Cause): string {
  switch (cause.kind) {
    case 'added':
    case 'removed':
    case 'cost':
      return cause.kind;
    case 'pictures':
      return `pictures +${cause.added.join('+')} -${cause.removed.join('-')}`;
    case 'picture':
      return `${cause.path} ${cause.change}`;
    default:
      return `${cause.kind} ${cause.before} → ${cause.after}`;
  }
}

/** `re-encoded a.png 512×512 → 1024×1024 at x.ts:7`. */
export function pictureLines({ pictures }: Review): readonly string[] {
  return pictures.map(({ kind, before, after, uses }) => {
    const sides = [before, after].flatMap(side => (side === undefined ? [] : [sideText(side)]));
    const at = uses.length === 0 ? '' : ` at ${uses.map(use => `${use.file}:${String(use.line)}`).join(' ')}`;
    return `${kind} ${sides.join(' → ')}${at}`;
  });
}

function sideText({ path, facts }: NonNullable<PictureChange['after']>): string {
  return `${path} ${facts instanceof Error ? facts.reason : `${String(facts.width)}×${String(facts.height)}`}`;
}
