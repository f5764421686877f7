import type { ReviewUnknown } from './change';
import type { ProblemKind } from './result';

/** What could not be told, as kinds of problems. */
export const unknownKinds: Readonly<Record<ReviewUnknown['reason'], ProblemKind>> = {
  'unread-source': {
    code: 'unread-source',
    title: 'A source file could not be read',
    help: 'What it sends to models is not counted. Make the file readable, or leave it out with "exclude" in tilescope.json.',
  },
  'unread-picture': {
    code: 'unread-picture',
    title: 'A changed picture could not be read',
    help: 'Its size decides what a call costs, and its header does not say it. Export the picture again.',
  },
  'lfs-pointer': {
    code: 'lfs-pointer',
    title: 'A changed picture is kept by Git LFS and is not here',
    help: 'What is here only names it, so its size is not known. Fetch pictures with `git lfs pull` before the check (in GitHub Actions: `lfs: true` of actions/checkout). What they were before the change is then still not known.',
  },
  submodule: {
    code: 'submodule',
    title: 'A changed submodule is not checked out here',
    help: 'Pictures and code in it are not compared. Check it out with `git submodule update --init --recursive` (in GitHub Actions: `submodules: recursive` of actions/checkout).',
  },
};
