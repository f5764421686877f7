import * as vscode from 'vscode';
import type { Registry } from '../../core/models/registry';
import type { Endpoint } from '../../vision/endpoint';
import type { VisionProvider } from '../../vision/provider';
import { section } from '../contributions';
import type { Effective } from '../settings';
import type { AskPanel, AskPanels, AskSurroundings } from './askPanel';
import type { AskServices } from './askServices';
import { Budget } from './budget';
import { ConversationPanel } from './conversationPanel';
import { ConversationStore } from './conversationStore';
import { describeMockup } from './describeMockup';
import type { DescribeServices } from './describeMockup';
import { EndpointCommands } from './endpointCommands';
import { vscodeEndpoint } from './endpoints';
import { Keys } from './keys';
import { LanguageModels } from './languageModels';
import { ModelLists } from './modelLists';
import { PromptLibrary } from './promptLibrary';
import { LastEditor } from './variables';

/** What asking needs of the rest of the extension. */
export interface AskingOptions {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  /** What holds for a resource: settings, and the registry with what they add. */
  inForce(
    resource: vscode.Uri | undefined,
  ): Promise<{ readonly effective: Effective; readonly registry: Registry }>;
  readonly pictures: DescribeServices['pictures'];
  /** Fires when settings or `tilescope.json` are others. */
  readonly onDidChange: vscode.Event<void>;
  /** Opens the Tile View of pictures, and gives the conversation about them. */
  readonly openPanel: DescribeServices['openPanel'];
}

/** Asking models: the conversations of the panels, and the commands around them. */
export interface Asking extends AskPanels, vscode.Disposable {
  describeMockup(args: readonly unknown[]): Promise<void>;
  setKey(endpoint: unknown): Promise<void>;
  removeKey(): Promise<void>;
  selectEndpoint(): Promise<void>;
  findLocalServers(): Promise<void>;
}

/** The entry of a bundle of its own: loaded when the first page opens, or the first of its commands runs. */
export function createAsking(options: AskingOptions): Asking {
  const { context, log } = options;
  const changed = new vscode.EventEmitter<void>();
  const fire = (): void => {
    changed.fire();
  };
  const keys = new Keys(context.secrets);
  const models = new ModelLists(context.globalState);
  const prompts = new PromptLibrary(log);
  const editor = new LastEditor();
  const storage = context.storageUri ?? context.globalStorageUri;
  const services: AskServices = {
    log,
    keys,
    models,
    prompts,
    editor,
    store: new ConversationStore(vscode.Uri.joinPath(storage, 'conversations'), log),
    budget: new Budget(log),
    inForce: resource => options.inForce(resource),
    provider: endpoint => providerOf(endpoint, keys),
  };
  const endpoints = new EndpointCommands({ keys, models, log, provider: providerOf, changed: fire });
  const disposables: vscode.Disposable[] = [
    changed,
    prompts,
    editor,
    options.onDidChange(fire),
    context.secrets.onDidChange(fire),
    vscode.lm.onDidChangeChatModels(fire),
    vscode.workspace.onDidGrantWorkspaceTrust(fire),
    vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration(`${section}.spend`)) fire();
    }),
  ];
  prompts.check();
  const open = (surroundings: AskSurroundings): Promise<AskPanel> =>
    ConversationPanel.open(surroundings, services, changed.event);
  return {
    open,
    describeMockup: args =>
      describeMockup(args, {
        ...services,
        pictures: options.pictures,
        openPanel: options.openPanel,
        endpoints,
      }),
    setKey: endpoint => endpoints.setKey(endpoint),
    removeKey: () => endpoints.removeKey(),
    selectEndpoint: () => endpoints.select(),
    findLocalServers: () => endpoints.findLocalServers(),
    dispose: () => {
      for (const disposable of disposables) disposable.dispose();
    },
  };
}

/** The client is loaded here, at the first question and no earlier. */
async function providerOf(
  endpoint: Endpoint,
  keys: { key(endpoint: Endpoint): Promise<string | undefined> },
): Promise<VisionProvider> {
  if (endpoint.id === vscodeEndpoint.id) return new LanguageModels();
  const { createProvider } = await import('../../vision/createProvider');
  return createProvider(endpoint, keys);
}
