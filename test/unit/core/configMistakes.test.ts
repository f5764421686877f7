import assert from 'node:assert/strict';
import { parseConfig } from '../../../src/core/config/parseConfig';

const origin = 'tilescope.json';

/** What is said of a text: `line:column "the underlined" message`. */
function said(text: string): readonly string[] {
  return parseConfig(text, origin).problems.map(
    ({ line, column, offset, length, message }) =>
      `${String(line)}:${String(column)} ${JSON.stringify(text.slice(offset, offset + length))} ${message}`,
  );
}

describe('a mistake in tilescope.json', () => {
  const mistakes: readonly (readonly [what: string, text: string, ...messages: readonly string[]])[] = [
    [
      'a mistyped key',
      '{ "modle": "gpt-4o" }',
      '1:3 "\\"modle\\"" unknown key "modle": did you mean "model"?',
    ],
    [
      'a key that is like none',
      '{ "colour": 1 }',
      '1:3 "\\"colour\\"" unknown key "colour": known are "$schema", "model", "detail", "tier", "compareModels", ' +
        '"roots", "include", "exclude", "diagnostics", "aliases", "models", "providers", "budgets", ' +
        '"callsPerMonth", "policies" and "exceptions".',
    ],
    [
      'a mistyped key further in',
      '{ "models": { "gpt-5.2": { "prices": { "imput": 1 } } } }',
      '1:40 "\\"imput\\"" unknown key "imput" in models."gpt-5.2".prices: did you mean "input"?',
    ],
    [
      'a level that does not exist',
      '{ "detail": "hihg" }',
      '1:13 "\\"hihg\\"" detail must be "auto", "low", "medium", "high", "original" or "ultra_high", not "hihg". Did you mean "high"?',
    ],
    [
      'a tier that does not exist',
      '{ "tier": "cheap" }',
      '1:11 "\\"cheap\\"" tier must be "standard", "cached", "batch", "flex" or "fast", not "cheap".',
    ],
    ['a value of the wrong kind', '{ "tier": 5 }', '1:11 "5" tier must be a string, not 5.'],
    ['a string for a list', '{ "include": "src" }', '1:14 "\\"src\\"" include must be a list, not "src".'],
    ['an object for a string', '{ "model": {} }', '1:3 "\\"model\\"" model must be a string, not an object.'],
    [
      'an entry of the wrong kind',
      '{ "roots": ["a", null] }',
      '1:18 "null" roots[1] must be a string, not null.',
    ],
    [
      'a repeated entry',
      '{ "roots": ["a", "a"] }',
      '1:18 "\\"a\\"" roots[1] repeats roots[0]: one is enough.',
    ],
    ['an empty name', '{ "model": "" }', '1:12 "\\"\\"" model must not be empty.'],
    [
      'a price below nothing',
      '{ "models": { "gpt-4o": { "prices": { "input": -1 } } } }',
      '1:48 "-1" models.gpt-4o.prices.input must be 0 or more, not -1.',
    ],
    [
      'a promotion without an end',
      '{ "models": { "gpt-4o": { "prices": { "promotion": { "certain": true, "then": {} } } } } }',
      '1:39 "\\"promotion\\"" models.gpt-4o.prices.promotion lacks "until".',
    ],
    [
      'a date that is none',
      '{ "models": { "gpt-4o": { "prices": { "promotion": { "until": "31.12.", "certain": true, "then": {} } } } } }',
      '1:63 "\\"31.12.\\"" models.gpt-4o.prices.promotion.until must be a date like 2026-12-31, not "31.12.".',
    ],
    [
      'a provider with a slash',
      '{ "providers": { "a/b": {} } }',
      '1:18 "\\"a/b\\"" a name in providers must have no slash: code names it before the slash, not "a/b".',
    ],
    ['a list at the top', '[]', '1:1 "[" the configuration must be an object, not a list.'],
    [
      'a key twice',
      '{ "model": "gpt-5", "model": "gpt-4o" }',
      '1:3 "\\"model\\"" "model" is written twice: only the last one counts.',
    ],
    // Names of models.
    [
      'an unknown model',
      '{ "model": "gpt-5.44" }',
      '1:12 "\\"gpt-5.44\\"" model: "gpt-5.44" is not a known model. Nearest: gpt-5.4, gpt-5.5, gpt-5.2.',
    ],
    [
      'an unknown model to compare',
      '{ "compareModels": [7, "gpt-4o", "gpt-5.4-mimi"] }',
      '1:21 "7" compareModels[0] must be a string, not 7.',
      '1:34 "\\"gpt-5.4-mimi\\"" compareModels[2]: "gpt-5.4-mimi" is not a known model. Nearest: gpt-5.4-mini, gpt-5-mini, gpt-4.1-mini.',
    ],
    [
      'an alias of nothing',
      '{ "aliases": { "a": "claude-9" } }',
      '1:21 "\\"claude-9\\"" alias a: "claude-9" is not a known model.',
    ],
    [
      'an extension of nothing',
      '{ "models": { "ours": { "extends": "gpt-44o" } } }',
      '1:36 "\\"gpt-44o\\"" model ours: "gpt-44o" is not a known model. Nearest: gpt-4o, gpt-4.1, gpt-5.5.',
    ],
    [
      'a new model that cannot be counted',
      '{ "models": { "ours": { "prices": { "input": 1 } } } }',
      '1:15 "\\"ours\\"" model ours is not known: give it a "rule" with a "family", or name a known model with "extends"',
    ],
    [
      'a price of a reseller for a model there is not',
      '{ "providers": { "acme": { "models": { "gpt-5,2": { "input": 1 } } } } }',
      '1:40 "\\"gpt-5,2\\"" providers.acme.models."gpt-5,2": "gpt-5,2" is not a known model. Nearest: gpt-5.2, gpt-5.5, gpt-5.4.',
    ],
    // Rules.
    [
      'a rule that is not all there',
      '{ "models": { "ours": { "rule": { "family": "patch", "patch": 16 } } } }',
      '1:25 "\\"rule\\"" models.ours.rule lacks "multiplier", "rejectAbovePatches", "details" and "auto": a rule of the family "patch" needs them all.',
    ],
    [
      'another family without its figures',
      '{ "models": { "gpt-4o": { "rule": { "family": "fixed" } } } }',
      '1:27 "\\"rule\\"" models.gpt-4o.rule lacks "tokens": a rule of the family "fixed" needs them all.',
    ],
    [
      'a figure of another family',
      '{ "models": { "gpt-4o": { "rule": { "maxEdge": 100 } } } }',
      '1:37 "\\"maxEdge\\"" unknown key "maxEdge" in models.gpt-4o.rule: known are "family", "base", "perTile", "tile", "maxDimension", "shortSide" and "auto".',
    ],
    [
      'a budget in the wrong place',
      '{ "models": { "gpt-5.2": { "rule": { "patchBudget": 1536 } } } }',
      '1:38 "\\"patchBudget\\"" models."gpt-5.2".rule.patchBudget belongs to a detail level: write "details": { "high": { "patchBudget": … } }.',
    ],
    [
      'an automatic level that the model does not have',
      '{ "models": { "gpt-5.2": { "rule": { "auto": "original" } } } }',
      '1:46 "\\"original\\"" models."gpt-5.2".rule.auto must be a level of the rule, "low" or "high", not "original".',
    ],
    [
      'a new level without a size',
      '{ "models": { "gpt-5.2": { "rule": { "details": { "original": { "patchBudget": null } } } } } }',
      '1:51 "\\"original\\"" models."gpt-5.2".rule.details.original lacks "maxDimension".',
    ],
    [
      'a family that does not exist',
      '{ "models": { "gpt-4o": { "rule": { "family": "tiles" } } } }',
      '1:47 "\\"tiles\\"" models.gpt-4o.rule.family must be "patch", "tile", "gpt-image-tile", "gpt-image-patch", "claude", ' +
        '"gemini-grid", "gemini-tile", "grok-patch", "grok-tile", "mistral", "qwen", "llama", "fixed", "no-input" or ' +
        '"unpublished", not "tiles". Did you mean "tile"?',
    ],
    // JSON.
    [
      'no comma',
      '{ "detail": "low"\n  "model": "gpt-4o" }',
      '2:3 "\\"model\\"" a comma is missing before this.',
    ],
    ['no value', '{ "model": }', '1:12 "}" a value is missing here.'],
    [
      'no colon',
      '{ "model" "gpt-4o" }',
      '1:11 "\\"gpt-4o\\"" a colon is missing between the key and its value.',
    ],
    ['no end', '{ "model": "gpt-4o"', '1:20 "" a } is missing here.'],
    [
      'no end of a string',
      '{ "model": "gpt-4o\n}',
      '1:12 "\\"gpt-4o" the string has no end: close it with a double quote.',
    ],
  ];
  for (const [what, text, ...messages] of mistakes) {
    it(what, () => {
      assert.deepEqual(said(text), messages);
    });
  }
});
