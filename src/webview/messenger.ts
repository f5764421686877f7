import type { FromPage, ToPage } from './protocol';

/** What VS Code gives a page. */
interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The page's end of the line to the extension: what may be said either way is in the types. */
export interface Messenger<Sent = FromPage, Received = ToPage> {
  post(message: Sent): void;
  /** Messages in their order, from now on. */
  listen(handle: (message: Received) => void): void;
  /** What the page kept of its last life; whatever it is, it has to be looked at. */
  kept(): unknown;
  keep(state: unknown): void;
}

/** May be called once a page: VS Code gives its handle a single time. */
export function connect<Sent = FromPage, Received = ToPage>(): Messenger<Sent, Received> {
  const api = acquireVsCodeApi();
  return {
    post(message) {
      api.postMessage(message);
    },
    listen(handle) {
      window.addEventListener('message', (event: MessageEvent<Received>) => {
        handle(event.data);
      });
    },
    kept: () => api.getState(),
    keep(state) {
      api.setState(state);
    },
  };
}
