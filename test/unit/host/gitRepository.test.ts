import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  renameSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { URI } from 'vscode-uri';
import { openGitRepository } from '../../../src/host/gitRepository';
import { neverCancelled } from '../../../src/host/host';
import { NodeFileHost } from '../../../src/host/nodeFiles';
import { RevisionError } from '../../../src/host/revisions';
import type { Repository, State } from '../../../src/host/revisions';
import { changesOf, clear, folder, TestRepository } from '../review/repository';

const working: State = { kind: 'working' };
const index: State = { kind: 'index' };

async function textAt(repository: Repository, state: State, name: string): Promise<string> {
  const file = await repository.files(state).open(`${repository.root}/${encodeURI(name)}`);
  return Buffer.from(await file.read(0, 1e6)).toString('utf8');
}

describe('a repository read by git', () => {
  after(clear);

  it('tells what differs between commits, the index and the working tree', async () => {
    const made = TestRepository.make({
      'a.ts': 'a\n',
      'b.ts': 'b\n',
      'c.ts': 'some text\nthat is long\nenough\n',
    });
    made.commit({ 'b.ts': 'b2\n' });
    made.git('mv', 'c.ts', 'moved.ts');
    made.write({ 'a.ts': 'a2\n' }).git('add', 'a.ts');
    made.write({ 'a.ts': 'a3\n', 'new file.ts': 'n\n', '.gitignore': 'out/\n', 'out/x.ts': 'x' });
    made.remove('b.ts');
    const repository = await made.open();
    const head = await repository.head();
    const before = await repository.commit('HEAD~1');
    assert.deepEqual(await changesOf(repository, before, head), ['M b.ts']);
    assert.deepEqual(await changesOf(repository, head, index), ['M a.ts', 'R c.ts -> moved.ts']);
    assert.deepEqual(await changesOf(repository, index, working), [
      'A .gitignore',
      'A new file.ts',
      'D b.ts',
      'M a.ts',
    ]);
    assert.deepEqual(await changesOf(repository, before, working), [
      'A .gitignore',
      'A new file.ts',
      'D b.ts',
      'M a.ts',
      'R c.ts -> moved.ts',
    ]);
    assert.equal(await textAt(repository, head, 'a.ts'), 'a\n');
    assert.equal(await textAt(repository, index, 'a.ts'), 'a2\n');
    assert.equal(await textAt(repository, working, 'a.ts'), 'a3\n');
    assert.deepEqual([...((await repository.files(head).list(repository.root)) ?? [])].sort(), [
      'a.ts',
      'b.ts',
      'c.ts',
    ]);
    await assert.rejects(repository.files(index).open(`${repository.root}/out/x.ts`), { code: 'ENOENT' });
  });

  it('pairs a file that was moved and is not yet known to Git', async () => {
    const made = TestRepository.make({ 'a.png': 'picture', 'b.txt': 'b' });
    renameSync(path.join(made.root, 'a.png'), path.join(made.root, 'c.png'));
    const repository = await made.open();
    assert.deepEqual(await changesOf(repository, await repository.head(), working), ['R a.png -> c.png']);
  });

  it('takes a file whose time changed and whose bytes did not for the same', async () => {
    const made = TestRepository.make({ 'a.ts': 'a\n' });
    utimesSync(path.join(made.root, 'a.ts'), 1, 1);
    const repository = await made.open();
    assert.deepEqual(await changesOf(repository, await repository.head(), working), []);
  });

  it('reads names with spaces, line breaks, quotes and letters of any script', async () => {
    const names = ['with space.ts', 'line\nbreak.ts', 'quo"te.ts', 'über/日本.ts', '-dash.ts', ':(top).ts'];
    const made = TestRepository.make({ 'a.ts': '' });
    made.commit(Object.fromEntries(names.map(name => [name, `in ${name}`])));
    const repository = await made.open();
    const head = await repository.head();
    assert.deepEqual(
      await changesOf(repository, await repository.commit('HEAD~1'), head),
      names.map(name => `A ${name}`).sort(),
    );
    for (const name of names) {
      const uri = URI.file(path.join(made.root, name)).toString();
      const file = await repository.files(head).open(uri);
      assert.equal(Buffer.from(await file.read(0, 100)).toString(), `in ${name}`);
    }
  });

  it('has nothing before the first commit', async () => {
    const made = TestRepository.make();
    made.write({ 'a.ts': 'a', 'b.ts': 'b' }).git('add', 'a.ts');
    const repository = await made.open();
    const head = await repository.head();
    assert.deepEqual(head, { kind: 'nothing' });
    assert.deepEqual(await changesOf(repository, head, index), ['A a.ts']);
    assert.deepEqual(await changesOf(repository, head, working), ['A a.ts', 'A b.ts']);
    assert.equal(await repository.files(head).stat(`${repository.root}/a.ts`), undefined);
  });

  it('finds the merge base, in a worktree and with a detached head too', async () => {
    const made = TestRepository.make({ 'a.ts': 'a' });
    const base = made.git('rev-parse', 'HEAD');
    made.git('checkout', '-q', '-b', 'feature');
    made.commit({ 'f.ts': 'f' });
    made.git('checkout', '-q', 'main');
    made.commit({ 'm.ts': 'm' });
    const tree = path.join(folder(), 'tree');
    made.git('worktree', 'add', '-q', '--detach', tree, 'feature');
    const repository = await new TestRepository(tree).open();
    const main = await repository.commit('main');
    const found = await repository.mergeBase(main, working);
    assert.deepEqual(found.kind === 'commit' && found.id, base);
    assert.deepEqual(await changesOf(repository, found, working), ['A f.ts']);
    made.git('merge', '-q', '--no-edit', 'feature');
    const merged = await made.open();
    assert.deepEqual(await changesOf(merged, await merged.commit('HEAD^1'), await merged.head()), ['A f.ts']);
  });

  it('says that there is no merge base, no such revision, and no repository', async () => {
    const made = TestRepository.make({ 'a.ts': 'a' });
    made.git('checkout', '-q', '--orphan', 'other');
    made.commit({ 'o.ts': 'o' });
    const repository = await made.open();
    await assert.rejects(repository.mergeBase(await repository.commit('main'), working), (error: unknown) =>
      RevisionError.is(error, 'no-merge-base'),
    );
    for (const revision of ['nowhere', '--help', '-n', '', 'a\nb', 'HEAD:a.ts'])
      await assert.rejects(
        repository.commit(revision),
        (error: unknown) => RevisionError.is(error, 'unknown-revision'),
        revision,
      );
    await assert.rejects(openGitRepository(folder(), new NodeFileHost()), (error: unknown) =>
      RevisionError.is(error, 'no-repository'),
    );
  });

  it('says what a shallow clone lacks and how to get it', async () => {
    const origin = TestRepository.make({ 'a.ts': 'a' });
    origin.commit({ 'a.ts': 'b' });
    const clone = new TestRepository(path.join(folder(), 'clone'));
    origin.git('clone', '-q', '--depth', '1', `file://${origin.root}`, clone.root);
    const repository = await clone.open();
    assert.equal(repository.shallow, true);
    await assert.rejects(
      repository.commit('HEAD~1'),
      (error: unknown) => RevisionError.is(error, 'shallow') && error.wayOut.includes('--unshallow'),
    );
  });

  it('looks into submodules, and lists one that is not checked out', async () => {
    const inner = TestRepository.make({ 'pic.png': 'one' });
    const outer = TestRepository.make({ 'a.ts': 'a' });
    outer.git('submodule', '--quiet', 'add', `file://${inner.root}`, 'sub');
    outer.commit();
    inner.commit({ 'pic.png': 'two' });
    const sub = new TestRepository(path.join(outer.root, 'sub'));
    sub.git('fetch', '-q');
    sub.git('checkout', '-q', 'origin/main');
    const repository = await outer.open();
    const head = await repository.head();
    assert.deepEqual(await changesOf(repository, head, working), ['M sub/pic.png']);
    assert.equal(await textAt(repository, head, 'sub/pic.png'), 'one');
    outer.commit();
    sub.write({ 'pic.png': 'three' });
    assert.deepEqual(await changesOf(repository, await repository.commit('HEAD'), working), [
      'M sub/pic.png',
    ]);
    sub.git('checkout', '-q', '-f', 'HEAD');
    assert.deepEqual(
      await changesOf(repository, await repository.commit('HEAD~1'), await repository.commit('HEAD')),
      ['M sub/pic.png'],
    );
    outer.git('submodule', '--quiet', 'deinit', '-f', 'sub');
    const without = await outer.open();
    assert.deepEqual(await changesOf(without, await without.commit('HEAD~1'), await without.commit('HEAD')), [
      'M sub',
    ]);
  });

  it('follows links within the repository, and none that leave it', async function () {
    const made = TestRepository.make({ 'real/pic.png': 'picture', 'outside.txt': '' });
    symlinkSync('real', path.join(made.root, 'linked'));
    symlinkSync('../../etc/passwd', path.join(made.root, 'real', 'out.png'));
    symlinkSync('loop', path.join(made.root, 'loop'));
    made.commit();
    const repository = await made.open();
    for (const state of [await repository.head(), index]) {
      assert.equal(await textAt(repository, state, 'linked/pic.png'), 'picture');
      const files = repository.files(state);
      assert.equal(await files.stat(`${repository.root}/real/out.png`), undefined);
      assert.equal(await files.stat(`${repository.root}/loop`), undefined);
    }
  });

  it('runs nothing that a repository brings along', async () => {
    const made = TestRepository.make({
      '.gitattributes': '* filter=evil diff=evil\n',
      'a.ts': 'a\n',
      'b.ts': 'b\n',
    });
    const ran = path.join(folder(), 'ran');
    const script = path.join(made.root, '.git', 'evil.sh');
    writeFileSync(script, `#!/bin/sh\necho "$0 $@" >> '${ran}'\ncat\n`);
    chmodSync(script, 0o755);
    mkdirSync(path.join(made.root, '.git', 'hooks'), { recursive: true });
    // As a shell takes it: there is a space in the path.
    const command = `'${script}'`;
    for (const [key, value] of [
      ['core.fsmonitor', command],
      ['core.pager', command],
      ['core.sshCommand', command],
      ['core.hooksPath', path.join(made.root, '.git', 'hooks')],
      ['diff.external', command],
      ['diff.evil.textconv', command],
      ['diff.evil.command', command],
      ['filter.evil.clean', command],
      ['filter.evil.smudge', command],
      ['filter.evil.process', command],
      ['filter.evil.required', 'true'],
      ['protocol.ext.allow', 'always'],
      ['remote.origin.url', `ext::${command}`],
      ['remote.origin.promisor', 'true'],
      ['extensions.partialClone', 'origin'],
      ['core.repositoryformatversion', '1'],
    ] as const)
      made.git('config', key, value);
    made.write({ 'a.ts': 'a2\n', 'c.ts': 'b\n' }).remove('b.ts');
    const repository = await made.open();
    const head = await repository.head();
    assert.deepEqual(await changesOf(repository, head, working), ['M a.ts', 'R b.ts -> c.ts']);
    assert.equal(await textAt(repository, head, 'a.ts'), 'a\n');
    await assert.rejects(
      repository.object({ path: 'a.ts', type: 'file', id: '1'.repeat(40) }),
      (error: unknown) => RevisionError.is(error, 'missing-object'),
    );
    // What was missing has ended the program that is asked; the next content comes from a new one.
    assert.equal(await textAt(repository, head, 'b.ts'), 'b\n');
    assert.equal(existsSync(ran), false);
    // The traps are set: Git by itself walks into them.
    assert.throws(() => made.git('status'));
    assert.equal(existsSync(ran), true);
  });

  it('is read by another program than the one on the PATH, where that is asked for', async () => {
    const made = TestRepository.make({ 'a.ts': '1' });
    const wrapper = path.join(folder(), 'my git');
    writeFileSync(wrapper, '#!/bin/sh\nexec git "$@"\n', { mode: 0o755 });
    const repository = await openGitRepository(made.root, new NodeFileHost(), wrapper);
    assert.equal((await repository.head()).kind, 'commit');
    repository.close();
    await assert.rejects(openGitRepository(made.root, new NodeFileHost(), '/nowhere/git'), error =>
      RevisionError.is(error, 'no-git'),
    );
  });

  it('stops when it is told to', async () => {
    const made = TestRepository.make(
      Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`${String(i)}.ts`, ''])),
    );
    const repository = await made.open();
    const cancelled = repository.changes(
      { from: { kind: 'nothing' }, to: await repository.head() },
      { isCancellationRequested: true },
    );
    await assert.rejects(cancelled[Symbol.asyncIterator]().next(), (error: unknown) =>
      RevisionError.is(error, 'cancelled'),
    );
  });

  it('lists paths with the ids of what is as Git holds it', async () => {
    const made = TestRepository.make({ 'a.ts': 'a', 'b.ts': 'b', 'c.ts': 'c' });
    made.write({ 'b.ts': 'b2', 'd.ts': 'd' }).remove('c.ts');
    const repository = await made.open();
    const paths: string[] = [];
    for await (const entry of repository.paths(working, neverCancelled))
      paths.push(`${entry.path} ${entry.id === undefined ? '-' : 'id'}`);
    assert.deepEqual(paths.sort(), ['a.ts id', 'b.ts -', 'd.ts -']);
  });
});
