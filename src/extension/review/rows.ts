import type { PictureChange, ReviewChange } from '../../review/change';
import type { Problem } from '../../review/result';
import { isQuiet } from '../../review/words';
import type { ReviewFailure } from './failure';
import type { Project } from './projects';
import type { Reviewed } from './reviewProject';
import type { ProjectState } from './reviews';

export type SectionKind = 'problems' | 'calls' | 'references' | 'pictures' | 'unknowns';

/** A row of the view. Plain values: what they look like is `treeItem.ts`'s. */
export type Row =
  /** One of several projects. */
  | { readonly kind: 'project'; readonly project: Project; readonly state: ProjectState | undefined }
  | { readonly kind: 'summary'; readonly reviewed: Reviewed }
  | {
      readonly kind: 'section';
      readonly reviewed: Reviewed;
      readonly section: SectionKind;
      readonly count: number;
    }
  | { readonly kind: 'change'; readonly reviewed: Reviewed; readonly change: ReviewChange }
  | { readonly kind: 'picture'; readonly reviewed: Reviewed; readonly picture: PictureChange }
  | { readonly kind: 'problem'; readonly reviewed: Reviewed; readonly problem: Problem }
  | {
      readonly kind: 'more';
      readonly reviewed: Reviewed;
      readonly section: SectionKind;
      readonly count: number;
    }
  | { readonly kind: 'failure'; readonly project: Project; readonly failure: ReviewFailure }
  /** What can be done about a failure. */
  | { readonly kind: 'wayOut'; readonly project: Project; readonly failure: ReviewFailure }
  | { readonly kind: 'looking'; readonly project: Project };

/** No list gets longer: nobody reads on, and the view would be slow. */
const mostRows = 500;

/** A single project needs no row of its own. */
export function rootRows(
  projects: readonly Project[],
  stateOf: (project: Project) => ProjectState | undefined,
): readonly Row[] {
  const [only, second] = projects;
  if (only !== undefined && second === undefined) return projectRows(only, stateOf(only), true);
  return projects.map(project => ({ kind: 'project', project, state: stateOf(project) }));
}

/** @param alone there is nothing else in the view: where nothing changed, and nothing is being looked at, it is empty */
export function projectRows(
  project: Project,
  state: ProjectState | undefined,
  alone: boolean,
): readonly Row[] {
  if (state === undefined || state.kind === 'looking') return alone ? [] : [{ kind: 'looking', project }];
  if (state.kind === 'failed')
    return [
      { kind: 'failure', project, failure: state.failure },
      ...(state.failure.wayOut === '' ? [] : [{ kind: 'wayOut' as const, project, failure: state.failure }]),
    ];
  const { reviewed } = state;
  if (alone && isQuiet(reviewed.result)) return [];
  const sections: readonly SectionKind[] = ['problems', 'calls', 'references', 'pictures', 'unknowns'];
  return [
    { kind: 'summary', reviewed },
    ...sections.flatMap((section): readonly Row[] => {
      const count = contentOf(reviewed, section).length;
      return count === 0 ? [] : [{ kind: 'section', reviewed, section, count }];
    }),
  ];
}

export function childRows(row: Row): readonly Row[] {
  if (row.kind === 'project') return projectRows(row.project, row.state, false);
  if (row.kind !== 'section') return [];
  const { reviewed, section } = row;
  const all = contentOf(reviewed, section);
  const shown = all.slice(0, mostRows);
  return all.length === shown.length
    ? shown
    : [...shown, { kind: 'more', reviewed, section, count: all.length - shown.length }];
}

function contentOf(reviewed: Reviewed, section: SectionKind): readonly Row[] {
  const { review, problems } = reviewed.result;
  switch (section) {
    case 'problems':
      return problems
        .filter(({ level }) => level !== 'unknown')
        .sort((a, b) => (a.level === b.level ? 0 : a.level === 'fail' ? -1 : 1))
        .map(problem => ({ kind: 'problem', reviewed, problem }));
    case 'unknowns':
      return problems
        .filter(({ level }) => level === 'unknown')
        .map(problem => ({ kind: 'problem', reviewed, problem }));
    case 'calls':
      return review.changes
        .filter(({ kind }) => kind === 'call')
        .map(change => ({ kind: 'change', reviewed, change }));
    case 'references':
      return review.changes
        .filter(({ kind }) => kind === 'reference')
        .map(change => ({ kind: 'change', reviewed, change }));
    case 'pictures':
      return review.pictures.map(picture => ({ kind: 'picture', reviewed, picture }));
  }
}

/** How many calls, other references and pictures changed: the number on the badge. */
export function countOfChanges(states: readonly (ProjectState | undefined)[]): {
  readonly changes: number;
  readonly pictures: number;
} {
  let changes = 0;
  let pictures = 0;
  for (const state of states)
    if (state?.kind === 'done') {
      changes += state.reviewed.result.review.changes.length;
      pictures += state.reviewed.result.review.pictures.length;
    }
  return { changes, pictures };
}
