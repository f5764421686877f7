import type { VisionCall } from '../call';
import { promptfooCalls } from './promptfoo';
import { isConfiguration } from './promptfooProviders';
import { filledIn } from './promptfooPrompts';
import { mayBeRequest, requestsWithin } from './requestsWithin';
import { yamlString, yamlValues } from './yamlValue';

/** Requests written as YAML: configurations of promptfoo, prompt files of GitHub Models, and bare requests. */
export function yamlRequests(text: string): readonly VisionCall[] {
  const mayBeTests = /^["']?(?:providers|targets)["']?\s*:/m.test(text);
  if (!mayBeTests && !mayBeRequest(text)) return [];
  const decode = (value: Parameters<typeof yamlString>[1]): ReturnType<typeof yamlString> =>
    yamlString(text, value);
  return yamlValues(text).flatMap(root =>
    isConfiguration(root)
      ? promptfooCalls(root, decode)
      : requestsWithin(filledIn(root, new Map(), decode), 'yaml'),
  );
}
