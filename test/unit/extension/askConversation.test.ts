import assert from 'node:assert/strict';
import {
  answerFor,
  historyOf,
  interrupted,
  noConversation,
  withRun,
  withTurn,
} from '../../../src/extension/ask/conversation';
import type { Conversation, KeptTurn } from '../../../src/extension/ask/conversation';
import type { AskRun } from '../../../src/webview/askProtocol';

function turn(id: string, changes: Partial<KeptTurn> = {}): KeptTurn {
  return {
    id,
    text: id,
    pictures: [],
    names: {},
    output: [1, 2],
    suffix: 'answer',
    extension: 'md',
    runs: [],
    ...changes,
  };
}

function run(id: string, changes: Partial<AskRun> = {}): AskRun {
  return {
    id,
    endpoint: 'openai',
    model: 'gpt-5.2',
    tier: 'standard',
    status: 'done',
    text: `answer of ${id}`,
    regions: [],
    ...changes,
  };
}

function conversation(...turns: readonly KeptTurn[]): Conversation {
  return turns.reduce(withTurn, noConversation);
}

describe('a conversation', () => {
  it('goes on from what was said since the last question that began anew', () => {
    const asked = conversation(turn('a'), turn('b', { fresh: true }), turn('c'));
    const ids = (of?: KeptTurn): readonly string[] => historyOf(asked, of).map(({ id }) => id);
    assert.deepEqual(ids(), ['b', 'c']);
    assert.deepEqual(ids(asked.turns[2]), ['b']);
    assert.deepEqual(ids(asked.turns[1]), []);
    assert.deepEqual(ids(asked.turns[0]), []);
  });

  it('goes on from the answer of the model that is asked, else from the last there is', () => {
    const runs = [run('1'), run('2', { model: 'gpt-4o' }), run('3', { status: 'failed', text: 'a par' })];
    const asked = turn('a', { runs });
    assert.equal(answerFor(asked, 'openai', 'gpt-5.2'), 'answer of 1');
    assert.equal(answerFor(asked, 'openai', 'gpt-4o'), 'answer of 2');
    assert.equal(answerFor(asked, 'ollama', 'qwen'), 'answer of 2');
    assert.equal(answerFor(turn('b', { runs: [run('4', { text: '' })] }), 'openai', 'gpt-5.2'), undefined);
  });

  it('that was interrupted keeps what had come, and says so', () => {
    const half = run('1', { status: 'streaming', text: 'half an ans' });
    const waiting = run('2', { status: 'waiting', text: '', waiting: { until: 1, why: 'busy' } });
    const asked = withRun(withRun(conversation(turn('a')), 'a', half), 'a', waiting);
    const [first, second] = interrupted(asked).turns[0]?.runs ?? [];
    assert.equal(first?.status, 'failed');
    assert.equal(first.text, 'half an ans');
    assert.match(first.error?.message ?? '', /^Interrupted/);
    assert.equal(first.error?.action, 'retry');
    assert.equal(second?.status, 'failed');
    assert.equal(second.waiting, undefined);
    const done = withRun(conversation(turn('b')), 'b', run('3'));
    assert.deepEqual(interrupted(done), done);
  });
});
