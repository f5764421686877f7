import type * as vscode from 'vscode';
import type { ImageFacts } from '../../images/facts';
import type { AskDraft, AskFromPage, AskState, AskUpdate } from '../../webview/askProtocol';

/** A picture that a panel shows, and that may be asked about. */
export interface AskPicture {
  /** As the page knows it. */
  readonly id: string;
  readonly name: string;
  readonly source:
    | { readonly kind: 'file'; readonly uri: vscode.Uri }
    | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
    | { readonly kind: 'url'; readonly url: string };
  /** `undefined` where it cannot be read, or is on the web and was not fetched. */
  readonly facts: ImageFacts | undefined;
}

/** What a panel gives to the part of it that asks. */
export interface AskSurroundings {
  /** The same for the same pictures, so that a conversation is found again after a reload. */
  readonly key: string;
  /** Whose settings hold; `undefined` outside of any folder. */
  readonly resource: vscode.Uri | undefined;
  pictures(): readonly AskPicture[];
  post(update: AskUpdate): void;
  /** Whether the user sees the page. */
  visible(): boolean;
  /** Brings the page to the front. */
  reveal(): void;
}

/** The conversation of one panel. */
export interface AskPanel {
  readonly state: AskState;
  handle(message: AskFromPage): Promise<void>;
  /** Sends what was chosen elsewhere (the palette): priced and confirmed as if it came from the page. */
  ask(draft: AskDraft): Promise<void>;
  dispose(): void;
}

export interface AskPanels {
  /** Finds the conversation of before, or begins one. */
  open(surroundings: AskSurroundings): Promise<AskPanel>;
}
