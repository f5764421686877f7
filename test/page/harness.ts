// A webview without VS Code: the built page in a real browser, with the same document and policy, the variables of a
// real theme, and an `acquireVsCodeApi` that writes down what the page says.
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import type { FromPage, PageState, ToPage } from '../../src/webview/protocol.js';
import { pageHtml } from '../../src/webview/pageHtml.js';
import { sharedBrowser } from './setup.js';
import { readTheme, type ThemeName } from './themes.js';

const root = path.join(__dirname, '../..');
const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.ttf': 'font/ttf',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
};

/** Serves the bundle and the examples' pictures, as the webview's resources. */
async function serve(bundle: string): Promise<{ readonly origin: string; readonly server: Server }> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/') {
      const style = `${origin}/webview/tileView.css`;
      const script = `${origin}/webview/tileView.js`;
      const html = pageHtml({ title: 'Tile View', script, style, nonce: 'n0nce', cspSource: origin });
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html);
      return;
    }
    const [folder, ...rest] = decodeURIComponent(pathname).slice(1).split('/');
    const file = path.join(folder === 'webview' ? bundle : root, folder ?? '', ...rest);
    if ((folder !== 'webview' && folder !== 'examples') || rest.includes('..')) {
      response.writeHead(404).end();
      return;
    }
    try {
      const body = readFileSync(file);
      response.writeHead(200, { 'content-type': types[path.extname(file)] ?? 'text/plain' }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return { origin, server };
}

export interface HarnessOptions {
  readonly state: PageState;
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  /** The folder of the bundles; `dist` without. */
  readonly bundle?: string;
  /** What an earlier life of the page has kept. */
  readonly kept?: unknown;
  /** Device pixels a CSS pixel. */
  readonly ratio?: number;
}

/** What the page's document has besides the page. */
interface Recorder {
  readonly sent: FromPage[];
  kept: unknown;
  readonly violations: string[];
}

declare global {
  interface Window {
    recorder: Recorder;
  }
}

export class Harness {
  private constructor(
    readonly page: Page,
    readonly origin: string,
    private readonly context: BrowserContext,
    private readonly server: Server,
    private readonly problems: string[],
  ) {}

  /** The page, ready, with its state; no addresses in `state` need the origin: `{origin}` stands for it. */
  static async open(options: HarnessOptions): Promise<Harness> {
    const { state, theme = 'dark', width = 1400, height = 900, kept, ratio = 1 } = options;
    const { origin, server } = await serve(options.bundle ?? path.join(root, 'dist'));
    const browser = await sharedBrowser();
    const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: ratio });
    const page = await context.newPage();
    const problems: string[] = [];
    page.on('console', message => {
      if (message.type() === 'error') problems.push(message.text());
    });
    page.on('pageerror', error => {
      problems.push(String(error));
    });
    const { bodyClass, variables } = readTheme(theme);
    // What compiles these tests gives functions their names with a helper that the page does not have.
    await page.addInitScript('globalThis.__name = value => value');
    await page.addInitScript(
      ([first, classes, names]) => {
        const recorder: Recorder = { sent: [], kept: first, violations: [] };
        window.recorder = recorder;
        document.addEventListener('securitypolicyviolation', event => {
          recorder.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
        });
        const api = {
          postMessage: (message: FromPage) => recorder.sent.push(message),
          getState: () => recorder.kept,
          setState: (value: unknown) => {
            recorder.kept = structuredClone(value);
          },
        };
        Object.assign(window, { acquireVsCodeApi: () => api });
        const dress = (): void => {
          const body = document.querySelector('body');
          if (body === null) return;
          body.className = classes;
          for (const [name, value] of Object.entries(names))
            document.documentElement.style.setProperty(name, value);
          observer.disconnect();
        };
        const observer = new MutationObserver(dress);
        observer.observe(document, { childList: true, subtree: true });
      },
      [kept, bodyClass, variables] as const,
    );
    await page.goto(origin);
    const harness = new Harness(page, origin, context, server, problems);
    await harness.sent('ready');
    const text = JSON.stringify(state).replaceAll('{origin}', origin);
    await harness.post({ type: 'state', state: JSON.parse(text) as PageState });
    return harness;
  }

  /** Says something as the extension does. */
  async post(message: ToPage): Promise<void> {
    await this.page.evaluate(data => {
      window.postMessage(data, '*');
    }, message);
  }

  /** Waits for the page to say something of this type; the newest. */
  async sent<Type extends FromPage['type']>(
    type: Type,
    matches: (message: Extract<FromPage, { type: Type }>) => boolean = () => true,
  ): Promise<Extract<FromPage, { type: Type }>> {
    for (let tries = 0; tries < 400; tries++) {
      const all = await this.all(type);
      const found = all.findLast(matches);
      if (found !== undefined) return found;
      await this.page.waitForTimeout(25);
    }
    throw new Error(
      `The page has not said ${type}; it said ${JSON.stringify(await this.everything())}; ${(await this.wrong()).join('; ')}`,
    );
  }

  async all<Type extends FromPage['type']>(type: Type): Promise<Extract<FromPage, { type: Type }>[]> {
    const all = await this.everything();
    return all.filter((message): message is Extract<FromPage, { type: Type }> => message.type === type);
  }

  private everything(): Promise<FromPage[]> {
    return this.page.evaluate(() => window.recorder.sent);
  }

  kept(): Promise<unknown> {
    return this.page.evaluate(() => window.recorder.kept);
  }

  /** What went wrong in the page: errors, and what its policy refused. */
  async wrong(): Promise<readonly string[]> {
    const violations = await this.page.evaluate(() => window.recorder.violations);
    const told = await this.all('problem');
    return [...this.problems, ...violations, ...told.map(({ message }) => message)];
  }

  async close(): Promise<void> {
    await this.context.close();
    await new Promise(resolve => this.server.close(resolve));
  }
}
