/** Where questions are sent, and in which words. Only the user's own settings name one, never a workspace. */
export interface Endpoint {
  /** The user's name for it: `openai`, `azure`, `ollama`. */
  readonly id: string;
  /** For people: `OpenAI`, `GPT Proto`. */
  readonly name: string;
  readonly api: 'responses' | 'chat';
  /** With its version, without the last slash: `https://api.openai.com/v1`. */
  readonly baseUrl: string;
  /** Environment variable that may hold the key. */
  readonly keyVariable?: string;
  /** Servers on this machine need none. */
  readonly needsKey: boolean;
  /** `tilescope.json`'s name of the reseller, so that prices are its own: `gptproto` prices `gptproto/gpt-5.2`. */
  readonly priceAs?: string;
}

/** Gives the key for an origin (`https://api.openai.com`), and for no other. */
export interface KeySource {
  key(endpoint: Endpoint): Promise<string | undefined>;
}
