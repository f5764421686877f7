import type * as vscode from 'vscode';
import type { FileHost } from '../../host/host';
import type { AskPanels } from '../ask/askPanel';
import type { NamedPictures } from '../namedPictures';
import type { WorkspaceConfig } from '../workspaceConfig';

/** What the Tile View needs of the rest of the extension. */
export interface TileViewServices {
  readonly extensionUri: vscode.Uri;
  readonly files: FileHost;
  readonly config: WorkspaceConfig;
  readonly named: NamedPictures;
  readonly log: vscode.LogOutputChannel;
  /** `undefined` where nothing can be asked; loaded when the first page opens. */
  readonly ask: () => Promise<AskPanels | undefined>;
}
