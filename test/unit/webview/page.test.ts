import assert from 'node:assert/strict';
import { Registry } from '../../../src/core/models/registry';
import { choiceOf, compareRows, counted, derive } from '../../../src/webview/derive';
import type { Kept } from '../../../src/webview/kept';
import { nothingKept, parseKept } from '../../../src/webview/kept';
import { sorted } from '../../../src/webview/panel/compareOrder';
import { monthly } from '../../../src/webview/panel/monthly';
import { atWidth } from '../../../src/webview/panel/tried';
import type { PageFacts, PageState } from '../../../src/webview/protocol';

const registry = new Registry();
const facts: PageFacts = {
  format: 'png',
  width: 1440,
  height: 900,
  orientation: 1,
  animated: false,
  bytes: 212_000,
  warnings: [],
};

function state(change: Partial<PageFacts> = {}): PageState {
  return {
    pictures: [{ id: 'a', name: 'a.png', where: 'a.png', facts: { ...facts, ...change }, version: '1' }],
    pricing: { model: 'gpt-5', detail: 'high', tier: 'standard', origin: 'the call' },
    compareModels: ['gpt-5', 'gpt-5.4-mini', 'nobody-1', 'gemini-3.6-flash'],
    layers: [],
    today: '2026-11-27',
    trusted: true,
    ask: { prompts: [], endpoints: [], endpoint: '', model: '', tier: 'standard', turns: [] },
  };
}

function tokens(kept: Kept, change: Partial<PageFacts> = {}): number | undefined {
  return counted(derive(state(change), kept, registry)?.sight?.estimate)?.tokens;
}

describe('What the page keeps', () => {
  it('is found again as it was', () => {
    const kept: Kept = {
      picture: 'a',
      model: 'gpt-5.2',
      detail: null,
      tier: 'flex',
      view: 'sideBySide',
      look: { zoom: 2, x: 10, y: 20 },
      whatIf: { kind: 'crop', x: 1, y: 2, width: 30, height: 40 },
      compare: ['gpt-5'],
      sort: { key: 'tokens', descending: true },
      callsPerDay: 500,
      draft: { text: 'What is it?', pictures: ['a'], tier: 'flex', detail: 'low' },
      sideWidth: 400,
      askHeight: 300,
      regionsHidden: true,
      folded: ['road'],
    };
    assert.deepEqual(parseKept(JSON.parse(JSON.stringify(kept))), kept);
  });

  it('is nothing where it is of no use, whatever it is', () => {
    for (const value of [
      undefined,
      null,
      3,
      'x',
      [],
      { view: 'upside down', whatIf: 4, draft: 'x', folded: [1] },
    ])
      assert.deepEqual(parseKept(value), nothingKept);
    assert.deepEqual(parseKept({ whatIf: { kind: 'resize', width: 0, height: NaN } }).whatIf, {
      kind: 'none',
    });
  });
});

describe('What the page prices', () => {
  it('is what the call says, until the user chooses; omitted by choice is not the same as not chosen', () => {
    assert.equal(choiceOf(state(), nothingKept).detail, 'high');
    assert.equal(choiceOf(state(), { ...nothingKept, detail: null }).detail, undefined);
    assert.equal(tokens(nothingKept), 910);
    assert.equal(tokens({ ...nothingKept, detail: 'low' }), 70);
  });

  it('is the size or the part that is tried', () => {
    assert.equal(tokens({ ...nothingKept, whatIf: { kind: 'resize', width: 1024, height: 640 } }), 630);
    assert.equal(
      tokens({ ...nothingKept, whatIf: { kind: 'crop', x: 0, y: 0, width: 1024, height: 900 } }),
      630,
    );
    const derived = derive(
      state(),
      { ...nothingKept, whatIf: { kind: 'crop', x: 1400, y: 0, width: 500, height: 900 } },
      registry,
    );
    assert.deepEqual(derived?.sight?.sent, { width: 40, height: 900 }, 'no crop leaves the picture');
    assert.equal(counted(derived.sight.asIs)?.tokens, 910);
  });

  it('counts a turned picture as it is stored, and tries sizes as it is shown', () => {
    const stored = { width: 900, height: 1440, orientation: 6 };
    const whole = derive(state(stored), nothingKept, registry)?.sight;
    assert.deepEqual(whole?.shown, { width: 1440, height: 900 });
    assert.deepEqual(whole.sent, { width: 900, height: 1440 });
    const tried = derive(
      state(stored),
      { ...nothingKept, whatIf: { kind: 'resize', width: 720, height: 450 } },
      registry,
    )?.sight;
    assert.deepEqual(tried?.sent, { width: 450, height: 720 });
  });

  it('does not refuse another size for the bytes of this one', () => {
    const heavy = { bytes: 900_000_000 };
    const grok: Kept = { ...nothingKept, model: 'grok-4.5', detail: null };
    assert.equal(tokens(grok, heavy), undefined);
    assert.ok(tokens({ ...grok, whatIf: { kind: 'resize', width: 720, height: 450 } }, heavy) !== undefined);
  });
});

describe('The table of models', () => {
  const rows = compareRows(state(), nothingKept, registry, derive(state(), nothingKept, registry)!);

  it('begins with the chosen model, has it once, and gives a level only to models that have it', () => {
    assert.deepEqual(
      rows.map(({ model }) => model),
      ['gpt-5', 'gpt-5.4-mini', 'nobody-1', 'gemini-3.6-flash'],
    );
    assert.equal(counted(rows[3]?.estimate)?.detail, 'high');
  });

  it('is sorted by name, tokens or money; rows without a number come last either way', () => {
    const names = (...[key, descending]: ['model' | 'tokens' | 'money', boolean]): string[] =>
      sorted(rows, { key, descending }).map(({ model }) => model);
    assert.deepEqual(names('tokens', false), ['gpt-5', 'gemini-3.6-flash', 'gpt-5.4-mini', 'nobody-1']);
    assert.deepEqual(names('tokens', true), ['gpt-5.4-mini', 'gemini-3.6-flash', 'gpt-5', 'nobody-1']);
    assert.equal(names('model', false)[0], 'gemini-3.6-flash');
    assert.equal(names('money', true).at(-1), 'nobody-1');
    assert.equal(sorted(rows, undefined), rows);
  });
});

describe('What if', () => {
  it('keeps the shape at any width', () => {
    assert.deepEqual(atWidth({ width: 1440, height: 900 }, 720), { width: 720, height: 450 });
    assert.deepEqual(atWidth({ width: 900, height: 1440 }, 450), { width: 450, height: 720 });
    assert.deepEqual(atWidth({ width: 900, height: 1440 }, -20), { width: 1, height: 2 });
    assert.deepEqual(atWidth({ width: 1440, height: 900 }, 9999), { width: 1440, height: 900 });
  });

  it('makes a month of 30.4 days', () => {
    assert.equal(monthly(0.001, 1000), 30.4);
  });
});
