import { readFileSync } from 'node:fs';

/** The event that a workflow runs for, as GitHub describes it. @returns {Record<string, any>} */
export function readEvent() {
  const file = process.env.GITHUB_EVENT_PATH;
  if (!file) return {};
  const event = JSON.parse(readFileSync(file, 'utf8'));
  return typeof event === 'object' && event !== null ? event : {};
}
