// One language's long file, read in every way that is compared. Answers with its own milliseconds.
import { createRequire } from 'node:module';
import { answerParent } from './measure.mjs';

const require = createRequire(import.meta.url);

/** @type {any} */
let library;
/** @type {any} */
let kept;
/** @type {any} */
let grammar;
/** @type {{ language: string, fileName: string, text: string }} */
let file;
let typed = 0;
let last = '';

/** @param {() => Promise<unknown>} work */
async function timed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const megabytes = () => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
};

answerParent(async message => {
  switch (message.do) {
    case 'begin': {
      library = require(message.library);
      file = message;
      grammar = await library.loadGrammar(file.language);
      kept = new library.CallReader();
      last = file.text;
      return { calls: (await kept.read(file.text, file.language, file)).length };
    }
    case 'first':
      return timed(async () => {
        const reader = new library.CallReader();
        await reader.read(file.text, file.language, file);
        reader.dispose();
      });
    case 'again': {
      // A character more each time, within a prompt in the middle of the file.
      const at = last.indexOf('photograph', last.length >> 1);
      typed += 1;
      last = `${last.slice(0, at)}${String.fromCharCode(97 + (typed % 26))}${last.slice(at)}`;
      return timed(() => kept.read(last, file.language, file));
    }
    case 'whole':
      return timed(async () => grammar.parse(file.text, { start: 0, end: file.text.length }).delete());
    case 'compiler': {
      const typescript = require('typescript');
      return timed(async () => typescript.createSourceFile(file.fileName, file.text, 99, true));
    }
    case 'memory': {
      const documents = 10;
      const before = megabytes();
      const readers = Array.from({ length: documents }, () => new library.CallReader());
      // Each has a text of its own, as open documents have; that text is the editor's, and not counted.
      for (const [i, reader] of readers.entries())
        await reader.read(
          `${file.text}\n// ${i}`.replace('//', file.language === 'python' ? '#' : '//'),
          file.language,
          file,
        );
      return (megabytes() - before) / documents - (file.text.length * 1) / 1e6;
    }
    default:
      throw new Error(`Nothing called ${message.do}`);
  }
});
