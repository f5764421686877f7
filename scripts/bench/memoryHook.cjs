// Put before a program with --require: says at its end how much memory it had at most.
const { writeFileSync } = require('node:fs');
process.on('exit', () => {
  writeFileSync(process.env.TILESCOPE_BENCH_PEAK, String(process.resourceUsage().maxRSS));
});
