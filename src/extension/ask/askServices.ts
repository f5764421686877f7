import type * as vscode from 'vscode';
import type { Registry } from '../../core/models/registry';
import type { Endpoint } from '../../vision/endpoint';
import type { VisionProvider } from '../../vision/provider';
import type { LastEditor } from '../lastEditor';
import type { Effective } from '../settings';
import type { Budget } from './budget';
import type { ConversationStore } from './conversationStore';
import type { Keys } from './keys';
import type { ModelLists } from './modelLists';
import type { PromptLibrary } from './promptLibrary';

/** What every conversation needs; one of each for a window. */
export interface AskServices {
  readonly log: vscode.LogOutputChannel;
  readonly keys: Keys;
  readonly prompts: PromptLibrary;
  readonly models: ModelLists;
  readonly store: ConversationStore;
  readonly budget: Budget;
  readonly editor: LastEditor;
  /** What holds for a resource: settings, and the registry with what they add. */
  readonly inForce: (
    resource: vscode.Uri | undefined,
  ) => Promise<{ readonly effective: Effective; readonly registry: Registry }>;
  /** The client is loaded here, at the first question and no earlier. */
  readonly provider: (endpoint: Endpoint) => Promise<VisionProvider>;
}
