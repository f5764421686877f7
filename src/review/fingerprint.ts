import { createHash } from 'node:crypto';
import type { Problem } from './result';

/**
 * Names for problems that stay while lines move: made of what they are about and not of where or by how much. Of several
 * that are alike, each has its number in the file.
 */
export function fingerprints(problems: readonly Problem[], prefix: string): ReadonlyMap<Problem, string> {
  const seen = new Map<string, number>();
  return new Map(
    problems.map(problem => {
      const about = JSON.stringify([problem.code, prefix + problem.file, problem.subject]);
      const nth = seen.get(about) ?? 0;
      seen.set(about, nth + 1);
      return [
        problem,
        createHash('sha256')
          .update(`${about}\n${String(nth)}`)
          .digest('hex')
          .slice(0, 32),
      ];
    }),
  );
}
