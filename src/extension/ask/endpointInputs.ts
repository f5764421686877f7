import * as vscode from 'vscode';
import type { Endpoint } from '../../vision/endpoint';
import { presetAt } from './endpointPresets';
import type { EndpointPreset } from './endpointPresets';
import { openAiEndpoint, originOf, wrongAddress } from './endpoints';
import type { EndpointSetting } from './endpoints';

/** A field that shows no letters, with a way to the page where keys are had. */
export function keyInput(endpoint: Endpoint, value: string): Promise<string | undefined> {
  const page = presetAt(endpoint.baseUrl)?.keyPage;
  const input = vscode.window.createInputBox();
  input.title = `Tilescope: API Key for ${originOf(endpoint)}`;
  input.prompt = 'Kept in VS Code’s secret storage and sent to this address alone.';
  input.placeholder = endpoint.id === openAiEndpoint.id ? 'sk-…' : 'The key';
  input.password = true;
  input.ignoreFocusOut = true;
  input.value = value;
  const open: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('link-external'),
    tooltip: `Get a key: ${page ?? ''}`,
  };
  if (page !== undefined) input.buttons = [open];
  return new Promise(resolve => {
    input.onDidTriggerButton(button => {
      if (button === open && page !== undefined) void vscode.env.openExternal(vscode.Uri.parse(page));
    });
    input.onDidChangeValue(() => {
      input.validationMessage = undefined;
    });
    input.onDidAccept(() => {
      const key = input.value.trim();
      const wrong = wrongKey(key);
      if (wrong !== undefined) {
        input.validationMessage = wrong;
        return;
      }
      resolve(key);
      input.hide();
    });
    input.onDidHide(() => {
      resolve(undefined);
      input.dispose();
    });
    input.show();
  });
}

/** What no header can carry is no key. */
function wrongKey(key: string): string | undefined {
  if (key === '') return 'Type or paste the key.';
  return /^[\x21-\x7e]+$/.test(key) ? undefined : 'A key has no blanks, and no letters but plain ones.';
}

export function askForAddress({ label, example }: EndpointPreset): Thenable<string | undefined> {
  return vscode.window
    .showInputBox({
      title: `Tilescope: Address of ${label}`,
      prompt: 'The base URL of its API, with its version',
      placeHolder: example,
      ignoreFocusOut: true,
      validateInput: value => (value.trim() === '' ? 'Type the address.' : wrongAddress(value.trim())),
    })
    .then(value => value?.trim());
}

export async function askForApi(): Promise<EndpointSetting['api'] | undefined> {
  const answer = await vscode.window.showQuickPick(
    [
      {
        label: 'Chat Completions',
        description: 'what nearly every compatible server speaks',
        api: 'chat' as const,
      },
      { label: 'Responses', description: 'OpenAI’s newer API', api: 'responses' as const },
    ],
    { title: 'Tilescope: Add an Endpoint', placeHolder: 'Which API it speaks', ignoreFocusOut: true },
  );
  return answer?.api;
}
