import { URI, Utils } from 'vscode-uri';
import type { ResourceUri } from '../../../host/host';
import type { Assessment } from '../../assess';
import type { ImageReference } from '../../reference';
import type { PricedCall } from '../price/pricedCall';
import type { CallImage } from '../call';
import type { Seen } from './context';

export interface Looking {
  assess(reference: ImageReference): Promise<Assessment>;
  /** Names in a folder; `undefined` where there is none. */
  list(folder: ResourceUri): Promise<readonly string[] | undefined>;
}

/** The few things a diagnosis wants to know that pricing did not ask for. */
export async function lookUp(priced: readonly PricedCall[], looking: Looking): Promise<Seen> {
  const assessed = new Map<CallImage, Assessment>();
  const listed = new Map<ResourceUri, readonly string[]>();
  for (const { image, pictures } of priced.flatMap(({ images }) => images)) {
    if (image.sent === 'text' && image.source.kind === 'reference')
      assessed.set(image, await looking.assess(image.source.reference));
    for (const { assessment } of pictures) {
      if (assessment.kind !== 'unresolved' || assessment.resolution.kind !== 'missing') continue;
      for (const tried of assessment.resolution.tried) {
        const folder = Utils.dirname(URI.parse(tried)).toString();
        if (!listed.has(folder)) listed.set(folder, (await looking.list(folder)) ?? []);
      }
    }
  }
  return { assessed, listed };
}
