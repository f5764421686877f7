import assert from 'node:assert/strict';
import { askModel, reduceAsk, spoken } from '../../../src/webview/ask/askModel';
import { afterSending, draftOf, withPrompt } from '../../../src/webview/ask/draft';
import { regionsOf } from '../../../src/webview/ask/regionsOf';
import { structured } from '../../../src/webview/ask/structured';
import { billWords, previewWords, seconds, statusWords } from '../../../src/webview/ask/words';
import type { AskPreview, AskRun, AskState } from '../../../src/webview/askProtocol';
import type { PageChoice, PagePicture } from '../../../src/webview/protocol';

const run: AskRun = {
  id: 'r1',
  endpoint: 'openai',
  model: 'gpt-5.2',
  tier: 'standard',
  status: 'sending',
  text: '',
  regions: [],
};

const state: AskState = {
  prompts: [
    {
      id: 'describe',
      title: 'Describe',
      text: 'Describe it.',
      structured: false,
      pictures: 1,
      origin: 'built-in',
    },
    {
      id: 'own',
      title: 'Own',
      text: 'Mine.',
      structured: false,
      pictures: 1,
      origin: '.tilescope/prompts/own.md',
      model: 'gpt-5-mini',
      detail: 'low',
      tier: 'flex',
    },
  ],
  endpoints: [{ id: 'openai', name: 'OpenAI', models: [], key: 'set' }],
  endpoint: 'openai',
  model: '',
  tier: 'standard',
  turns: [{ id: 't1', text: 'Describe it.', pictures: ['a'], runs: [run] }],
};

const preview: AskPreview = {
  imageTokens: 910,
  textTokens: 31,
  outputTokens: [200, 600],
  usd: [0.004, 0.008],
  warnings: [],
  confirm: false,
};

describe('The conversation on the page', () => {
  it('grows by pieces, and a run that is told whole takes the place of what was known of it', () => {
    let model = askModel(state);
    model = reduceAsk(model, { type: 'askDelta', run: 'r1', delta: 'A top ' });
    model = reduceAsk(model, { type: 'askDelta', run: 'r1', delta: 'bar' });
    assert.equal(model.state.turns[0]?.runs[0]?.text, 'A top bar');
    assert.equal(model.state.turns[0].runs[0].status, 'streaming');
    model = reduceAsk(model, {
      type: 'askRun',
      turn: 't1',
      run: { ...run, status: 'done', text: 'A top bar.' },
    });
    assert.equal(model.state.turns[0]?.runs[0]?.text, 'A top bar.');
    model = reduceAsk(model, { type: 'askRun', turn: 't1', run: { ...run, id: 'r2', model: 'gpt-5-mini' } });
    assert.deepEqual(
      model.state.turns[0]?.runs.map(({ id }) => id),
      ['r1', 'r2'],
      'another model stands beside it',
    );
  });

  it('neither doubles nor loses a piece that a state sent in between has in it already', () => {
    const streaming: AskRun = { ...run, status: 'streaming', text: 'A top bar' };
    let model = askModel({
      ...state,
      turns: [{ id: 't1', text: '', pictures: ['a'], runs: [streaming] }],
    });
    model = reduceAsk(model, { type: 'askDelta', run: 'r1', delta: 'bar', from: 6 });
    model = reduceAsk(model, { type: 'askDelta', run: 'r1', delta: ' and a form', from: 9 });
    assert.equal(model.state.turns[0]?.runs[0]?.text, 'A top bar and a form');
  });

  it('does not draw anew for what it does not know', () => {
    const model = askModel(state);
    assert.equal(reduceAsk(model, { type: 'askDelta', run: 'gone', delta: 'x' }), model);
  });

  it('takes the price of the newest draft alone', () => {
    const model = { ...askModel(state), asked: 3 };
    assert.equal(reduceAsk(model, { type: 'askPreviewed', number: 2, preview }).preview, undefined);
    assert.equal(reduceAsk(model, { type: 'askPreviewed', number: 3, preview }).preview, preview);
  });

  it('tells a screen reader that an answer begins and ends, and nothing in between', () => {
    const first = askModel(state);
    const second = reduceAsk(first, { type: 'askDelta', run: 'r1', delta: 'A' });
    const third = reduceAsk(second, { type: 'askDelta', run: 'r1', delta: 'B' });
    const last = reduceAsk(third, {
      type: 'askRun',
      turn: 't1',
      run: { ...run, status: 'done', text: 'AB' },
    });
    assert.equal(spoken(first, second), 'gpt-5.2 answers.');
    assert.equal(spoken(second, third), undefined);
    assert.equal(spoken(third, last), 'The answer of gpt-5.2 is complete.');
    const failed: AskRun = { ...run, status: 'failed', error: { message: 'No credit.' } };
    const failure = reduceAsk(third, { type: 'askRun', turn: 't1', run: failed });
    assert.equal(spoken(third, failure), 'gpt-5.2 gave no answer: No credit.');
  });
});

