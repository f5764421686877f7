import * as vscode from 'vscode';

import { commands, reviewViewType, usageViewType, viewType } from './contributions';
import type { Features } from './features';
import type { ReviewChanges } from './review/reviewChanges';
import type { Row } from './review/rows';
import type { TileViews } from './tileView/tileViews';

/** What tests see of the inside; nothing is handed out otherwise. */
export interface TestApi {
  tileViews(): Promise<TileViews>;
  review(): Promise<ReviewChanges>;
}

/**
 * Wiring only. What the providers do is in a bundle of its own, loaded when the first document is asked about; until
 * then activation has cost a log channel and a few registrations.
 */
export function activate(context: vscode.ExtensionContext): TestApi | undefined {
  const log = vscode.window.createOutputChannel('Tilescope', { log: true });
  const changed = new vscode.EventEmitter<void>();
  const inlaysChanged = new vscode.EventEmitter<void>();
  const reviewRowsChanged = new vscode.EventEmitter<undefined>();
  let features: Promise<Features> | undefined;

  const review = async (): Promise<ReviewChanges> => (await load()).review();
  const reviewView = vscode.window.createTreeView<Row>(reviewViewType, {
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: reviewRowsChanged.event,
      getChildren: async row => [...(await review()).children(row)],
      getTreeItem: async row => (await review()).item(row),
      // Only rows at the root are ever gone to.
      getParent: () => undefined,
    },
  });

  const load = (): Promise<Features> => {
    features ??= import('./features').then(({ createFeatures }) => {
      const created = createFeatures(context, log, { view: reviewView, rowsChanged: reviewRowsChanged });
      created.lens.onDidChangeCodeLenses?.(() => {
        changed.fire();
      });
      created.inlay.onDidChangeInlayHints?.(() => {
        inlaysChanged.fire();
      });
      return created;
    });
    return features;
  };

  /** A provider that throws is called no more by some hosts and silently by others: the log says it. */
  const guarded = async <T>(
    what: string,
    run: (loaded: Features) => vscode.ProviderResult<T>,
  ): Promise<T | undefined> => {
    try {
      return (await run(await load())) ?? undefined;
    } catch (error) {
      log.error(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      return undefined;
    }
  };

  const tileViews = async (): Promise<TileViews> => {
    try {
      return await (await load()).tileViews();
    } catch (error) {
      log.error(`Tile View: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      throw error;
    }
  };

  const anywhere: vscode.DocumentSelector = [{ scheme: '*' }];
  // VS Code sorts hovers by how closely their selectors fit. A pattern fits as closely as a language does, and so the
  // numbers do not end up below the large picture of Markdown's own hover, out of sight.
  const first: vscode.DocumentSelector = [...anywhere, { pattern: '**' }];
  context.subscriptions.push(
    log,
    changed,
    inlaysChanged,
    reviewRowsChanged,
    reviewView,
    vscode.commands.registerCommand(commands.showLog, () => {
      log.show();
    }),
    vscode.commands.registerCommand(commands.openSettings, () =>
      vscode.commands.executeCommand('workbench.action.openSettings', '@ext:tilescope.tilescope'),
    ),
    ...Object.values(commands)
      .filter(command => command !== commands.showLog && command !== commands.openSettings)
      .map(command =>
        vscode.commands.registerCommand(command, (...args: unknown[]) =>
          load().then(loaded => loaded.run(command, args)),
        ),
      ),
    vscode.window.registerWebviewPanelSerializer(usageViewType, {
      deserializeWebviewPanel: panel => load().then(loaded => loaded.restoreUsage(panel)),
    }),
    vscode.languages.registerHoverProvider(first, {
      provideHover: (document, position, token) =>
        guarded('Hover', loaded => loaded.hover.provideHover(document, position, token)),
    }),
    vscode.languages.registerCodeLensProvider(anywhere, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: (document, token) =>
        guarded('Lenses', loaded => loaded.lens.provideCodeLenses(document, token)),
      resolveCodeLens: (lens, token) => guarded('Lens', loaded => loaded.lens.resolveCodeLens?.(lens, token)),
    }),
    vscode.languages.registerInlayHintsProvider(anywhere, {
      onDidChangeInlayHints: inlaysChanged.event,
      provideInlayHints: (document, range, token) =>
        guarded('Hints', loaded => loaded.inlay.provideInlayHints(document, range, token)),
    }),
    vscode.window.registerCustomEditorProvider(
      viewType,
      {
        openCustomDocument: uri => ({ uri, dispose: () => undefined }),
        resolveCustomEditor: async ({ uri }, panel) => {
          (await tileViews()).resolveEditor(uri, panel);
        },
      },
      { supportsMultipleEditorsPerDocument: false },
    ),
    vscode.window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: async (panel, state: unknown) => {
        (await tileViews()).restorePanel(panel, state);
      },
    }),
  );
  // The status bar speaks of the file one looks at, without being asked: once the window has come to rest.
  const later = setTimeout(() => {
    void load().catch((error: unknown) => {
      log.error(String(error));
    });
  }, 500);
  context.subscriptions.push({
    dispose: () => {
      clearTimeout(later);
    },
  });
  return context.extensionMode === vscode.ExtensionMode.Test ? { tileViews, review } : undefined;
}
