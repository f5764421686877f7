/**
 * Every command and setting by the name the manifest gives it: the one table that code uses, and that a test holds
 * against `package.json`.
 */
export const commands = {
  showLog: 'tilescope.showLog',
  explainLine: 'tilescope.explainLine',
  copyMarkdown: 'tilescope.copyMarkdown',
  selectModel: 'tilescope.selectModel',
  selectDetail: 'tilescope.selectDetail',
  showFilePictures: 'tilescope.showFilePictures',
  toggleCodeLens: 'tilescope.toggleCodeLens',
  turnOff: 'tilescope.turnOff',
  lensMenu: 'tilescope.lensMenu',
  readRemote: 'tilescope.readRemote',
  copyCall: 'tilescope.copyCall',
  selectCallModel: 'tilescope.selectCallModel',
  diagnosticHelp: 'tilescope.diagnosticHelp',
  setDiagnosticLevel: 'tilescope.setDiagnosticLevel',
  addAlias: 'tilescope.addAlias',
  openLimit: 'tilescope.openLimit',
  addException: 'tilescope.addException',
  openSettings: 'tilescope.openSettings',
  openTileView: 'tilescope.openTileView',
  describeMockup: 'tilescope.describeMockup',
  setKey: 'tilescope.setKey',
  removeKey: 'tilescope.removeKey',
  selectEndpoint: 'tilescope.selectEndpoint',
  findLocalServers: 'tilescope.findLocalServers',
  whatModelsMiss: 'tilescope.whatModelsMiss',
  showUsage: 'tilescope.showUsage',
  exportUsage: 'tilescope.exportUsage',
  clearUsage: 'tilescope.clearUsage',
  reviewChanges: 'tilescope.reviewChanges',
  reviewRefresh: 'tilescope.review.refresh',
  reviewCompare: 'tilescope.review.compare',
  reviewChooseBase: 'tilescope.review.chooseBase',
  reviewCopyMarkdown: 'tilescope.review.copyMarkdown',
  reviewOpen: 'tilescope.review.open',
  reviewOpenDiff: 'tilescope.review.openDiff',
  reviewOpenTileView: 'tilescope.review.openTileView',
  reviewOpenFile: 'tilescope.review.openFile',
} as const;

/** Commands that only links and lenses run: they take arguments, so the palette does not offer them. */
export const internalCommands: readonly string[] = [
  commands.turnOff,
  commands.lensMenu,
  commands.readRemote,
  commands.copyCall,
  commands.selectCallModel,
  commands.setDiagnosticLevel,
  commands.addAlias,
  commands.openLimit,
  commands.addException,
  commands.reviewOpen,
  commands.reviewOpenDiff,
  commands.reviewOpenTileView,
  commands.reviewOpenFile,
];

/** The Tile View: a custom editor of pictures, and the panels that show several. */
export const viewType = 'tilescope.tileView';
/** Commands about runs that were billed; what answers them is in a bundle of its own. */
const usageCommands = [commands.showUsage, commands.exportUsage, commands.clearUsage] as const;
export type UsageCommand = (typeof usageCommands)[number];

export function isUsageCommand(command: string): command is UsageCommand {
  return usageCommands.some(one => one === command);
}

/** Commands around asking a model; in a bundle of its own, too. */
const askCommands = [
  commands.describeMockup,
  commands.setKey,
  commands.removeKey,
  commands.selectEndpoint,
  commands.findLocalServers,
  commands.whatModelsMiss,
] as const;
export type AskCommand = (typeof askCommands)[number];

export function isAskCommand(command: string): command is AskCommand {
  return askCommands.some(one => one === command);
}

export const usageViewType = 'tilescope.usage';

/** The view in Source Control. */
export const reviewViewType = 'tilescope.review';
/** Its commands; in a bundle of its own, too. */
const reviewCommands = [
  commands.reviewChanges,
  commands.reviewRefresh,
  commands.reviewCompare,
  commands.reviewChooseBase,
  commands.reviewCopyMarkdown,
  commands.reviewOpen,
  commands.reviewOpenDiff,
  commands.reviewOpenTileView,
  commands.reviewOpenFile,
] as const;
export type ReviewCommand = (typeof reviewCommands)[number];

export function isReviewCommand(command: string): command is ReviewCommand {
  return reviewCommands.some(one => one === command);
}

export const section = 'tilescope';

/** Settings, without the section. */
export const settings = {
  model: 'model',
  detail: 'detail',
  tier: 'tier',
  compareModels: 'compareModels',
  roots: 'roots',
  include: 'include',
  exclude: 'exclude',
  hoverEnabled: 'hover.enabled',
  hoverThumbnail: 'hover.thumbnail',
  codeLensEnabled: 'codeLens.enabled',
  codeLensCalls: 'codeLens.calls',
  codeLensFiles: 'codeLens.files',
  inlineStyle: 'inline.style',
  remoteAllowedHosts: 'remote.allowedHosts',
  statusBarEnabled: 'statusBar.enabled',
  budgetBar: 'budget.bar',
  diagnosticsEnabled: 'diagnostics.enabled',
  omittedDetail: 'diagnostics.omittedDetail',
  uselessDetail: 'diagnostics.uselessDetail',
  unsupportedDetailValue: 'diagnostics.unsupportedDetailValue',
  willBeRefused: 'diagnostics.willBeRefused',
  downscaledAway: 'diagnostics.downscaledAway',
  unknownModel: 'diagnostics.unknownModel',
  base64AsText: 'diagnostics.base64AsText',
  missingImage: 'diagnostics.missingImage',
  localPathAsUrl: 'diagnostics.localPathAsUrl',
  ignoreComment: 'diagnostics.ignoreComment',
  reviewComments: 'review.comments',
  dailyLimitUsd: 'spend.dailyLimitUsd',
  monthlyLimitUsd: 'spend.monthlyLimitUsd',
  keepPrompts: 'usage.keepPrompts',
  models: 'models',
  providers: 'providers',
  aliases: 'aliases',
  askEndpoint: 'ask.endpoint',
  askEndpoints: 'ask.endpoints',
  askModel: 'ask.model',
  askTier: 'ask.tier',
  askMaxOutputTokens: 'ask.maxOutputTokens',
  askConfirmAboveUsd: 'ask.confirmAboveUsd',
  askTimeoutSeconds: 'ask.timeoutSeconds',
} as const;

export type SettingKey = (typeof settings)[keyof typeof settings];
