import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { weaknesses } from '../../../src/core/advice/weaknesses';
import type { Picture } from '../../../src/core/tokens/picture';
import { estimatePicture } from '../../../src/core/tokens/picture';
import { modelNamed } from './models';

function said(picture: Picture, name: string, detail?: string): readonly string[] {
  const model = modelNamed(name);
  const estimate = estimatePicture(picture, model, detail);
  const seen = estimate.outcome === 'counted' ? estimate.seen : null;
  return weaknesses(picture, seen, model).map(({ message }) => message);
}

describe('what a model is bad at', () => {
  it('is not said of an ordinary screen', () => {
    assert.deepEqual(said({ width: 1440, height: 900, format: 'png' }, 'gpt-5.2', 'high'), []);
  });

  it('is small text, with what is left of it', () => {
    const [message] = said({ width: 1440, height: 4320, format: 'png' }, 'gpt-4o', 'high').slice(-1);
    assert.match(message ?? '', /^Scaled to 47 % before .* text of 16 px will be about 8 px high/);
    assert.match(
      said({ width: 4096, height: 4096 }, 'gpt-4o', 'high').join(),
      /Scaled to 19 % .* about 3 px high/,
    );
    // The same picture in full.
    assert.deepEqual(said({ width: 4096, height: 4096 }, 'gpt-6-astra', 'original'), []);
  });

  it('is a panorama, and a long strip', () => {
    assert.match(
      said({ width: 6000, height: 1500 }, 'gpt-6-astra', 'original').join(),
      /^Panoramic \(6,000 × 1,500\)/,
    );
    assert.match(said({ width: 800, height: 2400 }, 'gpt-6-astra', 'original').join(), /^Very long/);
  });

  it('is a turned one, and an animated one', () => {
    const turned = said({ width: 1000, height: 800, orientation: 6 }, 'gpt-5.2');
    assert.match(turned.join(), /^Turned by its orientation tag \(6\)/);
    const animated = { width: 400, height: 400, format: 'webp', animated: true };
    assert.match(said(animated, 'gpt-5.2').join(), /^Animated WebP: models see one frame/);
  });

  it('is at Claude a picture too small', () => {
    assert.match(said({ width: 120, height: 120 }, 'claude-sonnet-5-5').join(), /Smaller than 200 px/);
    assert.deepEqual(said({ width: 120, height: 120 }, 'gpt-5.2'), []);
  });

  it('has the source of each, and the documents quote what is said', () => {
    const [long] = weaknesses({ width: 6000, height: 1500 }, null, modelNamed('gpt-5.2'));
    assert.match(long?.source.url ?? '', /^https:\/\/developers\.openai\.com\//);
    const docs = readFileSync('docs/what-models-miss.md', 'utf8');
    for (const words of [
      'Turned by its orientation tag',
      'Panoramic',
      'Very long',
      'text of 16 px will be about',
    ])
      assert.ok(docs.includes(words), words);
  });
});
