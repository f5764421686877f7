import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer as createHttp, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import { isPublicAddress } from '../../../src/images/addresses';
import { ImageError, type ImageErrorReason } from '../../../src/images/imageError';
import { readImageFacts } from '../../../src/images/readFacts';
import { remoteSource, type RemoteOptions } from '../../../src/images/remote';
import { fixture, fixturePath } from './support';

const cert = readFileSync(fixturePath('tls/cert.pem'), 'utf8');
const key = readFileSync(fixturePath('tls/key.pem'), 'utf8');

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Serves bytes as a server that knows ranges does. */
const ranged =
  (bytes: Uint8Array): Answer =>
  (request, response) => {
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
    const [first, last] = [Number(from), Math.min(Number(to), bytes.length - 1)];
    if (first >= bytes.length) {
      response.writeHead(416, { 'content-range': `bytes */${bytes.length}` }).end();
      return;
    }
    response.writeHead(206, { 'content-range': `bytes ${first}-${last}/${bytes.length}` });
    response.end(bytes.subarray(first, last + 1));
  };

describe('remote images', () => {
  let base: string;
  let plain: string;
  let answers: Record<string, Answer>;
  let requests: IncomingMessage[];
  let options: RemoteOptions;
  let lookups: string[];

  const serve: Answer = (request, response) => {
    requests.push(request);
    const answer = answers[(request.url ?? '').split('?', 1)[0] ?? ''];
    if (answer === undefined) response.writeHead(404).end('no');
    else answer(request, response);
  };
  const secure = createHttps({ cert, key }, serve);
  const insecure = createHttp(serve);

  before(async () => {
    for (const server of [secure, insecure]) {
      await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    }
    base = `https://image.test:${(secure.address() as AddressInfo).port}`;
    plain = `http://image.test:${(insecure.address() as AddressInfo).port}`;
  });
  after(() => {
    for (const server of [secure, insecure]) {
      server.closeAllConnections();
      server.close();
    }
  });
  beforeEach(() => {
    answers = { '/still.png': ranged(fixture('still.png')) };
    requests = [];
    lookups = [];
    options = {
      ca: cert,
      allowPrivate: ['image.test'],
      resolve: host => {
        lookups.push(host);
        return Promise.resolve(['127.0.0.1']);
      },
    };
  });

  const facts = async (url: string, more: RemoteOptions = {}) =>
    readImageFacts(await remoteSource(url, { ...options, ...more }));
  const rejects = async (
    url: string,
    reason: ImageErrorReason,
    more: RemoteOptions = {},
  ): Promise<ImageError> => {
    const error: unknown = await facts(url, more).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    assert.ok(ImageError.is(error, reason), `${url}: ${String(error)}`);
    return error;
  };

  it('are read by ranges over https, most with one request', async () => {
    const found = await facts(`${base}/still.png`);
    assert.deepEqual(
      [found.format, found.width, found.height, found.bytes],
      ['png', 200, 120, fixture('still.png').length],
    );
    assert.deepEqual(found.warnings, []);
    assert.deepEqual(
      requests.map(request => request.headers.range),
      ['bytes=0-16383'],
    );
    assert.equal(requests[0]?.headers['accept-encoding'], 'identity');
  });

  it('have blocks before the size jumped over', async () => {
    answers['/big.jpg'] = ranged(fixture('big-icc.jpg'));
    const found = await facts(`${base}/big.jpg`);
    assert.deepEqual([found.width, found.orientation], [160, 3]);
    assert.equal(requests.length, 3);
  });

  it('are cut off where the server ignores ranges', async () => {
    let sent = 0;
    const closed = new Promise<void>(resolve => {
      answers['/endless.jpg'] = (_, response) => {
        response.on('close', resolve);
        response.write(fixture('big-exif.jpg').subarray(0, 2000));
        const more = (): void => {
          while (!response.destroyed && response.write(new Uint8Array(16384))) sent += 16384;
          response.once('drain', more);
        };
        more();
      };
    });
    // The size is behind 60 kB that never end: asked for again from the start, and given up at the limit.
    await rejects(`${base}/endless.jpg`, 'corrupt', { maxBytes: 400_000 });
    await closed;
    assert.ok(sent < 30 * 1024 * 1024);
    answers['/whole.png'] = (_, response) => response.end(fixture('still.png'));
    assert.equal((await facts(`${base}/whole.png`)).width, 200);
    answers['/whole.jpg'] = (_, response) =>
      response
        .writeHead(200, { 'content-length': fixture('big-exif.jpg').length })
        .end(fixture('big-exif.jpg'));
    assert.equal((await facts(`${base}/whole.jpg`)).orientation, 8);
  });

  it('cost no more bytes than allowed', async () => {
    answers['/big.jpg'] = ranged(fixture('big-icc.jpg'));
    await rejects(`${base}/big.jpg`, 'over-limit', { maxBytes: 6000 });
    await rejects(`${base}/still.png`, 'over-limit', { maxBytes: 100 });
  });

  describe('redirected', () => {
    const redirect =
      (location: string, status = 302): Answer =>
      (_, response) =>
        response.writeHead(status, { location }).end();

    it('a few times are followed, and then asked at their end', async () => {
      Object.assign(answers, {
        '/0': redirect('/1', 301),
        '/1': redirect(`${base}/2`, 307),
        '/2': redirect('big.jpg', 308),
      });
      answers['/big.jpg'] = ranged(fixture('big-exif.jpg'));
      assert.equal((await facts(`${base}/0`)).width, 160);
      assert.deepEqual(
        requests.map(request => request.url),
        ['/0', '/1', '/2', '/big.jpg', '/big.jpg'],
      );
      await rejects(`${base}/0`, 'redirects', { maxRedirects: 2 });
    });

    it('in a circle are given up', async () => {
      answers['/round'] = redirect('/round');
      await rejects(`${base}/round`, 'redirects');
      assert.equal(requests.length, 6);
    });

    it('to another protocol or a private address are refused', async () => {
      for (const [location, reason] of [
        [`${plain}/still.png`, 'refused-protocol'],
        ['file:///etc/passwd', 'refused-protocol'],
        ['https://127.0.0.1/still.png', 'refused-address'],
        ['https://169.254.169.254/latest/meta-data/', 'refused-address'],
        ['https://other.test/still.png', 'refused-address'],
        ['https://[::1]/still.png', 'refused-address'],
        ['https://', 'network'],
      ] as const) {
        answers['/away'] = redirect(location);
        await rejects(`${base}/away`, reason);
      }
    });
  });

  describe('at an address that is not public', () => {
    it('are refused without a request', async () => {
      const { port } = new URL(plain);
      for (const host of [
        '127.0.0.1',
        '127.1',
        '2130706433',
        '0x7f000001',
        '0177.0.0.1',
        '0',
        '[::1]',
        '[::]',
        '[::ffff:127.0.0.1]',
        '[::ffff:7f00:1]',
        '[::127.0.0.1]',
        '[64:ff9b::7f00:1]',
        '[2002:7f00:1::]',
        '10.1.2.3',
        '172.16.0.1',
        '192.168.1.1',
        '169.254.1.1',
        '100.64.0.1',
        '[fe80::1]',
        '[fd00::1]',
        '[fec0::1]',
        '224.0.0.1',
        '255.255.255.255',
      ]) {
        await rejects(`http://${host}:${port}/still.png`, 'refused-address', { allowHttp: true });
      }
      assert.deepEqual([requests.length, lookups.length], [0, 0]);
    });

    it('are refused by what their name resolves to, every address of it', async () => {
      for (const addresses of [
        ['127.0.0.1'],
        ['10.0.0.1'],
        ['::1'],
        ['::ffff:192.168.0.1'],
        ['8.8.8.8', '127.0.0.1'],
        ['fe80::1%eth0'],
        ['rubbish'],
      ]) {
        const error = await rejects(`${base}/still.png`, 'refused-address', {
          allowPrivate: false,
          resolve: () => Promise.resolve(addresses),
        });
        assert.match(error.message, /image\.test \(/);
      }
      await rejects(`${plain}/still.png`, 'refused-address', {
        allowPrivate: ['other.test'],
        allowHttp: true,
      });
      assert.equal(requests.length, 0);
    });

    it('are refused with the system’s own resolver', async () => {
      await assert.rejects(
        remoteSource(`https://localhost:${new URL(base).port}/still.png`),
        (error: unknown) => ImageError.is(error, 'refused-address'),
      );
      assert.equal(requests.length, 0);
    });

    it('are looked up once a connection, so that a second answer is never used unchecked', async () => {
      answers['/big.jpg'] = ranged(fixture('big-exif.jpg'));
      // Allowed by its first answer, which stands for a public one; the second leads somewhere private.
      const answersOfName = [['127.0.0.1'], ['10.0.0.1']];
      const allowPrivate = { includes: () => lookups.length < 2 } as unknown as readonly string[];
      const resolve = (host: string): Promise<readonly string[]> =>
        Promise.resolve(answersOfName[lookups.push(host) - 1] ?? []);
      await rejects(`${base}/big.jpg`, 'refused-address', { allowPrivate, resolve });
      assert.deepEqual([requests.length, lookups.length], [1, 2]);
    });

    it('are read where the user allows them', async () => {
      const local = base.replace('image.test', '127.0.0.1');
      assert.equal((await facts(`${local}/still.png`, { allowPrivate: true })).width, 200);
      assert.equal((await facts(`${local}/still.png`, { allowPrivate: ['127.0.0.1'] })).width, 200);
    });
  });

  it('over http are read only where allowed', async () => {
    await rejects(`${plain}/still.png`, 'refused-protocol');
    assert.equal((await facts(`${plain}/still.png`, { allowHttp: true })).width, 200);
    for (const url of ['ftp://image.test/a.png', 'file:///a.png', 'data:image/png;base64,AAAA'])
      await rejects(url, 'refused-protocol');
    await rejects('no url', 'malformed-uri');
  });

  it('whose certificate is not trusted are not read', async () => {
    await assert.rejects(
      remoteSource(`${base}/still.png`, {
        allowPrivate: true,
        resolve: () => Promise.resolve(['127.0.0.1']),
      }),
      (error: unknown) => ImageError.is(error, 'network'),
    );
  });

  it('that do not answer in time are given up', async () => {
    answers['/silent'] = () => undefined;
    await rejects(`${base}/silent`, 'timeout', { requestTimeout: 60 });
    answers['/slow'] = (_, response) => {
      response.writeHead(206, { 'content-range': 'bytes 0-999/1000' });
      const timer = setInterval(() => response.write('x'), 10);
      response.on('close', () => {
        clearInterval(timer);
      });
    };
    await rejects(`${base}/slow`, 'timeout', { requestTimeout: 100 });
    await rejects(`${base}/slow`, 'timeout', { totalTimeout: 100 });
    await rejects(`${base}/slow`, 'timeout', { totalTimeout: 0 });
  });

  it('are given up when the user cancels', async () => {
    const controller = new AbortController();
    answers['/silent'] = () => {
      controller.abort();
    };
    await rejects(`${base}/silent`, 'aborted', { signal: controller.signal });
    await rejects(`${base}/still.png`, 'aborted', { signal: controller.signal });
    assert.equal(requests.length, 1);
  });

  it('that cannot be had say why', async () => {
    const answer = (status: number, headers: Record<string, string> = {}, body = ''): void => {
      answers['/it'] = (_, response) => response.writeHead(status, headers).end(body);
    };
    for (const [status, reason] of [
      [404, 'not-found'],
      [410, 'not-found'],
      [401, 'denied'],
      [403, 'denied'],
      [500, 'network'],
      [304, 'network'],
      [416, 'empty'],
      [204, 'empty'],
      [200, 'empty'],
    ] as const) {
      answer(status);
      await rejects(`${base}/it`, reason);
    }
    answer(206, { 'content-range': 'bytes 5-9/10' }, 'hello');
    await rejects(`${base}/it`, 'network');
    answer(206, {}, 'hello');
    await rejects(`${base}/it`, 'network');
    answer(200, { 'content-encoding': 'gzip' }, 'hello');
    await rejects(`${base}/it`, 'network');
    answer(200, {}, 'hello');
    await rejects(`${base}/it`, 'unsupported');
    answers['/it'] = request => request.socket.destroy();
    await rejects(`${base}/it`, 'network');
    await rejects(`${base}/it`, 'network', { resolve: () => Promise.resolve([]) });
    await rejects(`${base}/it`, 'network', { resolve: () => Promise.reject(new Error('no such name')) });
  });

  it('that change while they are read are not mixed up', async () => {
    let turn = 0;
    answers['/big.jpg'] = (request, response) => {
      ranged(fixture(turn++ === 0 ? 'big-exif.jpg' : 'big-icc.jpg'))(request, response);
    };
    const error = await rejects(`${base}/big.jpg`, 'network');
    assert.match(error.message, /changed while it was read/);
  });

  it('keep credentials and queries out of requests and messages', async () => {
    const error = await rejects(
      `${base.replace('https://', 'https://me:secret@')}/none.png?signature=secret`,
      'not-found',
    );
    assert.equal(requests[0]?.headers.authorization, undefined);
    assert.equal(requests[0]?.url, '/none.png?signature=secret');
    assert.ok(!error.message.includes('secret') && !error.image.includes('secret'));
  });

  it('are compared with the extension in their address', async () => {
    answers['/photo.png'] = ranged(fixture('baseline.jpg'));
    assert.equal((await facts(`${base}/photo.png?x=.jpg`)).warnings[0]?.kind, 'misnamed');
  });

  it('have public addresses told from all others', () => {
    for (const address of ['8.8.8.8', '1.1.1.1', '93.184.216.34', '2606:4700::1111', '2a00:1450:4001::1'])
      assert.ok(isPublicAddress(address), address);
    for (const address of [
      '',
      'x',
      '0.0.0.0',
      '127.0.0.1',
      '::1',
      '1::1',
      '4000::1',
      '2001:db8::1',
      '64:ff9b::808:808',
    ])
      assert.ok(!isPublicAddress(address), address);
  });
});
