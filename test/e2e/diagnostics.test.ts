// Each diagnostic and each quick fix as someone meets them who uses the keyboard alone: F8, Ctrl+., Enter. A file (a
// notebook, with a cell for each) has one request after another, and what is asserted is the text that is saved.
import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Severity } from '../../src/references/calls/diagnose/codes.js';
import { diagnosticCases, prelude, program, type Language } from '../cases/diagnostics.js';
import { setup } from './setup.js';
import { useWorkbench } from './useWorkbench.js';
import { appears, until, type Theme, type Workbench } from './workbench.js';

interface Place {
  readonly name: string;
  readonly file: string;
  readonly language: Language;
  readonly theme: Theme;
  readonly content: string;
  /** The program in a file's content. */
  readonly programIn: (content: string) => string;
  /** Puts the cursor into the text. */
  readonly enter?: (workbench: Workbench) => Promise<void>;
}

function requests(language: Language): readonly string[] {
  return diagnosticCases.map(({ request }) => request(language));
}

interface Notebook {
  readonly cells: readonly { readonly source: string | readonly string[] }[];
}

/** None while the file is being written: it is read at any time. */
function cellsOf(content: string): Notebook['cells'] {
  try {
    return (JSON.parse(content) as Notebook).cells;
  } catch {
    return [];
  }
}

function notebook(sources: readonly string[]): string {
  const cells = sources.map(source => ({
    cell_type: 'code',
    execution_count: null,
    metadata: {},
    outputs: [],
    source: source.trimEnd(),
  }));
  return JSON.stringify({
    cells,
    metadata: { language_info: { name: 'python' } },
    nbformat: 4,
    nbformat_minor: 2,
  });
}

const places: readonly Place[] = [
  {
    name: 'TypeScript',
    file: 'diagnosed.ts',
    language: 'typescript',
    theme: 'light',
    // The compiler has opinions of its own on what is wrong here.
    content: `// @ts-nocheck\n${program('typescript', ...requests('typescript'))}`,
    programIn: content => content,
  },
  {
    name: 'Python',
    file: 'diagnosed.py',
    language: 'python',
    theme: 'high contrast',
    content: program('python', ...requests('python')),
    programIn: content => content,
  },
  {
    name: 'the cells of a notebook',
    file: 'diagnosed.ipynb',
    language: 'python',
    theme: 'dark',
    content: notebook([prelude.python, ...requests('python')]),
    programIn: content =>
      cellsOf(content)
        .map(({ source }) => (typeof source === 'string' ? source : source.join('')))
        .join('\n\n\n'),
    async enter({ page }) {
      // Of a cell that is chosen, Enter makes one that is written in; of one that is, another line.
      const written = page.locator('.notebookOverlay .monaco-editor.focused');
      await until('the cursor in a cell', async () => {
        if (await appears(written, 500)) return true;
        await page.keyboard.press('Enter');
        return appears(written, 2000);
      });
    },
  },
];

const squiggles: Readonly<Record<Severity, string>> = {
  error: 'squiggly-error',
  warning: 'squiggly-warning',
  information: 'squiggly-info',
  hint: 'squiggly-hint',
};

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}

/** How many problems of a severity the status bar counts. */
async function counted({ page }: Workbench, word: 'Errors' | 'Warnings' | 'Infos'): Promise<number> {
  const label = await page.locator('.statusbar-item[id="status.problems"]').getAttribute('aria-label');
  return Number(new RegExp(`${word}: (\\d+)`).exec(label ?? '')?.[1] ?? 0);
}

/** Goes there, and closes what is then shown of it. */
async function goTo(workbench: Workbench, message: RegExp, enter: Place['enter']): Promise<void> {
  await enter?.(workbench);
  const problem = await workbench.goToProblem(message);
  await workbench.page.keyboard.press('Escape');
  await problem.waitFor({ state: 'hidden' });
}

