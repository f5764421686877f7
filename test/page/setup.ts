// The one browser that all tests of pages share, started by scripts/test.mjs.
import { chromium, type Browser } from 'playwright-core';

interface Setup {
  readonly executablePath: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

function read(): Setup {
  const text = process.env.TILESCOPE_PAGE;
  if (text === undefined)
    throw new Error('These tests need a browser. Start them with: node scripts/test.mjs --only build,page');
  return JSON.parse(text) as Setup;
}

const setup = read();
let browser: Promise<Browser> | undefined;

export function sharedBrowser(): Promise<Browser> {
  const { executablePath, args, env } = setup;
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
