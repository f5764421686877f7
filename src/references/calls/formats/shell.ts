import type { VisionCall } from '../call';
export async function shellCalls(_text: string): Promise<readonly VisionCall[]> {
  return Promise.resolve([]);
}
