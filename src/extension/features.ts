import * as vscode from 'vscode';
import { NodeFileHost } from '../host/nodeFiles';
import { VscodeFileHost } from '../host/vscodeFiles';
import type { Asking } from './ask/asking';
import { BudgetBar } from './budgets/budgetBar';
import { Calls } from './calls';
import { Commands, handlers } from './commands';
import { commands as names, isAskCommand, isReviewCommand, isUsageCommand } from './contributions';
import { DiagnosticCommands } from './diagnosticCommands';
import { Diagnostics } from './diagnostics';
import { HoverProvider } from './hover';
import { EndOfLine, InlayProvider } from './inline';
import { LensProvider } from './lens';
import { NamedPictures } from './namedPictures';
import { Pictures } from './pictures';
import { QuickFixProvider } from './quickFixes';
import { StatusBar } from './statusBar';
import { Thumbnails } from './thumbnails';
import type { ReviewChanges } from './review/reviewChanges';
import type { TileViews } from './tileView/tileViews';
import type { Usage } from './usage/createUsage';
import { WorkspaceConfig } from './workspaceConfig';

/** Everything that was not needed to activate: loaded when the first document asks for something. */
export interface Features {
  readonly hover: vscode.HoverProvider;
  readonly lens: vscode.CodeLensProvider;
  readonly inlay: vscode.InlayHintsProvider;
  /** Loaded when the first one opens. */
  tileViews(): Promise<TileViews>;
  /** Loaded when the view is seen, or a command asks for a review. */
  review(): Promise<ReviewChanges>;
  run(command: string, args: readonly unknown[]): Promise<unknown>;
  /** Fills the Usage page of before a reload. */
  restoreUsage(panel: vscode.WebviewPanel): Promise<void>;
}

/** The view of reviews, which is there from activation on. */
export interface ReviewView {
  readonly view: vscode.TreeView<unknown>;
  readonly rowsChanged: vscode.EventEmitter<undefined>;
}

/** What was spent is said last: the file one looks at goes before. */
const usageDelayMs = 1000;

/** A view that nobody looks at has its badge last of all. */
const badgeDelayMs = 15_000;

export function createFeatures(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  reviewView: ReviewView,
): Features {
  const config = new WorkspaceConfig(log);
  const files = new VscodeFileHost(new NodeFileHost());
  const pictures = new Pictures(files, config);
  const calls = new Calls(pictures, log);
  const named = new NamedPictures(pictures, calls);
  const commands = new Commands(named, log);
  const thumbnails = new Thumbnails(log);
  const { extensionUri } = context;
  const diagnostics = new Diagnostics(calls, pictures, named, config, log, extensionUri);
  const budgetBar = new BudgetBar(config);
  const diagnosticCommands = new DiagnosticCommands(config, extensionUri);
  pictures.onDidChange(() => {
    thumbnails.clear();
  });
  context.subscriptions.push(config, pictures, calls, new StatusBar(named, log), new EndOfLine(named, log));
  context.subscriptions.push(
    diagnostics,
    vscode.languages.registerCodeActionsProvider(
      [{ scheme: '*' }],
      new QuickFixProvider(diagnostics),
      QuickFixProvider.metadata,
    ),
  );
  let opened: Promise<TileViews> | undefined;
  let asked: Promise<Asking> | undefined;
  const asking = (): Promise<Asking> => {
    asked ??= import('./ask/asking').then(({ createAsking }) =>
      createAsking({ context, tileView, tileViews, recorded }),
    );
    return asked;
  };
  const tileView = { extensionUri, files, config, named, log, ask: asking };
  const tileViews = (): Promise<TileViews> => {
    opened ??= import('./tileView/createTileViews').then(({ createTileViews }) => {
      const created = createTileViews(tileView);
      context.subscriptions.push(created);
      return created;
    });
    return opened;
  };
  let usage: Promise<Usage> | undefined;
  const loadUsage = (): Promise<Usage> => {
    usage ??= import('./usage/createUsage').then(({ createUsage }) => createUsage(context, log));
    return usage;
  };
  let reviewed: Promise<ReviewChanges> | undefined;
  const review = (): Promise<ReviewChanges> => {
    reviewed ??= import('./review/createReview').then(({ createReview }) => {
      const { view, rowsChanged } = reviewView;
      const created = createReview({ context, config, log, tileViews }, view, rowsChanged);
      context.subscriptions.push(created);
      return created;
    });
    return reviewed;
  };
  const badge = setTimeout(() => {
    if (!vscode.workspace.isTrusted || (vscode.workspace.workspaceFolders ?? []).length === 0) return;
    review()
      .then(created => created.reviewUnseen())
      .catch((error: unknown) => {
        log.error(`Review: ${String(error)}`);
      });
  }, badgeDelayMs);
  const usageFailed = (error: unknown): void => {
    log.error(`Usage: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  };
  const recorded = (): void => {
    loadUsage()
      .then(loaded => {
        loaded.recorded();
      })
      .catch(usageFailed);
  };
  const spending = setTimeout(() => {
    loadUsage().catch(usageFailed);
  }, usageDelayMs);
  context.subscriptions.push({
    dispose: () => {
      clearTimeout(spending);
      clearTimeout(badge);
    },
  });
  return {
    tileViews,
    review,
    hover: new HoverProvider(named, thumbnails, budgetBar),
    lens: new LensProvider(named, thumbnails, budgetBar),
    inlay: new InlayProvider(named),
    restoreUsage: async panel => {
      (await loadUsage()).restore(panel);
    },
    run: async (command, args) => {
      if (command === names.openTileView) return (await tileViews()).openFrom(args);
      if (isAskCommand(command)) return (await asking()).run(command, args);
      if (isReviewCommand(command)) return (await review()).run(command, args);
      if (isUsageCommand(command)) return (await loadUsage()).run(command, args);
      const answer = diagnosticCommands.run(command, args);
      if (answer !== undefined) return answer;
      const method = handlers[command];
      if (method === undefined) throw new Error(`No handler for ${command}`);
      return (commands[method] as (...given: readonly unknown[]) => Promise<unknown>).apply(commands, [
        ...args,
      ]);
    },
  };
}
