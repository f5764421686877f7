import * as vscode from 'vscode';
import type { Endpoint, KeySource } from '../../vision/endpoint';
import type { VisionProvider } from '../../vision/provider';
import { VisionError } from '../../vision/visionError';
import { section, settings } from '../contributions';
import { endpointPresets, presetAt } from './endpointPresets';
import type { EndpointPreset } from './endpointPresets';
import {
  chooseEndpoint,
  chosenEndpoint,
  findEndpoint,
  openAiEndpoint,
  originOf,
  readEndpoints,
  saveEndpoint,
  vscodeEndpoint,
  wrongAddress,
} from './endpoints';
import type { EndpointSetting } from './endpoints';
import type { Keys } from './keys';
import type { ModelLists } from './modelLists';

export interface EndpointServices {
  readonly keys: Keys;
  readonly models: ModelLists;
  readonly log: vscode.LogOutputChannel;
  readonly provider: (endpoint: Endpoint, keys: KeySource) => Promise<VisionProvider>;
  /** To be called when what a page shows of endpoints is another. */
  readonly changed: () => void;
}

const noNetwork = 'Tilescope: in Restricted Mode nothing is sent to anybody. Trust the workspace first.';

/** Where questions go, and with which key: all of it the user's own, none of it a workspace's. */
export class EndpointCommands {
  constructor(private readonly services: EndpointServices) {}

  /** Chooses one, or adds one; then its key and a model, where they are missing. */
  async select(): Promise<void> {
    const { keys } = this.services;
    const { all, problems } = readEndpoints();
    const chosen = chosenEndpoint();
    type Item = vscode.QuickPickItem & { readonly run?: () => Promise<unknown> };
    const items: Item[] = await Promise.all(
      all.map(async (endpoint): Promise<Item> => {
        const state = await keys.state(endpoint);
        const variable = state === 'set' ? await keys.variable(endpoint) : undefined;
        const key =
          state === 'missing'
            ? 'no key yet'
            : variable !== undefined
              ? `key from ${variable}`
              : state === 'set'
                ? 'key set'
                : 'needs no key';
        return {
          label: `${endpoint.id === chosen ? '$(check) ' : ''}${endpoint.name}`,
          description:
            endpoint.id === vscodeEndpoint.id
              ? 'of extensions such as Copilot'
              : `${endpoint.baseUrl} · ${key}`,
          run: () => this.#use(endpoint),
        };
      }),
    );
    items.push(
      { label: '', kind: vscode.QuickPickItemKind.Separator },
      {
        label: '$(add) Add an Endpoint …',
        description: 'Azure OpenAI, OpenRouter, GPT Proto, a server of your own',
        run: () => this.#add(),
      },
      {
        label: '$(search) Find Model Servers on This Machine …',
        description: 'Ollama, LM Studio, vLLM and others, on their usual ports',
        run: () => this.findLocalServers(),
      },
      {
        label: '$(json) Edit Endpoints in Settings',
        ...(problems[0] !== undefined && { description: `$(warning) ${problems[0]}` }),
        run: () =>
          Promise.resolve(
            vscode.commands.executeCommand(
              'workbench.action.openSettings',
              `${section}.${settings.askEndpoints}`,
            ),
          ),
      },
    );
    const answer = await vscode.window.showQuickPick(items, {
      title: 'Tilescope: Select Endpoint',
      placeHolder: 'Where questions about pictures are sent',
      matchOnDescription: true,
      // The walkthrough takes the focus back once a step of it is done.
      ignoreFocusOut: true,
    });
    await answer?.run?.();
  }

