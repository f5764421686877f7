import assert from 'node:assert/strict';
import { environmentKey, keyVariables } from '../../../src/vision/environmentKeys';
import { endpointAt } from './asking';

const openai = endpointAt('https://api.openai.com/v1');
const other = endpointAt('https://gptproto.example/v1', 'chat', { keyVariable: 'GPTPROTO_API_KEY' });

describe('keys of the environment', () => {
  it('OPENAI_API_KEY is OpenAI’s, and nobody else’s', () => {
    const environment = { OPENAI_API_KEY: 'sk-openai' };
    assert.deepEqual(environmentKey(openai, environment), { variable: 'OPENAI_API_KEY', key: 'sk-openai' });
    assert.equal(environmentKey(other, environment), undefined);
    for (const baseUrl of [
      'http://api.openai.com/v1',
      'https://api.openai.com:8443/v1',
      'https://api.openai.com.example/v1',
      'https://eu.api.openai.com/v1',
      'not an address',
    ]) {
      assert.equal(environmentKey(endpointAt(baseUrl), environment), undefined, baseUrl);
    }
  });

  it('a variable that the user names is that endpoint’s', () => {
    const environment = { GPTPROTO_API_KEY: ' sk-proto\n', OPENAI_API_KEY: 'sk-openai' };
    assert.deepEqual(environmentKey(other, environment), { variable: 'GPTPROTO_API_KEY', key: 'sk-proto' });
    assert.equal(environmentKey(openai, environment)?.key, 'sk-openai');
    assert.deepEqual(keyVariables({ ...openai, keyVariable: 'WORK_KEY' }), ['WORK_KEY', 'OPENAI_API_KEY']);
  });

  it('an empty variable is none', () => {
    assert.equal(environmentKey(openai, { OPENAI_API_KEY: ' ' }), undefined);
    assert.equal(environmentKey(openai, {}), undefined);
  });
});
