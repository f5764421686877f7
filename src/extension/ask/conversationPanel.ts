import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { isFree } from '../../vision/price/loopback';
import type {
  AskAction,
  AskDraft,
  AskFromPage,
  AskPreview,
  AskRun,
  AskState,
  AskTier,
} from '../../webview/askProtocol';
import { commands, section } from '../contributions';
import { useAnswer } from './answers';
import type { AskPanel, AskSurroundings } from './askPanel';
import type { AskServices } from './askServices';
import { allowed, say, upToOf } from './allowed';
import type { Allowed } from './allowed';
import { askSettings } from './askSettings';
import { noChoices, pagePrompt, readChoices } from './choices';
import type { Choices } from './choices';
import { byEditor, byPage } from './confirming';
import type { Confirm } from './confirming';
import { isUnfinished, noConversation, runAt, withRun, withTurn, withoutRun } from './conversation';
import type { Conversation, KeptTurn, RunAt } from './conversation';
import { askedAgain, askedBy, chosenPictures, promptOf, restricted, whyNot } from './drafts';
import type { DraftContext } from './drafts';
import { chosenEndpoint, findEndpoint } from './endpoints';
import { logFailure, notifyOfEnd } from './ended';
import { Pieces } from './pieces';
import { needsConfirmation, picturesSent, previewOf, priceOf, requestOf } from './question';
import type { AskedQuestion } from './question';
import { newRun, runToEnd } from './runs';
import { withVariables } from './variables';

/** The conversation of one panel: what was asked, what is being answered, and what the page wants done with it. */
export class ConversationPanel implements AskPanel {
  #conversation: Conversation = noConversation;
  #choices: Choices = noChoices;
  readonly #running = new Map<string, AbortController>();
  readonly #pieces: Pieces;
  /** Texts whose variables are filled in: what a file holds is not filled in again. */
  readonly #filled = new Set<string>();
  readonly #disposables: vscode.Disposable[];
  #disposed = false;

