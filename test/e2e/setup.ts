// What scripts/vscode/e2e.mjs has started for us, and the one browser all tests share.
import { chromium, type Browser } from 'playwright-core';

interface Setup {
  readonly browser: {
    readonly executablePath: string;
    readonly args: readonly string[];
    readonly env: Readonly<Record<string, string>>;
  };
  /** A copy of examples/: tests may write to it. */
  readonly workspace: string;
  /** The address of the server whose workspaces are trusted. */
  readonly trusted: string;
  /** The address of the server where everything is in Restricted Mode. */
  readonly restricted: string;
  /** The address of the server where the image engine (sharp) cannot be loaded. */
  readonly withoutSharp: string;
  /** The file of the trusted server's settings of scope machine. */
  readonly machineSettings: string;
  /** Where the ledger of runs is: `TILESCOPE_DATA` of both servers. */
  readonly data: string;
  /**
   * Where the endpoints `local` (Responses), `local-chat` and `local-no-key` of the settings point, and the key that is
   * in the environment for the first two. A test starts the server there: `startOpenAiServer({ port, keys: [key] })`.
   */
  readonly openAi: { readonly port: number; readonly key: string };
  readonly screenshots: string;
  readonly failures: string;
  readonly recordings: string;
}

function read(): Setup {
  const text = process.env.TILESCOPE_E2E;
  if (text === undefined) {
    throw new Error(
      'These tests need a running VS Code. Start them with: node scripts/test.mjs --only build,e2e',
    );
  }
  return JSON.parse(text) as Setup;
}

export const setup = read();

let browser: Promise<Browser> | undefined;

export function sharedBrowser(): Promise<Browser> {
  const { executablePath, args, env } = setup.browser;
  const environment = Object.entries({ ...process.env, ...env }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  browser ??= chromium.launch({ executablePath, args: [...args], env: Object.fromEntries(environment) });
  return browser;
}

/** Mocha's root hooks: this file is named with --require. */
export const mochaHooks = {
  async afterAll(): Promise<void> {
    await (await browser)?.close();
  },
};