for (const { name, file, language, theme, content, programIn, enter } of places) {
  describe(`diagnostics in ${name}, by keyboard`, () => {
    const path = join(setup.workspace, file);
    const text = (): string => programIn(readFileSync(path, 'utf8'));

    before(() => {
      writeFileSync(path, content);
    });

    const workbench = useWorkbench({ file, height: 1000 });

    after(() => {
      rmSync(path);
    });

    /** What a test began with: it is there again when it is tried again. */
    let begun: { readonly test: string; readonly content: string } | undefined;
    let current = '';

    beforeEach(function () {
      current = this.currentTest?.fullTitle() ?? '';
    });

    async function begin(): Promise<void> {
      if (begun?.test !== current) begun = { test: current, content: readFileSync(path, 'utf8') };
      else {
        await workbench().runCommand('File: Revert File');
        writeFileSync(path, begun.content);
      }
    }

    afterEach(async function () {
      // Whatever is left open.
      if (this.currentTest?.state !== 'passed') await workbench().page.keyboard.press('Escape');
    });

    it('are all counted, and listed', async () => {
      const { page } = workbench();
      await workbench().setTheme(theme);
      // F8 takes the loudest first, otherwise.
      workbench().changeSettings({ 'problems.sortOrder': 'position' });
      for (const [word, severity] of [
        ['Errors', 'error'],
        ['Warnings', 'warning'],
        ['Infos', 'information'],
      ] as const) {
        const expected = diagnosticCases.filter(one => one.severity === severity).length;
        await until(`${expected} ${severity}s`, async () => (await counted(workbench(), word)) === expected);
      }
      const rows = page.locator('.markers-panel .monaco-list-row');
      await until('the Problems panel', async () => {
        await page.keyboard.press('Control+Shift+M');
        return appears(rows.first(), 3000);
      });
      await rows.filter({ hasText: 'Detail `low` changes nothing' }).waitFor();
      await workbench().screenshot(`problems in ${name}`);
      await page.keyboard.press('Control+Shift+M');
      await rows.first().waitFor({ state: 'hidden' });
    });

    for (const { code, message, severity, fix } of diagnosticCases) {
      it(`show ${code}${fix === undefined ? '' : ', and mend it'}`, async () => {
        const { page } = workbench();
        await begin();
        const before = text();
        await goTo(workbench(), message, enter);
        const squiggle = page.locator(`.view-overlays > div:has(.current-line) .${squiggles[severity]}`);
        await squiggle.first().waitFor();
        if (fix === undefined) return;
        await workbench().openQuickFixes(fix.title);
        if (code === 'unknown-model') await workbench().screenshot(`quick fixes in ${name}`);
        assert.equal(await workbench().takeQuickFix(fix.title), 0, 'the preferred fix is the first');
        await squiggle.first().waitFor({ state: 'hidden' });
        const becomes = fix.becomes[language];
        await workbench().save(
          `${becomes} on disk`,
          saved => count(programIn(saved), becomes) === count(before, becomes) + 1,
        );
      });
    }

    it('are ignored for a reason that one types', async () => {
      const { page } = workbench();
      await begin();
      const ignored = diagnosticCases.find(({ code }) => code === 'downscaled-away');
      assert.ok(ignored);
      await goTo(workbench(), ignored.message, enter);
      const infos = await counted(workbench(), 'Infos');
      const title = /^Ignore downscaled-away here…$/;
      await workbench().openQuickFixes(title);
      await workbench().takeQuickFix(title);
      await page
        .locator('.view-line')
        .filter({ hasText: /why.it.is.meant.so/ })
        .waitFor();
      await page.locator('.monaco-editor.focused .selected-text').first().waitFor();
      await workbench().screenshot(`ignored in ${name}`);
      await page.keyboard.type('a glance is enough');
      await until('the problem to go', async () => (await counted(workbench(), 'Infos')) === infos - 1);
      const comment = `${language === 'python' ? '#' : '//'} tilescope-ignore: downscaled-away a glance is enough`;
      const statement = ignored.request(language).trimEnd();
      await workbench().save('the comment on disk', saved =>
        programIn(saved).includes(`\n${comment}\n${statement}`),
      );
    });
  });
}
