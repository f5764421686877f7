// The models this server has, from data: which of them see pictures, and which think before they answer.
import type { Model } from 'openai/resources/models';
import data from './fixtures/models.json';
import { unknownModel } from './wireError';

export interface ServedModel {
  readonly id: string;
  readonly created: number;
  readonly vision: boolean;
  /** Its answer begins with an item of reasoning, and some of its output tokens are not shown. */
  readonly reasoning: boolean;
}

const served: readonly ServedModel[] = data;

export function listModels(): Model[] {
  return served.map(toObject);
}

/** @throws {WireError} when there is none of this name */
export function modelObject(id: string): Model {
  return toObject(modelNamed(id));
}

function toObject({ id, created }: ServedModel): Model {
  return { id, object: 'model', created, owned_by: 'system' };
}

/** @throws {WireError} when there is none of this name */
export function modelNamed(id: string): ServedModel {
  const found = served.find(model => model.id === id);
  if (found === undefined) throw unknownModel(id);
  return found;
}
