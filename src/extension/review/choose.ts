import * as vscode from 'vscode';
import type { ComparedChoice } from './compared';
import { comparedKinds, comparedTitle } from './compared';
import type { GitRef } from './gitApi';
import type { Project } from './projects';

export async function pickProject(projects: readonly Project[]): Promise<Project | undefined> {
  if (projects.length < 2) return projects[0];
  const rows = projects.map(project => ({
    label: `$(repo) ${project.name}`,
    description: vscode.workspace.asRelativePath(project.folder),
    project,
  }));
  const chosen = await vscode.window.showQuickPick(rows, { title: 'Tilescope: Which Repository' });
  return chosen?.project;
}

const words: Readonly<Record<ComparedChoice['kind'], readonly [icon: string, detail: string]>> = {
  working: ['$(files)', 'The last commit and the files on disk; what is not saved is not in it'],
  index: ['$(diff-added)', 'The last commit and what is staged: what the next commit changes'],
  branch: ['$(git-branch)', 'Where the branch parted from its base, and the files on disk'],
};

/** @returns `undefined` where the user has left it as it is */
export async function chooseCompared(
  { name }: Project,
  now: ComparedChoice,
): Promise<ComparedChoice | undefined> {
  const rows = comparedKinds.map(kind => ({
    label: `${words[kind][0]} ${comparedTitle({ kind })}`,
    description: kind === now.kind ? 'now' : '',
    detail: words[kind][1],
    compared: kind,
  }));
  const chosen = await vscode.window.showQuickPick(rows, {
    title: `Tilescope: What Is Compared in ${name}`,
    placeHolder: 'What changed in cost, from where to where',
  });
  if (chosen === undefined) return undefined;
  return chosen.compared === 'branch' && now.kind === 'branch' ? now : { kind: chosen.compared };
}

interface BaseRow extends vscode.QuickPickItem {
  readonly choice?: ComparedChoice;
}

export async function chooseBase(
  { repository, name }: Project,
  now: ComparedChoice,
): Promise<ComparedChoice | undefined> {
  const base = now.kind === 'branch' ? now.base : undefined;
  const rows = async (): Promise<readonly BaseRow[]> => {
    const refs = await repository.getRefs({ sort: 'committerdate' });
    return [
      {
        label: '$(sparkle) Found by Itself',
        detail: 'What the branch was made from, else the default branch of its remote',
        description: base === undefined ? 'now' : '',
        choice: { kind: 'branch' },
      },
      ...groupsOf(refs).flatMap(([title, names, icon]): readonly BaseRow[] =>
        names.length === 0
          ? []
          : [
              { label: title, kind: vscode.QuickPickItemKind.Separator },
              ...names.map((one): BaseRow => ({
                label: `$(${icon}) ${one}`,
                description: one === base ? 'now' : '',
                choice: { kind: 'branch', base: one },
              })),
            ],
      ),
    ];
  };
  const chosen = await vscode.window.showQuickPick<BaseRow>(rows(), {
    title: `Tilescope: The Base of the Branch in ${name}`,
    placeHolder: 'Compared is where the branch parted from it',
    matchOnDescription: true,
  });
  return chosen?.choice;
}

function groupsOf(
  refs: readonly GitRef[],
): readonly (readonly [title: string, names: readonly string[], icon: string])[] {
  const named = (type: number): readonly string[] =>
    refs.flatMap(ref => (ref.type === type && ref.name !== undefined ? [ref.name] : []));
  return [
    ['branches', named(0), 'git-branch'],
    ['remote branches', named(1), 'cloud'],
    ['tags', named(2), 'tag'],
  ];
}