describe('The question in the form', () => {
  const choice: PageChoice = { picture: 'a', model: 'gpt-5', detail: 'high', tier: 'standard' };
  const pictures = ['a', 'b'].map((id): PagePicture => ({
    id,
    name: id,
    where: id,
    facts: undefined,
    version: '1',
  }));
  const fresh: AskState = { ...state, turns: [] };

  it('is the first prompt about all pictures, on the model that is looked at', () => {
    assert.deepEqual(draftOf(fresh, {}, choice, pictures), {
      text: 'Describe it.',
      prompt: 'describe',
      pictures: ['a', 'b'],
      endpoint: 'openai',
      model: 'gpt-5',
      detail: 'high',
      tier: 'standard',
    });
  });

  it('takes over what a prompt asks for', () => {
    const kept = withPrompt({}, state.prompts[1]);
    const draft = draftOf(fresh, kept, choice, pictures);
    assert.deepEqual(
      [draft.text, draft.model, draft.detail, draft.tier],
      ['Mine.', 'gpt-5-mini', 'low', 'flex'],
    );
  });

  it('is free for the next question once one is sent, and keeps whom it asks', () => {
    const kept = afterSending({ text: 'Long thoughts', prompt: 'describe', model: 'gpt-5.2' });
    const draft = draftOf(state, kept, choice, pictures);
    assert.deepEqual([draft.text, draft.prompt, draft.model], ['', undefined, 'gpt-5.2']);
  });

  it('asks about no picture that is gone', () => {
    assert.deepEqual(draftOf(fresh, { pictures: ['gone', 'b'] }, choice, pictures).pictures, ['b']);
  });
});

describe('Prices and bills in words', () => {
  it('says what a question would cost', () => {
    assert.equal(previewWords(preview), '910 + 31 text in · 200–600 out · ≈\u00a0$0.0040–$0.0080');
    assert.equal(
      previewWords({ ...preview, imageTokens: null, usd: null, textApproximate: true }),
      'pictures not known + ≈ 31 text in · 200–600 out · price not known',
    );
  });

  it('puts what was billed beside the estimate, and says what nobody told', () => {
    const bill = {
      estimatedInput: 941,
      billedInput: 941,
      billedOutput: 412,
      reasoning: 0,
      usd: 0.0053,
      milliseconds: 3100,
    };
    assert.equal(billWords(bill).join(' · '), 'estimated 941 · billed 941 in, 412 out · $0.0053 · 3.1 s');
    const unknown = { ...bill, billedInput: undefined, billedOutput: undefined, usd: null };
    assert.equal(
      billWords(unknown).join(' · '),
      'estimated 941 · no bill was sent · price not known · 3.1 s',
    );
    assert.match(billWords({ ...bill, reasoning: 64 })[1] ?? '', /412 out \(64 of it reasoning\)/);
  });

  it('counts a wait down', () => {
    const waiting: AskRun = { ...run, status: 'waiting', waiting: { until: 12_400, why: 'Rate limit' } };
    assert.equal(statusWords(waiting, 10_000), 'Rate limit: again in 3 s');
    assert.equal(statusWords(waiting, 20_000), 'Rate limit: again in 0 s');
    assert.equal(seconds(125_000), '2 min 5 s');
  });
});

describe('An answer that is data', () => {
  const text = `\`\`\`json
{"screen": "Checkout", "parts": [
  {"label": "Pay", "box": {"x": 0.6, "y": 0.8}},
  {"label": "Note", "lines": 2}
]}
\`\`\``;
  const region = {
    label: 'Pay',
    picture: 'a',
    x: 0.6,
    y: 0.8,
    width: 0.1,
    height: 0.1,
    at: text.indexOf('"Pay"'),
  };

  it('is a tree whose objects are called by their own names', () => {
    const tree = structured(text, 'r1', [region]);
    assert.equal(tree?.kind, 'object');
    const parts = tree.members.find(({ key }) => key === 'parts')?.item;
    assert.ok(parts?.kind === 'list');
    assert.deepEqual(
      parts.items.map(item => (item.kind === 'object' ? [item.title, item.region] : [])),
      [
        ['Pay', 'r1:0'],
        ['Note', undefined],
      ],
    );
    assert.equal(tree.region, undefined);
  });

  it('is known even where the region is said to be where its box is', () => {
    const tree = structured(text, 'r1', [{ ...region, at: text.indexOf('0.6') }]);
    const parts = tree?.kind === 'object' ? tree.members.find(({ key }) => key === 'parts')?.item : undefined;
    assert.ok(parts?.kind === 'list' && parts.items[0]?.kind === 'object');
    assert.equal(parts.items[0].region, 'r1:0');
  });

  it('is no tree while it is coming, and no tree where it is prose', () => {
    assert.equal(structured('{"a": [1, 2', 'r1', []), undefined);
    assert.equal(structured('Two cards: {"a": 1}', 'r1', []), undefined);
  });

  it('has its regions drawn on the picture they are of, those of the newest answer', () => {
    const turns = [
      { id: 't', text: '', pictures: ['a', 'b'], runs: [{ ...run, regions: [region] }] },
      { id: 'u', text: '', pictures: ['a'], runs: [{ ...run, id: 'r2', regions: [] }] },
    ];
    assert.deepEqual(regionsOf({ ...state, turns }, 'a'), [
      { id: 'r1:0', label: 'Pay', x: 0.6, y: 0.8, width: 0.1, height: 0.1 },
    ]);
    assert.deepEqual(regionsOf({ ...state, turns }, 'b'), []);
  });
});
