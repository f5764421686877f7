import * as vscode from 'vscode';
import type { Endpoint } from '../../vision/endpoint';
import type { VisionProvider } from '../../vision/provider';
import { commands, section } from '../contributions';
import type { AskCommand } from '../contributions';
import { LastEditor } from '../lastEditor';
import type { TileViewServices } from '../tileView/services';
import type { TileViews } from '../tileView/tileViews';
import type { AskPanel, AskPanels, AskSurroundings } from './askPanel';
import type { AskServices } from './askServices';
import { silenceBorne } from './askSettings';
import { Budget } from './budget';
import { ConversationPanel } from './conversationPanel';
import { ConversationStore } from './conversationStore';
import { describeMockup } from './describeMockup';
import { EndpointCommands } from './endpointCommands';
import { vscodeEndpoint } from './endpoints';
import { Keys } from './keys';
import { LanguageModels } from './languageModels';
import { ModelLists } from './modelLists';
import { PromptLibrary } from './promptLibrary';

/** What asking needs of the rest of the extension. */
export interface AskingOptions {
  readonly context: vscode.ExtensionContext;
  readonly tileView: TileViewServices;
  readonly tileViews: () => Promise<TileViews>;
  /** A run is in the ledger: what was spent is another. */
  readonly recorded: () => void;
}

/** Asking models: the conversations of the panels, and the commands around them. */
export interface Asking extends AskPanels {
  run(command: AskCommand, args: readonly unknown[]): Promise<void>;
}

/** The entry of a bundle of its own: loaded when the first page opens, or the first of its commands runs. */
export function createAsking(options: AskingOptions): Asking {
  const { context, tileView, tileViews, recorded } = options;
  const { log, config, named } = tileView;
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
    store: new ConversationStore(vscode.Uri.joinPath(storage, 'conversations').fsPath, log),
    budget: new Budget(log, recorded),
    inForce: resource => named.pictures.effectiveFor(resource),
    provider: endpoint => providerOf(endpoint, keys),
  };
  const endpoints = new EndpointCommands({ keys, models, log, provider: providerOf, changed: fire });
  const disposables: readonly { dispose(): unknown }[] = [
    changed,
    prompts,
    editor,
    config.onDidChange(fire),
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
  context.subscriptions.push(vscode.Disposable.from(...disposables));
  return {
    open,
    run: async (command, args) => {
      switch (command) {
        case commands.describeMockup:
          return describeMockup(args, { ...services, tileView, tileViews });
        case commands.setKey:
          return endpoints.setKey(args[0]);
        case commands.removeKey:
          return endpoints.removeKey();
        case commands.selectEndpoint:
          return endpoints.select();
        case commands.findLocalServers:
          return endpoints.findLocalServers();
        case commands.whatModelsMiss: {
          const page = vscode.Uri.joinPath(context.extensionUri, 'docs', 'what-models-miss.md');
          await vscode.commands.executeCommand('markdown.showPreview', page);
          return;
        }
      }
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
  return createProvider(endpoint, keys, { stallTimeout: silenceBorne() });
}