  private constructor(
    private readonly surroundings: AskSurroundings,
    private readonly services: AskServices,
    changed: vscode.Event<void>,
  ) {
    this.#pieces = new Pieces((run, delta, from) => {
      surroundings.post({ type: 'askDelta', run, delta, from });
    });
    const refresh = (): void => {
      this.#guard('Asking', () => this.refresh());
    };
    this.#disposables = [changed(refresh), services.prompts.onDidChange(refresh)];
  }

  /** @param changed fires when endpoints, keys or settings may be others */
  static async open(
    surroundings: AskSurroundings,
    services: AskServices,
    changed: vscode.Event<void>,
  ): Promise<ConversationPanel> {
    const panel = new ConversationPanel(surroundings, services, changed);
    panel.#conversation = await services.store.read(surroundings.key);
    panel.#choices = await readChoices(services, surroundings.resource);
    return panel;
  }

  get state(): AskState {
    const { prompts, endpoints, model } = this.#choices;
    return {
      prompts: prompts.map(pagePrompt),
      endpoints,
      endpoint: chosenEndpoint(),
      model,
      tier: askSettings(this.surroundings.resource).tier,
      turns: this.#conversation.turns.map(({ id, text, pictures, runs }) => ({ id, text, pictures, runs })),
    };
  }

  /** Reads anew what the page chooses from, and tells it. */
  async refresh(): Promise<void> {
    this.#choices = await readChoices(this.services, this.surroundings.resource);
    this.#postAll();
  }

  async handle(message: AskFromPage): Promise<void> {
    switch (message.type) {
      case 'askPreview': {
        const preview = await this.#preview(message.draft);
        this.surroundings.post({ type: 'askPreviewed', number: message.number, preview });
        return;
      }
      case 'askSend':
        return this.#send(message.draft, byPage(message, this.surroundings));
      case 'askAgain': {
        const turn = this.#conversation.turns.find(({ id }) => id === message.turn);
        if (turn === undefined) return;
        const { endpoint, model, tier } = message;
        return this.#again(turn, { endpoint, model, tier }, byPage(message, this.surroundings));
      }
      case 'askCancel':
        this.#running.get(message.run)?.abort();
        return;
      case 'askAction':
        return this.#act(message.run, message.action);
      case 'askClear':
        return this.#clear();
      case 'askCopy':
      case 'askInsert':
      case 'askSave':
      case 'askAsCode':
        return useAnswer(message, {
          conversation: this.#conversation,
          pictures: this.surroundings.pictures(),
          resource: this.surroundings.resource,
          editor: this.services.editor.get(),
        });
    }
  }

  async ask(draft: AskDraft): Promise<void> {
    await this.#send(draft, byEditor, true);
  }

  async #preview(draft: AskDraft): Promise<AskPreview> {
    const text = await this.#textOf(draft, false);
    const asked = askedBy(draft, text ?? draft.text, this.#context);
    if (typeof asked === 'string')
      return {
        imageTokens: null,
        unknown: asked,
        textTokens: 0,
        outputTokens: [0, 0],
        usd: null,
        warnings: [],
        blocked: asked,
        confirm: false,
      };
    const { registry } = await this.services.inForce(this.surroundings.resource);
    const price = await priceOf(asked, this.surroundings.pictures(), registry);
    const { confirmAboveUsd } = askSettings(this.surroundings.resource);
    const stopped = await this.services.budget.stops(upToOf(asked, price));
    const refused = price.refused.length === 0 ? undefined : price.refused.join(' ');
    // A form that is still empty is nothing to complain about.
    const why = draft.text.trim() === '' ? undefined : whyNot(draft, this.#context);
    const preview = previewOf(
      price,
      why ?? refused,
      stopped !== undefined || needsConfirmation(price, confirmAboveUsd),
    );
    // A limit stops what is sent without being confirmed; that it may be confirmed is the user's right.
    return stopped === undefined ? preview : { ...preview, warnings: [stopped, ...preview.warnings] };
  }

  /** With its variables filled in. @returns `undefined` where the user was to give one, and did not */
  async #textOf(draft: AskDraft, ask: boolean): Promise<string | undefined> {
    if (this.#filled.has(draft.text)) return draft.text;
    const pictures = chosenPictures(draft, this.#context);
    return withVariables(draft.text, pictures, this.services.editor.get(), ask);
  }

  get #context(): DraftContext {
    return {
      pictures: this.surroundings.pictures(),
      prompts: this.#choices.prompts,
      conversation: this.#conversation,
      resource: this.surroundings.resource,
    };
  }

  async #send(draft: AskDraft, confirm: Confirm, fresh = false): Promise<void> {
    const why = whyNot(draft, this.#context);
    if (why !== undefined) return say(why);
    const text = await this.#textOf(draft, true);
    if (text === undefined) return;
    this.#filled.add(text);
    const after = askedBy(draft, text, this.#context);
    if (typeof after === 'string') return say(after);
    const asked = fresh ? { ...after, history: [] } : after;
    const prompt = promptOf(draft, this.#context);
    const turn: KeptTurn = {
      ...asked.turn,
      id: randomUUID(),
      runs: [],
      suffix: prompt?.suffix ?? 'answer',
      extension: prompt?.extension ?? 'md',
      ...(fresh && { fresh }),
    };
    await this.#askForKey(asked);
    const plan = await allowed(asked, this.surroundings, this.services, question =>
      confirm(question, { ...draft, text }),
    );
    if (plan === undefined) return;
    this.#change(withTurn(this.#conversation, turn));
    await this.#run(turn, asked, plan);
  }

  /** Where it is missing. Without one the question is kept, with the error that says so. */
  async #askForKey({ endpoint }: AskedQuestion): Promise<void> {
    if ((await this.services.keys.state(endpoint)) === 'missing')
      await vscode.commands.executeCommand(commands.setKey, endpoint.id);
  }

  /** The same question once more. @param replaces a run that came to nothing, whose place the new one takes */
  async #again(
    turn: KeptTurn,
    to: { readonly endpoint: string; readonly model: string; readonly tier: AskTier },
    confirm: Confirm,
    replaces?: AskRun,
  ): Promise<void> {
    if (!vscode.workspace.isTrusted) return say(restricted);
    const asked = askedAgain(turn, to, this.#conversation, this.surroundings.resource);
    if (typeof asked === 'string') return say(asked);
    const plan = await allowed(asked, this.surroundings, this.services, confirm);
    if (plan === undefined) return;
    if (replaces?.text === '') this.#change(withoutRun(this.#conversation, replaces.id));
    await this.#run(turn, asked, plan);
  }

  async #run(turn: KeptTurn, asked: AskedQuestion, { price, seller, upTo }: Allowed): Promise<void> {
    const { services, surroundings } = this;
    const { endpoint } = asked;
    const run = newRun(endpoint.id, asked.model, asked.tier);
    const stop = new AbortController();
    this.#running.set(run.id, stop);
    services.budget.begin(run.id, upTo);
    this.#change(withRun(this.#conversation, turn.id, run));
    this.#postAll();
    const keepPrompts =
      vscode.workspace.getConfiguration(section, null).get<unknown>('usage.keepPrompts') === true;
    const folder = surroundings.resource && vscode.workspace.getWorkspaceFolder(surroundings.resource);
    const ended = await runToEnd(
      {
        run,
        endpoint,
        seller,
        price,
        pictures: turn.pictures,
        sent: picturesSent(asked),
        project: (folder ?? vscode.workspace.workspaceFolders?.[0])?.name ?? '',
        prompt: keepPrompts ? turn.text : undefined,
        free: isFree(endpoint),
      },
      await services.provider(endpoint),
      () => requestOf(asked, surroundings.pictures()),
      {
        changed: changed => {
          // How it ended is told when it is kept: what was seen once is there again after a reload.
          if (isUnfinished(changed)) this.#tell(turn.id, changed);
          else this.#change(withRun(this.#conversation, turn.id, changed));
        },
        delta: (changed, delta) => {
          this.#change(withRun(this.#conversation, turn.id, changed));
          this.#pieces.add(run.id, delta, changed.text.length - delta.length);
        },
      },
      stop.signal,
    );
    this.#running.delete(run.id);
    if (ended.error !== undefined) logFailure(services.log, run, ended.error);
    if (ended.record === undefined) services.budget.end(run.id);
    else await services.budget.record(ended.record);
    await services.store.flush(surroundings.key);
    this.#tell(turn.id, ended.run);
    if (!this.#disposed && !surroundings.visible())
      notifyOfEnd(ended.run, () => {
        surroundings.reveal();
      });
  }

  async #act(runId: string, action: AskAction): Promise<void> {
    const at = runAt(this.#conversation, runId);
    if (at === undefined) return;
    const { run, turn } = at;
    const pageConfirm = byPage(
      {
        type: 'askAgain',
        turn: turn.id,
        endpoint: run.endpoint,
        model: run.model,
        tier: run.tier,
        confirmed: false,
      },
      this.surroundings,
    );
    switch (action) {
      case 'retry':
        return this.#again(turn, run, pageConfirm, run);
      case 'retryStandard':
        return this.#again(turn, { ...run, tier: 'standard' }, pageConfirm, run);
      case 'continue':
        return this.#continue(at);
      case 'setKey':
        await vscode.commands.executeCommand(commands.setKey, run.endpoint);
        return this.#mended(at);
      case 'selectEndpoint':
        await vscode.commands.executeCommand(commands.selectEndpoint);
        return;
      case 'openLog':
        this.services.log.show();
        return;
      case 'openLimits':
        await vscode.commands.executeCommand('workbench.action.openSettings', `${section}.spend`);
        return;
    }
  }

  /** A key was set: what lacked one can be asked again with the same button. */
  async #mended({ turn, run }: RunAt): Promise<void> {
    const endpoint = findEndpoint(run.endpoint);
    if (endpoint === undefined || (await this.services.keys.state(endpoint)) !== 'set') return;
    this.#tell(turn.id, {
      ...run,
      error: { message: `A key for ${endpoint.name} is set.`, nextStep: 'Ask again.', action: 'retry' },
    });
  }

  async #continue({ run }: RunAt): Promise<void> {
    const draft: AskDraft = {
      text: 'Continue exactly where your answer was cut off. Repeat nothing of it.',
      prompt: undefined,
      pictures: [],
      endpoint: run.endpoint,
      model: run.model,
      detail: undefined,
      tier: run.tier,
    };
    return this.#send(draft, byPage({ type: 'askSend', draft, confirmed: false }, this.surroundings));
  }

  async #clear(): Promise<void> {
    for (const stop of this.#running.values()) stop.abort();
    this.#change(noConversation);
    this.#postAll();
    await this.services.store.flush(this.surroundings.key);
  }

  #change(conversation: Conversation): void {
    this.#conversation = conversation;
    this.services.store.keep(this.surroundings.key, conversation);
  }

  #tell(turn: string, run: AskRun): void {
    this.#pieces.flush(run.id);
    // A conversation that was cleared meanwhile stays so.
    if (!this.#conversation.turns.some(({ id }) => id === turn)) return;
    this.#change(withRun(this.#conversation, turn, run));
    this.surroundings.post({ type: 'askRun', turn, run });
  }

  /** The whole state has all pieces in it: none may come after it. */
  #postAll(): void {
    this.#pieces.drop();
    this.surroundings.post({ type: 'ask', ask: this.state });
  }

  #guard(what: string, run: () => Promise<void>): void {
    run().catch((error: unknown) => {
      this.services.log.error(
        `${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
    });
  }

  /** Whoever closes the page takes back what is on its way; what has come is kept. */
  dispose(): void {
    this.#disposed = true;
    for (const { runs } of this.#conversation.turns)
      for (const run of runs) if (isUnfinished(run)) this.#running.get(run.id)?.abort();
    for (const disposable of this.#disposables) disposable.dispose();
    this.#guard('Keeping a conversation', () => this.services.store.flush(this.surroundings.key));
  }
}
