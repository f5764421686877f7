import { realpath } from 'node:fs/promises';
import path from 'node:path';
import type * as vscode from 'vscode';
import { NodeFileHost } from '../../host/nodeFiles';
import { openGitRepository } from '../../host/gitRepository';
import type { Cancellation } from '../../host/host';
import { RevisionError } from '../../host/revisions';
import type { Repository } from '../../host/revisions';
import { checkChanges, checkStore } from '../../review/checkChanges';
import type { Review } from '../../review/change';
import type { CheckResult } from '../../review/result';
import { statesFor } from '../../review/states';
import { ownPricing } from '../../vision/prompts/ownPricing';
import { baseOf } from './compared';
import type { Compared, ComparedChoice } from './compared';
import { NoBase } from './failure';
import type { GitApi } from './gitApi';
import { reviewPricing } from './pricing';
import type { Project } from './projects';

declare const TILESCOPE_VERSION: string;

/** What a project's changes come to, exactly as the command line says it. */
export interface Reviewed {
  readonly project: Project;
  /** The project's folder with no link on the way: what paths of the result are relative to. */
  readonly root: string;
  readonly compared: Compared;
  readonly result: CheckResult & { readonly review: Review };
  /** What settings say of prices that the command line does not know. */
  readonly settings: readonly string[];
}

export interface ReviewServices {
  readonly api: GitApi;
  readonly log: vscode.LogOutputChannel;
  /** Where it is kept what sources depend on. */
  readonly cache: vscode.Uri;
}

/**
 * Reviews a project.
 * @param head a revision in place of what is on disk, or in the index
 *
 * Rejects with `RevisionError`, and what `failureOf` knows besides.
 */
export async function reviewProject(
  project: Project,
  choice: ComparedChoice,
  { api, log, cache }: ReviewServices,
  cancellation: Cancellation,
  head?: string,
): Promise<Reviewed> {
  const root = await realpath(project.folder.fsPath);
  const repository = await openGitRepository(root, new NodeFileHost(), api.git.path);
  try {
    const compared = await comparedOf(repository, project, choice);
    const states = await statesFor(repository, {
      ...flagsOf(compared),
      ...(head === undefined ? {} : { head }),
    });
    const pricing = await reviewPricing(project.folder, log);
    const result = await checkChanges(repository, states, {
      root,
      today: new Date().toISOString().slice(0, 10),
      version: TILESCOPE_VERSION,
      ...pricing,
      ownPricing,
      store: checkStore(path.join(cache.fsPath, 'review'), root, TILESCOPE_VERSION),
      cancellation,
    });
    if (cancellation.isCancellationRequested)
      throw new RevisionError('cancelled', 'The review was cancelled', '');
    const { review } = result;
    if (review === undefined) throw new Error('A check of changes has no review.');
    return { project, root, compared, result: { ...result, review }, settings: pricing.settings };
  } finally {
    repository.close();
  }
}

async function comparedOf(
  repository: Repository,
  project: Project,
  choice: ComparedChoice,
): Promise<Compared> {
  if (choice.kind !== 'branch') return choice;
  const base = choice.base ?? (await baseOf(project.repository, revision => exists(repository, revision)));
  if (base === undefined) throw new NoBase();
  return { kind: 'branch', base };
}

async function exists(repository: Repository, revision: string): Promise<boolean> {
  try {
    await repository.commit(revision);
    return true;
  } catch (error) {
    if (RevisionError.is(error, 'unknown-revision') || RevisionError.is(error, 'shallow')) return false;
    throw error;
  }
}

/** As the command line is told. */
function flagsOf(compared: Compared): Parameters<typeof statesFor>[1] {
  switch (compared.kind) {
    case 'working':
      return {};
    case 'index':
      return { staged: true };
    case 'branch':
      return { base: compared.base };
  }
}
