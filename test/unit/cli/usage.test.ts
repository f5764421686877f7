import assert from 'node:assert/strict';
import { clear, run } from './run';

describe('a wrong command line', function () {
  this.timeout(60_000);
  after(clear);

  const wrong: readonly (readonly [args: readonly string[], message: RegExp])[] = [
    [[], /Usage: tilescope/],
    [['estimate'], /nothing to estimate.*1024x1024/],
    [['estmate'], /unknown command 'estmate'\n\(Did you mean estimate\?\)/],
    [['estimate', '1x1', '--jsn'], /unknown option '--jsn'\n\(Did you mean --json\?\)/],
    [['estimate', '1x1', '--model'], /argument missing/],
    [
      ['estimate', '1x1', '--model', 'gpt-5.5x'],
      /"gpt-5\.5x" is not a known model\. Nearest: gpt-5\.5, .*`tilescope models` lists all/,
    ],
    [['estimate', '1x1', '--detail', 'hihg'], /"hihg" is no detail: there are low, .*Did you mean high\?/],
    [
      ['estimate', '1x1', '--tier', 'btach'],
      /"btach" is no tier: there are standard, .*Did you mean batch\?/,
    ],
    [['estimate', '1x1', '--tier', 'zzzzzzzz'], /flex and fast\.\n$/],
    [['estimate', '1x1', '--stdin'], /not both/],
    [['estimate', '--stdin', '--quality', 'low'], /--quality/],
    [['estimate', 'a.png', '--quality', 'low'], /give their size, like 1024x1024/],
    [['estimate', '1x1', '--config', 'nowhere.json'], /nowhere\.json cannot be read \(ENOENT\)/],
    [['report', 'nowhere'], /nowhere is not there/],
    [['report', 'package.json'], /package\.json is no directory/],
    [['report', 'examples', 'src'], /too many arguments/],
    [['report', '--json', '--markdown'], /cannot be used with/],
    [['report', '--model', 'gtp-4o'], /Nearest: gpt-4o/],
    [['models', 'gtp-4o'], /Nearest: gpt-4o/],
  ];
  for (const [args, message] of wrong) {
    it(`is told: tilescope ${args.join(' ')}`, async () => {
      const { code, stdout, stderr } = await run(args);
      assert.equal(code, 2, stdout + stderr);
      assert.match(stderr, message);
      assert.equal(stdout, '');
      assert.doesNotMatch(stderr, /\n\s+at /);
    });
  }

  it('is none where help or the version is asked for', async () => {
    for (const args of [['--help'], ['help'], ['estimate', '--help'], ['--version']]) {
      const { code, stdout } = await run(args);
      assert.equal(code, 0);
      assert.notEqual(stdout, '');
    }
  });
});