  /** @param given the id of an endpoint; without one it is asked for */
  async setKey(given: unknown): Promise<void> {
    const endpoint =
      (typeof given === 'string' ? findEndpoint(given) : undefined) ??
      (await this.#pick('Whose key is it?', ({ id }) => id !== vscodeEndpoint.id));
    if (endpoint !== undefined) await this.#askForKey(endpoint);
  }

  async removeKey(): Promise<void> {
    const { keys } = this.services;
    const stored: Endpoint[] = [];
    const origins = new Set<string>();
    for (const endpoint of readEndpoints().all) {
      // Two endpoints of one origin share its key.
      if (origins.has(originOf(endpoint)) || !(await keys.isStored(endpoint))) continue;
      origins.add(originOf(endpoint));
      stored.push(endpoint);
    }
    if (stored.length === 0) {
      void vscode.window.showInformationMessage(
        'Tilescope: no key is stored. Keys from the environment are removed there.',
      );
      return;
    }
    const answer = await vscode.window.showQuickPick(
      stored.map(endpoint => ({ label: endpoint.name, description: originOf(endpoint), endpoint })),
      { title: 'Tilescope: Remove API Key', placeHolder: 'The key is deleted from VS Code’s secret storage' },
    );
    if (answer === undefined) return;
    await keys.remove(answer.endpoint);
    this.services.changed();
    const variable = await keys.variable(answer.endpoint);
    void vscode.window.showInformationMessage(
      `Tilescope: the key for ${originOf(answer.endpoint)} is removed.${variable === undefined ? '' : ` ${variable} of the environment still holds one.`}`,
    );
  }

  async findLocalServers(): Promise<void> {
    if (!vscode.workspace.isTrusted) {
      void vscode.window.showWarningMessage(noNetwork);
      return;
    }
    const found = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: 'Tilescope: looking for model servers on this machine',
        cancellable: true,
      },
      async (_progress, token) => {
        const stop = new AbortController();
        token.onCancellationRequested(() => {
          stop.abort();
        });
        try {
          const { discoverServers } = await import('../../vision/discover');
          return await discoverServers({ signal: stop.signal });
        } catch (error) {
          if (stop.signal.aborted) return undefined;
          throw error;
        }
      },
    );
    if (found === undefined) return;
    if (found.length === 0) {
      void vscode.window.showInformationMessage(
        'Tilescope: no model server answers on the usual ports of this machine. Start one (ollama serve, say), or add its address with “Tilescope: Select Endpoint”.',
      );
      return;
    }
    const answer = await vscode.window.showQuickPick(
      found.map(server => ({
        label: server.endpoint.name,
        description: server.endpoint.baseUrl,
        detail: server.models.length === 0 ? 'no model is loaded' : server.models.slice(0, 8).join(', '),
        server,
      })),
      {
        title: 'Tilescope: Model Servers on This Machine',
        placeHolder: 'Choose the one to ask',
        ignoreFocusOut: true,
      },
    );
    if (answer === undefined) return;
    const { endpoint, models } = answer.server;
    const { id, name, api, baseUrl, needsKey } = endpoint;
    await saveEndpoint(id, { name, api, baseUrl, needsKey });
    await chooseEndpoint(id);
    await this.services.models.keep(endpoint, models);
    this.services.changed();
    await this.#chooseModel(endpoint, models);
  }

  async #use(endpoint: Endpoint): Promise<void> {
    await chooseEndpoint(endpoint.id);
    this.services.changed();
    if ((await this.services.keys.state(endpoint)) === 'missing' && !(await this.#askForKey(endpoint)))
      return;
    if (endpoint.id === openAiEndpoint.id) return;
    await this.#chooseModel(endpoint, await this.#models(endpoint));
  }

  async #add(): Promise<void> {
    const answer = await vscode.window.showQuickPick(
      endpointPresets.map(preset => ({ label: preset.label, detail: preset.detail, preset })),
      { title: 'Tilescope: Add an Endpoint', placeHolder: 'Who answers there', matchOnDetail: true },
    );
    if (answer === undefined) return;
    const { preset } = answer;
    if (preset.id === openAiEndpoint.id) return this.#use(openAiEndpoint);
    const baseUrl = preset.baseUrl ?? (await askForAddress(preset));
    if (baseUrl === undefined) return;
    const api = preset.id === 'other' ? await askForApi() : preset.api;
    if (api === undefined) return;
    const setting: EndpointSetting = {
      name: preset.id === 'other' ? new URL(baseUrl).hostname : preset.label,
      api,
      baseUrl: baseUrl.replace(/\/+$/, ''),
      needsKey: preset.needsKey,
      ...(preset.keyVariable !== undefined && { keyVariable: preset.keyVariable }),
      ...(preset.priceAs !== undefined && { priceAs: preset.priceAs }),
    };
    const id = freeId(preset.id === 'other' ? new URL(baseUrl).hostname : preset.id, setting.baseUrl);
    await saveEndpoint(id, setting);
    const endpoint = findEndpoint(id);
    if (endpoint !== undefined) await this.#use(endpoint);
  }

  /** @returns whether there is a key now */
  async #askForKey(endpoint: Endpoint): Promise<boolean> {
    const { keys } = this.services;
    for (let value = ''; ;) {
      const key = await keyInput(endpoint, value);
      if (key === undefined) return false;
      const verdict = await this.#check(endpoint, key);
      if (verdict !== undefined) {
        const again = 'Type It Again';
        const anyway = 'Store It Anyway';
        const answer = await vscode.window.showWarningMessage(
          `Tilescope: ${verdict}`,
          { modal: true, detail: 'Nothing is stored yet.' },
          again,
          anyway,
        );
        if (answer === again) {
          value = key;
          continue;
        }
        if (answer !== anyway) return false;
      }
      await keys.store(endpoint, key);
      this.services.changed();
      vscode.window.setStatusBarMessage(`$(key) Tilescope: key for ${originOf(endpoint)} stored`, 5000);
      return true;
    }
  }

  /** Why a key may be wrong, from asking for the list of models with it; `undefined` where it is taken. */
  async #check(endpoint: Endpoint, key: string): Promise<string | undefined> {
    if (!vscode.workspace.isTrusted) return 'In Restricted Mode the key cannot be tried.';
    const provider = await this.services.provider(endpoint, { key: () => Promise.resolve(key) });
    try {
      const models = await vscode.window.withProgress(
        {
          location: vscode.ProgressLocation.Window,
          title: `Tilescope: trying the key at ${originOf(endpoint)}`,
        },
        () => provider.models(AbortSignal.timeout(15_000)),
      );
      await this.services.models.keep(endpoint, models);
      return undefined;
    } catch (error) {
      if (!VisionError.is(error)) throw error;
      return error.reason === 'wrong-key'
        ? error.message
        : `The key could not be tried: ${error.message} ${error.details.nextStep ?? ''}`.trim();
    }
  }

  /** What it lists; what it was known to list where it cannot be asked, which is said. */
  async #models(endpoint: Endpoint): Promise<readonly string[]> {
    const { models, keys, provider, log } = this.services;
    if (endpoint.id === vscodeEndpoint.id || !vscode.workspace.isTrusted) return models.of(endpoint);
    try {
      const listed = await (await provider(endpoint, keys)).models(AbortSignal.timeout(15_000));
      await models.keep(endpoint, listed);
      this.services.changed();
      return listed;
    } catch (error) {
      if (!VisionError.is(error)) throw error;
      log.info(`${endpoint.name} lists no models: ${error.message}`);
      void vscode.window.showWarningMessage(
        `Tilescope: ${error.message} ${error.details.nextStep ?? ''}`.trim(),
      );
      return models.of(endpoint);
    }
  }

  async #chooseModel(endpoint: Endpoint, models: readonly string[]): Promise<void> {
    if (models.length === 0) return;
    const configuration = vscode.workspace.getConfiguration(section, null);
    const current = configuration.get<string>(settings.askModel, '');
    if (models.includes(current)) return;
    const answer = await vscode.window.showQuickPick(models, {
      title: `Tilescope: Model of ${endpoint.name}`,
      ignoreFocusOut: true,
      placeHolder: 'The model to ask; it has to read pictures',
    });
    if (answer === undefined) return;
    await configuration.update(settings.askModel, answer, vscode.ConfigurationTarget.Global);
  }

  async #pick(placeHolder: string, wanted: (endpoint: Endpoint) => boolean): Promise<Endpoint | undefined> {
    const chosen = chosenEndpoint();
    const all = readEndpoints().all.filter(wanted);
    const [only] = all;
    if (all.length === 1) return only;
    const items = all.map(endpoint => ({ label: endpoint.name, description: originOf(endpoint), endpoint }));
    items.sort((a, b) => Number(b.endpoint.id === chosen) - Number(a.endpoint.id === chosen));
    return (
      await vscode.window.showQuickPick(items, {
        title: 'Tilescope: Set API Key',
        placeHolder,
        ignoreFocusOut: true,
      })
    )?.endpoint;
  }
}

/** A field that shows no letters, with a way to the page where keys are had. */
function keyInput(endpoint: Endpoint, value: string): Promise<string | undefined> {
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

function askForAddress({ label, example }: EndpointPreset): Thenable<string | undefined> {
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

async function askForApi(): Promise<EndpointSetting['api'] | undefined> {
  const answer = await vscode.window.showQuickPick(
    [
      {
        label: 'Chat Completions',
        description: 'what nearly every compatible server speaks',
        api: 'chat' as const,
      },
      { label: 'Responses', description: 'OpenAI’s newer API', api: 'responses' as const },
    ],
    { title: 'Tilescope: Add an Endpoint', placeHolder: 'Which API it speaks' },
  );
  return answer?.api;
}

/** The same address keeps its name; another one of the same preset gets one of its own. */
function freeId(wanted: string, baseUrl: string): string {
  const { all } = readEndpoints();
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? wanted : `${wanted}-${String(number)}`;
    const taken = all.find(endpoint => endpoint.id === id);
    if (taken === undefined || taken.baseUrl === baseUrl) return id;
  }
}
