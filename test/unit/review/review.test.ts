import assert from 'node:assert/strict';
import { renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { calling, lfsPointer, lines, memoryStore, pictureLines, png, reviewed } from './projects';
import { clear, folder, TestRepository } from './repository';
import type { Files } from './repository';

const index = { kind: 'index' } as const;

describe('a review', () => {
  after(clear);

  it('shows a dearer model, before and after, at the call', async () => {
    const made = TestRepository.make({ 'src/a.ts': calling(), 'src/a.png': png(1024, 1024) });
    made.write({ 'src/a.ts': calling({ model: "'gpt-4.1-mini'" }) });
    const { changes, total } = await reviewed(made);
    const [change] = changes;
    assert.equal(change?.kind, 'call');
    assert.deepEqual(
      change.causes.map(cause => cause.kind),
      ['model'],
    );
    assert.deepEqual(change.delta, total);
    assert.ok(change.before !== undefined && change.after !== undefined);
  });

  it('shows nothing where the cost stays what it was, wherever the call went', async () => {
    const made = TestRepository.make({
      'src/a.ts': calling(),
      'src/a.png': png(1024, 1024),
      'b.ts': 'export {};\n',
    });
    made.write({ 'src/a.ts': `// A comment more.\n\n${calling()}` });
    assert.deepEqual(lines(await reviewed(made)), []);
    made.git('mv', 'src', 'lib');
    const moved = await reviewed(made);
    assert.deepEqual(lines(moved), []);
    assert.deepEqual(pictureLines(moved), ['moved src/a.png 1024×1024 → lib/a.png 1024×1024 at lib/a.ts:8']);
  });

  it('sorts by rise, the greatest first', async () => {
    const made = TestRepository.make({
      'a.ts': calling({ prompt: 'one' }),
      'b.ts': calling({ prompt: 'two', detail: 'low' }),
      'c.ts': calling({ prompt: 'three' }),
      'a.png': png(1024, 1024),
      'big.png': png(2048, 2048),
    });
    made.write({
      'a.ts': calling({ prompt: 'one', detail: 'low' }),
      'b.ts': calling({ prompt: 'two', detail: 'high' }),
      'd.ts': calling({ prompt: 'four', image: 'a.png', model: "'gpt-4o'" }),
    });
    made.remove('c.ts');
    assert.deepEqual(lines(await reviewed(made)), [
      'call d.ts:7 765 added',
      'call b.ts:7 680 detail low → high',
      'call a.ts:7 -680 detail high → low',
      'call c.ts:7 -765 removed',
    ]);
  });

  it('shows a picture that was given other bytes at those who send it, though they did not change', async () => {
    const made = TestRepository.make({
      'src/a.ts': calling({ image: '../img/pic with space.png' }),
      'img/pic with space.png': png(512, 512),
      'img/other.png': png(512, 512),
      'README.md': '![a picture](<img/pic with space.png>)\n',
    });
    made.write({ 'img/pic with space.png': png(1024, 1024), 'img/other.png': png(512, 512, 1) });
    const found = await reviewed(made);
    assert.deepEqual(lines(found), [
      'reference README.md:1 510 img/pic with space.png re-encoded',
      'call src/a.ts:7 510 img/pic with space.png re-encoded',
    ]);
    assert.deepEqual(pictureLines(found), [
      're-encoded img/other.png 512×512 → img/other.png 512×512',
      're-encoded img/pic with space.png 512×512 → img/pic with space.png 1024×1024 at README.md:1 src/a.ts:6',
    ]);
  });

  it('tells added, removed, moved and re-encoded pictures apart', async () => {
    const made = TestRepository.make({
      'gone.png': png(100, 100, 1),
      'moves.png': png(200, 200, 2),
      'same.png': png(300, 300, 3),
      'a.ts': "export const all = ['gone.png', 'moves.png', 'same.png'];\n",
    });
    renameSync(path.join(made.root, 'moves.png'), path.join(made.root, 'moved.png'));
    rmSync(path.join(made.root, 'gone.png'));
    made.write({ 'same.png': png(300, 300, 4), 'new.png': png(400, 400, 5) });
    const unstaged = await reviewed(made);
    assert.deepEqual(pictureLines(unstaged), [
      'removed gone.png 100×100 at a.ts:1',
      'moved moves.png 200×200 → moved.png 200×200 at a.ts:1',
      'added new.png 400×400',
      're-encoded same.png 300×300 → same.png 300×300 at a.ts:1',
    ]);
    made.git('add', '-A');
    assert.deepEqual(pictureLines(await reviewed(made, { to: index })), pictureLines(unstaged));
  });

  it('says where a call names a picture that is not there any more', async () => {
    const made = TestRepository.make({ 'a.ts': calling(), 'a.png': png(512, 512) });
    made.remove('a.png');
    assert.deepEqual(lines(await reviewed(made)), [
      'call a.ts:7 ? (1 picture without a number (missing)) a.png removed',
    ]);
  });

  it('finds the calls that a changed constant of another file makes dearer', async () => {
    const made = TestRepository.make({
      'src/a.ts': calling({ model: 'MODEL' }),
      'src/a.png': png(1024, 1024),
      'src/models.ts': "export const MODEL = 'gpt-4.1-mini';\n",
    });
    made.write({ 'src/models.ts': "export const MODEL = 'gpt-4.1';\n" });
    assert.deepEqual(lines(await reviewed(made)), ['call src/a.ts:8 -894 model gpt-4.1-mini → gpt-4.1']);
  });

  it('finds the calls that send what a pattern finds', async () => {
    const source = `import base64, glob
from openai import OpenAI
client = OpenAI()
for name in glob.glob("shots/*.png"):
    with open(name, "rb") as f:
        data = base64.b64encode(f.read()).decode()
    client.responses.create(model="gpt-4.1", input=[{"role": "user", "content": [
        {"type": "input_image", "image_url": f"data:image/png;base64,{data}", "detail": "high"}]}])
`;
    const made = TestRepository.make({ 'ask.py': source, 'shots/a.png': png(512, 512) });
    made.write({ 'shots/b.png': png(1024, 1024) });
    const [line = ''] = lines(await reviewed(made));
    assert.match(line, /^call ask\.py:7 765 .*pictures \+shots\/b\.png/);
  });

  it('compares what is staged, and not what is on disk', async () => {
    const made = TestRepository.make({ 'a.ts': calling(), 'a.png': png(512, 512) });
    made.write({ 'a.ts': calling({ detail: 'low' }) }).git('add', 'a.ts');
    made.write({ 'a.ts': calling({ model: "'gpt-5'" }), 'a.png': png(1024, 1024) });
    assert.deepEqual(lines(await reviewed(made, { to: index })), ['call a.ts:7 -170 detail high → low']);
    assert.equal(pictureLines(await reviewed(made, { to: index })).length, 0);
    const [onDisk = ''] = lines(await reviewed(made));
    assert.match(onDisk, /model gpt-4\.1 → gpt-5.*a\.png re-encoded/);
  });

  it('takes a picture that nobody staged for missing in the index', async () => {
    const made = TestRepository.make({ 'README.md': '' });
    made.write({ 'a.ts': calling(), 'a.png': png(512, 512) }).git('add', 'a.ts');
    assert.deepEqual(lines(await reviewed(made, { to: index })), [
      'call a.ts:7 ? (1 picture without a number (missing)) added',
    ]);
  });

  it('compares a branch with its merge base, through a merge too', async () => {
    const made = TestRepository.make({ 'a.ts': calling(), 'a.png': png(1024, 1024) });
    made.git('checkout', '-q', '-b', 'feature');
    made.commit({ 'a.ts': calling({ detail: 'low' }) });
    made.git('checkout', '-q', 'main');
    made.commit({ 'b.ts': calling({ prompt: 'Another question' }) });
    made.git('checkout', '-q', 'feature');
    const repository = await made.open();
    const base = await repository.mergeBase(await repository.commit('main'), { kind: 'working' });
    assert.deepEqual(lines(await reviewed(made, { from: base })), ['call a.ts:7 -680 detail high → low']);
    made.git('merge', '-q', '--no-edit', 'main');
    const merged = await reviewed(made, {
      from: await repository.commit('main'),
      to: await (await made.open()).head(),
    });
    assert.deepEqual(lines(merged), ['call a.ts:7 -680 detail high → low']);
  });

  it('reviews a project before its first commit', async () => {
    const made = TestRepository.make();
    made.write({ 'a.ts': calling(), 'a.png': png(512, 512) });
    const found = await reviewed(made);
    assert.deepEqual(lines(found), ['call a.ts:7 255 added']);
    assert.deepEqual(pictureLines(found), ['added a.png 512×512 at a.ts:6']);
  });

  it('says that a picture is a Git LFS pointer, and prices none', async () => {
    const made = TestRepository.make({
      'a.ts': calling(),
      'a.png': lfsPointer('a'),
      'unused.png': lfsPointer('b'),
    });
    made.commit({ 'a.png': lfsPointer('c'), 'unused.png': lfsPointer('d') });
    const repository = await made.open();
    const found = await reviewed(made, { from: await repository.commit('HEAD~1') });
    assert.deepEqual(pictureLines(found), [
      're-encoded a.png lfs-pointer → a.png lfs-pointer at a.ts:6',
      're-encoded unused.png lfs-pointer → unused.png lfs-pointer',
    ]);
    assert.deepEqual(
      found.unknowns.map(({ reason, path: at, message }) => [reason, at, message]),
      [
        [
          'lfs-pointer',
          'a.png',
          'It is a Git LFS pointer, not the picture itself. Fetch the picture with `git lfs pull`.',
        ],
      ],
    );
    assert.equal(found.changes[0]?.delta.tokens, undefined);
  });

  it('looks into submodules, and says which are not checked out', async () => {
    const inner = TestRepository.make({ 'pic.png': png(512, 512) });
    const outer = TestRepository.make({ 'a.ts': calling({ image: 'sub/pic.png' }) });
    outer.git('submodule', '--quiet', 'add', `file://${inner.root}`, 'sub');
    outer.commit();
    const sub = new TestRepository(path.join(outer.root, 'sub'));
    sub.write({ 'pic.png': png(1024, 1024) });
    assert.deepEqual(lines(await reviewed(outer)), ['call a.ts:7 510 sub/pic.png re-encoded']);
    sub.commit();
    outer.commit();
    const repository = await outer.open();
    const from = await repository.commit('HEAD~1');
    assert.deepEqual(lines(await reviewed(outer, { from })), ['call a.ts:7 510 sub/pic.png re-encoded']);
    outer.git('submodule', '--quiet', 'deinit', '-f', 'sub');
    const without = await reviewed(outer, { from });
    assert.deepEqual(
      without.unknowns.map(({ reason, path: at }) => [reason, at]),
      [['submodule', 'sub']],
    );
  });

  it('reviews a folder of a repository, and the pictures it sends from outside of it', async () => {
    const made = TestRepository.make({
      'packages/web/a.ts': calling({ image: '../../shared/pic.png' }),
      'packages/api/b.ts': calling({ image: '../../shared/pic.png', prompt: 'Other' }),
      'shared/pic.png': png(512, 512),
      'shared/unused.png': png(512, 512),
    });
    made.write({ 'shared/pic.png': png(1024, 1024), 'shared/unused.png': png(1024, 1024) });
    const found = await reviewed(made, { below: 'packages/web' });
    assert.deepEqual(lines(found), ['call a.ts:7 510 ../../shared/pic.png re-encoded']);
    assert.deepEqual(pictureLines(found), [
      're-encoded ../../shared/pic.png 512×512 → ../../shared/pic.png 1024×1024 at a.ts:6',
    ]);
  });

  it('leaves out what a report leaves out', async () => {
    const made = TestRepository.make({ '.gitignore': 'out/\n', 'a.png': png(512, 512) });
    made.write({
      'out/a.ts': calling(),
      'vendor/node_modules/x/b.ts': calling({ image: '../../../a.png' }),
      'c.ts': 'export {};',
    });
    assert.deepEqual(lines(await reviewed(made)), []);
  });

  it('says the same in a worktree with a detached head', async () => {
    const made = TestRepository.make({ 'a.ts': calling(), 'a.png': png(1024, 1024) });
    made.commit({ 'a.ts': calling({ detail: 'low' }) });
    const tree = new TestRepository(path.join(folder(), 'tree'));
    made.git('worktree', 'add', '-q', '--detach', tree.root, 'HEAD~1');
    tree.write({ 'a.png': png(512, 512) });
    assert.deepEqual(lines(await reviewed(tree)), ['call a.ts:7 -510 a.png re-encoded']);
  });

  describe('looks beyond what changed', () => {
    const named: readonly (readonly [string, Files])[] = [
      [
        'by a constant of another file',
        {
          'src/a.ts': calling({ image: 'a.png' })
            .replace('"a.png"', 'LOGO')
            .replace('import path', "import { LOGO } from './names';\nimport path"),
          'src/names.ts': "export const LOGO = 'logo.png';\n",
        },
      ],
      [
        'by a name that is put together',
        {
          'src/a.ts': calling()
            .replace('"a.png"', '`${kind}.png`')
            .replace('const client', "const kind = 'logo';\nconst client"),
        },
      ],
      [
        'by a name that another file has a part of',
        {
          'src/a.ts': calling()
            .replace('"a.png"', '`${KIND}.png`')
            .replace('import path', "import { KIND } from './kinds';\nimport path"),
          'src/kinds.ts': "export const KIND = 'logo';\n",
        },
      ],
      [
        'through an index',
        {
          'src/a.ts': calling()
            .replace('"a.png"', 'LOGO')
            .replace('import path', "import { LOGO } from '.';\nimport path"),
          'src/index.ts': "export const LOGO = 'logo.png';\n",
        },
      ],
      ['by its address, percent-encoded', { 'src/README.md': '![](l%6fgo.png)' }],
    ];
    for (const [how, files] of named)
      it(`at a picture that is named ${how}, known or not`, async () => {
        const made = TestRepository.make({
          ...files,
          'src/logo.png': png(512, 512),
          'src/other.ts': 'export const other = 1;\n',
        });
        const store = memoryStore();
        await reviewed(made.write({ 'src/other.ts': 'export const other = 2;\n' }), { store });
        made.write({ 'src/logo.png': png(1024, 1024) });
        for (const asked of [{}, { store }]) {
          const found = lines(await reviewed(made, asked));
          assert.ok(
            found.some(line => /^(?:call src\/a\.ts|reference src\/README\.md):/.test(line)),
            how,
          );
          for (const line of found) assert.match(line, / 510 src\/logo\.png re-encoded$/);
        }
      });

    it('reads nothing else once it is known, and is known after a few reviews', async () => {
      const others = Object.fromEntries(
        Array.from({ length: 250 }, (_, i) => [
          `src/other${String(i)}.ts`,
          `export const name = 'picture${String(i)}.png';\n`,
        ]),
      );
      const made = TestRepository.make({ ...others, 'src/a.ts': calling(), 'src/a.png': png(512, 512) });
      const store = memoryStore();
      made.write({ 'src/a.png': png(1024, 1024) });
      for (let i = 0; i < 4; i += 1) await reviewed(made, { store });
      const opened = new Set<string>();
      const found = await reviewed(made, { store, opened });
      assert.deepEqual(lines(found), ['call src/a.ts:7 510 src/a.png re-encoded']);
      assert.deepEqual([...opened].sort(), ['src/a.png', 'src/a.ts']);
    });

    it('looks again at whom a moved folder of the project matters to', async () => {
      const made = TestRepository.make({
        'package.json': '{ "imports": { "#art/*": "./old/*" } }',
        'src/a.ts': "export const art = '#art/a.png';\n",
        'old/a.png': png(512, 512),
        'new/a.png': png(1024, 1024),
      });
      const store = memoryStore();
      for (const text of [
        '{ "version": "2", "imports": { "#art/*": "./old/*" } }',
        '{ "imports": { "#art/*": "./new/*" } }',
      ]) {
        made.write({ 'package.json': text });
        const known = lines(await reviewed(made, { store }));
        assert.deepEqual(lines(await reviewed(made)), known);
        assert.equal(known.length > 0, text.includes('new'));
      }
    });
  });
});
