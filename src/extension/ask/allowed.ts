import * as vscode from 'vscode';
import { isFree } from '../../vision/price/loopback';
import type { AskSurroundings } from './askPanel';
import type { AskServices } from './askServices';
import { askSettings } from './askSettings';
import { confirmationFor, needsConfirmation, priceOf, sellerFor } from './question';
import type { AskedQuestion } from './question';

/** A question that may be sent. */
export interface Allowed {
  readonly price: Awaited<ReturnType<typeof priceOf>>;
  readonly seller: ReturnType<typeof sellerFor>;
  /** US dollars at most; `null`: not known. */
  readonly upTo: number | null;
}

/** Priced, held against the limits and confirmed; `undefined` where it is not to be sent. */
export async function allowed(
  asked: AskedQuestion,
  surroundings: AskSurroundings,
  services: Pick<AskServices, 'inForce' | 'budget'>,
  confirm: (question: string) => Promise<boolean>,
): Promise<Allowed | undefined> {
  const { registry } = await services.inForce(surroundings.resource);
  const price = await priceOf(asked, surroundings.pictures(), registry);
  if (price.refused.length > 0) {
    await say(price.refused.join(' '));
    return undefined;
  }
  const { confirmAboveUsd } = askSettings(surroundings.resource);
  const upTo = upToOf(asked, price);
  const stopped = await services.budget.stops(upTo);
  const question =
    stopped !== undefined
      ? `${stopped} Send this one all the same?`
      : needsConfirmation(price, confirmAboveUsd)
        ? confirmationFor(price, confirmAboveUsd, asked.model, asked.endpoint.name)
        : undefined;
  if (question !== undefined && !(await confirm(question))) return undefined;
  return { price, seller: sellerFor(asked.endpoint, asked.model, registry), upTo };
}

/** US dollars that a question costs at most; `null`: not known. */
export function upToOf({ endpoint }: AskedQuestion, { usd }: Allowed['price']): number | null {
  return isFree(endpoint) ? 0 : (usd?.[1] ?? null);
}

/** Does not wait for the message to be dismissed. */
export function say(message: string): Promise<void> {
  void vscode.window.showWarningMessage(`Tilescope: ${message}`);
  return Promise.resolve();
}
