import { distance } from 'fastest-levenshtein';
import { URI, Utils } from 'vscode-uri';
import { list } from '../../../core/text';
import type { ResourceUri } from '../../../host/host';
import { imageExtensions } from '../../reference';
import type { PricedImage } from '../price/pricedCall';
import type { Finding, Fix } from './finding';
import { found } from './subject';
import type { Subject } from './subject';

/** A file that is not where the code says. */
export function missingImage(subject: Subject): readonly Finding[] {
  return subject.priced.images.flatMap(one => {
    const { image, pictures } = one;
    if (image.source.kind !== 'reference' || image.sent === 'path') return [];
    for (const { assessment } of pictures) {
      if (assessment.kind !== 'unresolved' || assessment.resolution.kind !== 'missing') continue;
      const { tried } = assessment.resolution;
      const where = list(
        tried.slice(0, 3).map(uri => shown(uri, subject.context.folder)),
        'or',
      );
      const more = tried.length > 3 ? ` (${String(tried.length - 3)} more places were looked at)` : '';
      const { start, end, target } = image.source.reference;
      const span = image.literals.length === 1 ? { start, end } : image.span;
      return [
        found(
          subject,
          'missing-image',
          span,
          `${target.split(/[/\\]/).at(-1) ?? target} is not there: no ${where}${more}.`,
          nearestFiles(subject, one, tried),
        ),
      ];
    }
    return [];
  });
}

const picture = new RegExp(`\\.(?:${imageExtensions.join('|')})$`, 'i');

/** Pictures of nearly the same name in the folders that were looked in. */
function nearestFiles(
  subject: Subject,
  { image }: PricedImage,
  tried: readonly ResourceUri[],
): readonly Fix[] {
  if (image.source.kind !== 'reference' || image.literals.length !== 1) return [];
  const { target, start, end } = image.source.reference;
  const base = target.split('/').at(-1) ?? '';
  // Where the literal is written with escapes, or is a part of the path, its end is left alone.
  if (base === '' || !subject.source.slice({ start, end }).endsWith(base)) return [];
  const names = new Set(
    tried.flatMap(uri => subject.context.seen?.listed.get(Utils.dirname(URI.parse(uri)).toString()) ?? []),
  );
  const near = [...names]
    .filter(name => picture.test(name) && name !== base && !/["'`\\$\n{}]/.test(name))
    .map(name => ({ name, far: howFar(base, name) }))
    .filter(({ far }) => far <= Math.max(2, Math.floor(base.length / 3)))
    .sort((a, b) => a.far - b.far)
    .slice(0, 3);
  return near.map(({ name }, i) => ({
    kind: 'edit',
    title: `Replace with ${name}`,
    edits: [{ start: end - base.length, end, text: name }],
    ...(i === 0 ? { preferred: true } : {}),
  }));
}

/** Another case or another extension is hardly another name. */
function howFar(a: string, b: string): number {
  const [x, y] = [a.toLowerCase(), b.toLowerCase()];
  if (x === y) return 0;
  if (x.replace(picture, '') === y.replace(picture, '')) return 1;
  return distance(x, y);
}

function shown(uri: ResourceUri, folder: ResourceUri | undefined): string {
  const inside =
    folder !== undefined && uri.startsWith(`${folder}/`) ? uri.slice(folder.length + 1) : undefined;
  return inside === undefined ? URI.parse(uri).fsPath : decodeURIComponent(inside);
}
