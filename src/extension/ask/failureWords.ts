import type { VisionReason } from '../../vision/visionError';
import { VisionError } from '../../vision/visionError';
import type { AskAction, AskRun, AskTier } from '../../webview/askProtocol';

/** What the button under an error does. `undefined`: there is nothing to do but to read. */
function actionFor(reason: VisionReason, tier: AskTier): AskAction | undefined {
  switch (reason) {
    case 'no-key':
    case 'wrong-key':
      return 'setKey';
    case 'unreachable':
    case 'not-the-api':
    case 'unknown-model':
    case 'no-vision':
      return 'selectEndpoint';
    case 'flex-unavailable':
      return 'retryStandard';
    case 'rate-limit':
      return tier === 'flex' ? 'retryStandard' : 'retry';
    case 'no-credit':
    case 'connection-lost':
    case 'server-error':
    case 'timeout':
    case 'cancelled':
      return 'retry';
    case 'picture-refused':
    case 'content-filter':
    case 'bad-request':
      return undefined;
  }
}

/** An error as the page shows it. */
export function shownFailure(error: unknown, tier: AskTier): NonNullable<AskRun['error']> {
  if (!VisionError.is(error)) {
    return {
      message: `Something went wrong in Tilescope: ${error instanceof Error ? error.message : String(error)}`,
      nextStep: 'The log has more.',
      action: 'openLog',
    };
  }
  const action = actionFor(error.reason, tier);
  const { nextStep, requestId } = error.details;
  return {
    message: requestId === undefined ? error.message : `${error.message} (Request ${requestId})`,
    ...(nextStep !== undefined && { nextStep }),
    ...(action !== undefined && { action }),
  };
}
