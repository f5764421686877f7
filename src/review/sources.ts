import picomatch from 'picomatch';
import { imageExtensions } from '../references/reference';
import { sourceExtensions } from '../references/language';
import { projectFilePatterns } from '../references/project/watched';

const images: ReadonlySet<string> = new Set(imageExtensions);
const project = picomatch([...projectFilePatterns], { nocase: true });

/** By its name: whether it may be a picture that a program sends. */
export function isPicture(path: string): boolean {
  return images.has(extensionOf(path));
}

/** By its name: whether it may hold calls or references. */
export function isSource(path: string): boolean {
  return sourceExtensions.has(extensionOf(path));
}

/** By its name: whether it says where a project's paths lead. */
export function isProjectFile(path: string): boolean {
  return project(path.slice(path.lastIndexOf('/') + 1));
}

function extensionOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return name.slice(name.lastIndexOf('.') + 1).toLowerCase();
}
