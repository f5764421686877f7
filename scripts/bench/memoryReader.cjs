// Reads the facts of every picture in a folder and keeps them. Usage: node memoryReader.cjs LIBRARY FOLDER
const { readdirSync } = require('node:fs');
const { join } = require('node:path');
const [library = '', folder = ''] = process.argv.slice(2);
const { readFileFactsSync } = require(library);
const facts = readdirSync(folder).map(name => readFileFactsSync(join(folder, name)));
if (facts.some(({ width }) => width < 1)) process.exitCode = 1;
