// Takes the place of @vscode/spdlog in the VS Code server of the tests. The original is native and would have to
// be compiled on every machine; without any, the server is noisy and every log channel stays empty.
const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');

const names = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];
let threshold = 2;

class Logger {
  #level = threshold;
  #raw = false;

  constructor(type, name, file) {
    this.file = file;
  }

  #write(level, message) {
    if (level < this.#level) return;
    const stamp = new Date().toISOString().replace('T', ' ').replace('Z', '');
    const text = this.#raw ? message : `${stamp} [${names[level]}] ${message}\n`;
    try {
      appendFileSync(this.file, text);
    } catch {
      // The folder of a finished run.
    }
  }

  trace(message) {
    this.#write(0, message);
  }
  debug(message) {
    this.#write(1, message);
  }
  info(message) {
    this.#write(2, message);
  }
  warn(message) {
    this.#write(3, message);
  }
  error(message) {
    this.#write(4, message);
  }
  critical(message) {
    this.#write(5, message);
  }
  getLevel() {
    return this.#level;
  }
  setLevel(level) {
    this.#level = level;
  }
  setPattern() {}
  clearFormatters() {
    this.#raw = true;
  }
  flush() {}
  drop() {}
}

async function createRotatingLogger(name, file) {
  mkdirSync(dirname(file), { recursive: true });
  return new Logger('rotating', name, file);
}

// One assignment each: that is how an ES module finds the names of a CommonJS one.
exports.version = 1;
exports.setLevel = level => {
  threshold = level;
};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = createRotatingLogger;
exports.createAsyncRotatingLogger = createRotatingLogger;
