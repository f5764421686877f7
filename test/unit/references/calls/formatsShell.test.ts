import assert from 'node:assert/strict';
import { requestsIn } from '../../../../src/references/calls/formats/requestsIn';
import { everyPrefix, told } from './formatsReading';

const url = 'https://api.openai.com/v1/chat/completions';
const body = (address: string, model = 'gpt-4o'): string =>
  `{"model": "${model}", "messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "${address}"}}]}]}`;
const chat = (image: string, model = 'gpt-4o'): object[] => [{ api: 'openai.chat', model, images: [image] }];
const png = 'https://a.example/x.png';

describe('requests in shell scripts', () => {
  const cases: readonly (readonly [string, string, object[]])[] = [
    ['-d', `curl ${url} -H "A: b" -d '${body(png)}'`, chat(png)],
    ['-d without a space', `curl -sSd'${body(png)}' ${url}`, chat(png)],
    ['--data=', `curl ${url} --data='${body(png)}'`, chat(png)],
    ['--json', `curl --json '${body(png)}' ${url} | jq .`, chat(png)],
    ['escaped quotes', `curl ${url} -d "${body(png).replaceAll('"', '\\"')}"`, chat(png)],
    [
      'quotes of the shell within',
      `M=gpt-5.2\ncurl ${url} -d '${body(png, `'"$M"'`)}'`,
      chat(png, 'gpt-5.2'),
    ],
    ['a heredoc', `curl ${url} -d @- <<EOF\n${body(png, '$M')}\nEOF\n`, chat(png, '? environment')],
    ['cat of a heredoc', `curl ${url} -d "$(cat <<'EOF'\n${body(png)}\nEOF\n)"`, chat(png)],
    ['a heredoc in a pipeline', `cat <<EOF | curl ${url} -d @-\n${body(png)}\nEOF\n`, chat(png)],
    ['what is echoed', `echo '${body(png)}' | curl ${url} --data-binary @-`, chat(png)],
    ['<<<', `curl ${url} -d @- <<< '${body(png)}'`, chat(png)],
    ['a body in a variable', `B='${body(png)}'\nU="${url}"\ncurl "$U" -d "$B"`, chat(png)],
    ['a body that is read', `read -r -d '' B <<EOF\n${body(png)}\nEOF\ncurl ${url} -d "$B"`, chat(png)],
    ['a file of the script', `cat > req.json <<EOF\n${body(png)}\nEOF\ncurl ${url} -d @req.json`, chat(png)],
    [
      'a file of no name',
      `T=$(mktemp)\ncat <<EOF > "$T"\n${body(png)}\nEOF\ncurl ${url} --data "@$T"`,
      chat(png),
    ],
    ['a file of its own', `curl ${url} -d @request.json # image_url`, []],
    ['another address', `curl https://x.example/api -d '${body(png)}'`, []],
    ['wget', `wget -qO- --post-data='${body(png)}' ${url}`, chat(png)],
    ['HTTPie', `http POST api.openai.com/v1/chat/completions --raw '${body(png)}'`, chat(png)],
    ['a fallback', `curl ${url} -d '${body(png, `'"\${M:-gpt-4o}"'`)}'`, chat(png, '? environment gpt-4o')],
    ['a base from outside', `curl "$BASE_URL/v1/chat/completions" -d '${body(png)}'`, chat(png)],
    ['what is quoted is no command', `echo "curl ${url} -d x image_url"`, []],
  ];
  for (const [name, text, expected] of cases)
    it(name, async () => {
      assert.deepEqual(await told(text, 'a.sh'), expected);
    });

  const encoders: readonly (readonly [string, string, string])[] = [
    ['base64 of GNU', '$(base64 -w 0 a/b.png)', 'a/b.png'],
    ['base64 of macOS', '$(base64 -i a/b.png)', 'a/b.png'],
    ['input', "$(base64 < a/b.png | tr -d '\\n')", 'a/b.png'],
    ['cat', '$(cat "a/b.png" | base64)', 'a/b.png'],
    ['openssl', '$(openssl base64 -A -in a/b.png)', 'a/b.png'],
    ['a download', '$(curl -s https://a.example/b.png | base64)', 'https://a.example/b.png'],
    ['backquotes', '`base64 a/b.png`', 'a/b.png'],
    ['beside the script', '$(base64 "$(dirname "$0")/b.png")', 'b.png'],
    ['made smaller', '$(convert a/b.png -resize 50% png:- | base64)', 'resize a/b.png'],
    ['another program', '$(encode a/b.png)', '? call'],
  ];
  for (const [name, command, target] of encoders)
    it(`a picture: ${name}`, async () => {
      const text = `IMG=${command}\ncurl ${url} -d '${body(`data:image/png;base64,'"$IMG"'`)}'`;
      assert.deepEqual(await told(text, 'a.sh'), chat(target));
    });

  it('a variable of a long script', async () => {
    const before = `usage() {\n  echo "one line of many"\n}\n`.repeat(100);
    const text = `${before}M=gpt-5.2\n\nread -r -d '' B <<EOF\n${body(png, '$M').replace('"messages"', '\n"messages"')}\nEOF\n\ncurl ${url} -d "$B"\n`;
    assert.deepEqual(await told(text, 'a.sh'), chat(png, 'gpt-5.2'));
  });

  it('each of a loop', async () => {
    const text = `for f in a.png b.png; do\n  I=$(base64 "$f")\n  curl ${url} -d '${body(`data:image/png;base64,'$I'`)}'\ndone`;
    const [call] = await requestsIn(text, 'a.sh');
    assert.deepEqual(
      call?.images.map(({ turn }) => [turn?.by, turn?.option]),
      [
        ['each', 0],
        ['each', 1],
      ],
    );
    assert.deepEqual(
      await told(text.replace('a.png b.png', 'scans/*.png'), 'a.sh'),
      chat('several scans/*.png'),
    );
  });

  it('the model in the address', async () => {
    const parts =
      '{"contents": [{"parts": [{"inline_data": {"mime_type": "image/png", "data": "\'$(base64 a.png)\'"}}]}]}';
    const host = 'https://generativelanguage.googleapis.com/v1beta/models';
    const text = `curl "${host}/gemini-2.5-flash:generateContent?key=$KEY" -d '${parts}'`;
    assert.deepEqual(await told(text, 'a.sh'), [
      { api: 'google.generate', model: 'gemini-2.5-flash', images: ['a.png'] },
    ]);
    const [unknown] = await told(text.replace('gemini-2.5-flash', '$MODEL'), 'a.sh');
    assert.equal(unknown?.model, '? environment');
  });

  it('forms', async () => {
    const text = `curl https://api.openai.com/v1/images/edits -F model=gpt-image-1 -F 'image[]=@a.png' -F "image[]=@b.png;type=image/png" -F prompt='Both'`;
    assert.deepEqual(await told(text, 'a.sh'), [
      { api: 'openai.images.edit', model: 'gpt-image-1', images: ['a.png', 'b.png'] },
    ]);
  });

  it('stands where its statement begins', async () => {
    const text = `# picture\nANSWER=$(curl -s ${url} \\\n  -d '${body(png)}' | jq .)\n`;
    const [call] = await requestsIn(text, 'a.sh');
    assert.equal(call?.statement, text.indexOf('ANSWER'));
    assert.ok(text.slice(call.span.start).startsWith('curl -s'));
    assert.equal(call.callee, 'curl /v1/chat/completions');
  });

  it('variables that multiply', async () => {
    const lines = Array.from({ length: 40 }, (_, i) => `Y${i + 1}="$Y${i}$Y${i}"`);
    assert.deepEqual(await told(`Y0=image\n${lines.join('\n')}\ncurl ${url} -d "$Y40"`, 'a.sh'), []);
  });

  it('anything cut off', async () => {
    await everyPrefix(
      `IMG=$(cat a.png | base64)\ncurl ${url} -d @- <<EOF\n${body('$IMG', '${M:-x}')}\nEOF\n`,
      'a.sh',
    );
    await everyPrefix(`X="$X"\nY=$Z Z=$Y\ncurl "$Y" -d "$X" ${url} image`, 'a.sh');
  }).timeout(60_000);
});
