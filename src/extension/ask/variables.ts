import * as vscode from 'vscode';
import { filled, variablesIn } from '../../vision/prompts/variables';
import type { VariableName } from '../../vision/prompts/variables';
import type { AskPicture } from './askPanel';

async function valueOf(
  name: VariableName,
  pictures: readonly AskPicture[],
  editor: vscode.TextEditor | undefined,
): Promise<string> {
  switch (name) {
    case 'picture.name':
    case 'pictures':
      return pictures.map(picture => picture.name).join(', ');
    case 'selection':
      return editor === undefined ? '' : editor.document.getText(editor.selection);
    case 'clipboard':
      return vscode.env.clipboard.readText();
    case 'file':
      return editor?.document.getText() ?? '';
    case 'file.name':
      return editor === undefined ? '' : vscode.workspace.asRelativePath(editor.document.uri);
  }
}

/**
 * A prompt with its variables filled in. `{{input:…}}` asks the user where `ask` is true and stands as it is otherwise.
 * @returns `undefined` where the user took back an answer
 */
export async function withVariables(
  text: string,
  pictures: readonly AskPicture[],
  editor: vscode.TextEditor | undefined,
  ask: boolean,
): Promise<string | undefined> {
  const named = new Map<string, string>();
  const answers = new Map<string, string>();
  for (const variable of variablesIn(text)) {
    if (variable.kind === 'named') {
      if (!named.has(variable.name)) named.set(variable.name, await valueOf(variable.name, pictures, editor));
      continue;
    }
    const { question } = variable;
    if (!ask || answers.has(question)) continue;
    const answer = await vscode.window.showInputBox({
      title: 'Tilescope',
      prompt: question,
      ignoreFocusOut: true,
    });
    if (answer === undefined) return undefined;
    answers.set(question, answer);
  }
  return filled(text, variable =>
    variable.kind === 'named' ? named.get(variable.name) : answers.get(variable.question),
  );
}
