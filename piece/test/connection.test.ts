import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';

import { act, validate } from './support/engine';
import { Installation } from './support/installation';
import { selfSigned } from './support/self-signed';
import { StandIn, type Answer, type Received } from './support/stand-in';

let winfactor: Installation;

before(async () => {
  winfactor = await Installation.start();
});

after(() => winfactor.remove());

/** Something that answers like this, for as long as the body takes. */
async function beside(answer: (request: Received) => Answer, body: (standIn: StandIn) => Promise<void>) {
  const standIn = await StandIn.start(answer);
  try {
    await body(standIn);
  } finally {
    await standIn.stop();
  }
}

const refusal = (code: string, message = 'no') => ({ error: { code, message } });

test('a connection is valid however its address is written', async () => {
  const { url, apiKey } = winfactor;
  for (const typed of [url, `${url}/`, ` ${url}/api/v1 `, `${url}/api/v1/docs`, `${url}?from=mail#top`]) {
    assert.deepEqual(await validate(typed, ` ${apiKey}\n`), { valid: true }, typed);
  }
  const left = await winfactor.api<{ data: unknown[] }>('GET', '/webhook-endpoints');
  assert.deepEqual(left.body.data, [], 'the check leaves nothing behind');
});

test('a wrong key is told from a wrong address', async () => {
  const wrongKey = await validate(winfactor.url, 'wf_live_wrong');
  assert.match(wrongKey.error ?? '', /does not know this API key/);
  const wrongPath = await validate(`${winfactor.url}/elsewhere`, winfactor.apiKey);
  assert.match(wrongPath.error ?? '', /it is not WinFactor's API/);
  for (const typed of ['', 'ftp://app.example.com', 'https://']) {
    assert.match((await validate(typed, winfactor.apiKey)).error ?? '', /is not a web address/, typed);
  }
});

test('a server that is not there is told from one that is something else', async () => {
  let closed = '';
  await beside(
    () => ({ status: 200, body: '<h1>Hello</h1>' }),
    async ({ url }) => {
      closed = url;
      assert.match((await validate(url, 'x')).error ?? '', /not WinFactor's API/);
    },
  );
  assert.match((await validate(closed, 'x')).error ?? '', /accepts no connection/);
  assert.match((await validate('winfactor.invalid', 'x')).error ?? '', /no server called winfactor\.invalid/);
  const json = () => ({ status: 200, body: { name: 'another program' } });
  await beside(json, async ({ url }) => assert.match((await validate(url, 'x')).error ?? '', /not WinFactor's API/));
});

test('an address that sends visitors on names the one to use, and the key stays', async () => {
  const moved = { status: 301, headers: { location: 'https://new.example.com/api/v1/organization' } };
  await beside(
    () => moved,
    async (standIn) => {
      const { error } = await validate(standIn.url, 'x');
      assert.match(error ?? '', /sends visitors on to https:\/\/new\.example\.com/);
      assert.equal(standIn.received.length, 1);
    },
  );
});

test('a key is not sent over a connection whose certificate nobody vouches for', async () => {
  let asked = 0;
  const server = createServer(selfSigned, (_, response) => {
    asked += 1;
    response.end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { error } = await validate(`https://127.0.0.1:${(server.address() as AddressInfo).port}`, 'x');
  assert.match(error ?? '', /certificate of 127\.0\.0\.1:\d+ is not trusted \(\w+\)/);
  assert.equal(asked, 0);
  server.close();
});

test('a key that may only read is refused, because triggers could not register', async () => {
  // As the API's documentation says: reading goes well, and anything else is 403.
  const answer = ({ method }: Received): Answer =>
    method === 'GET'
      ? { status: 200, body: { id: 'org_1', slug: 'window-door-solutions' } }
      : { status: 403, body: refusal('read_only_key') };
  await beside(answer, async ({ url }) => {
    assert.match((await validate(url, 'wf_live_x')).error ?? '', /may only read/);
  });
});

test('a busy server is asked again when it said', async () => {
  const answers: Answer[] = [
    { status: 429, headers: { 'retry-after': '0' }, body: refusal('rate_limited') },
    { status: 503, headers: { 'retry-after': '0' }, body: refusal('busy') },
    { status: 200, body: { id: 'quote_1' } },
  ];
  await beside(
    () => answers.shift() ?? { status: 500 },
    async ({ url }) => {
      assert.deepEqual(await act({ url, apiKey: 'x' }, 'get_quote', { quoteId: 'quote_1' }), { id: 'quote_1' });
    },
  );
});

test('a step gives up when it would wait for long, after some tries, or when a repetition might do it twice', async () => {
  const cases: [string, string, Record<string, unknown>, Answer, number][] = [
    ['a long wait', 'get_quote', {}, { status: 429, headers: { 'retry-after': '60' }, body: refusal('rate_limited') }, 1],
    ['no end', 'get_quote', {}, { status: 429, headers: { 'retry-after': '0' }, body: refusal('rate_limited') }, 4],
    ['no word when', 'get_quote', {}, { status: 503, body: refusal('unavailable') }, 1],
    ['sent, or not', 'send_quote', {}, { status: 503, headers: { 'retry-after': '0' }, body: refusal('outcome_unknown') }, 1],
    ['a mistake', 'get_quote', {}, { status: 500, headers: { 'retry-after': '0' }, body: refusal('internal') }, 1],
  ];
  for (const [name, action, props, answer, tries] of cases) {
    await beside(
      () => answer,
      async (standIn) => {
        const step = act({ url: standIn.url, apiKey: 'x' }, action, { quoteId: 'quote_1', ...props });
        await assert.rejects(step, { name: 'Refused' }, name);
        assert.equal(standIn.received.length, tries, name);
      },
    );
  }
});

test('an id goes into the address as one part of it', async () => {
  await beside(
    () => ({ status: 200, body: {} }),
    async (standIn) => {
      await act({ url: `${standIn.url}/winfactor`, apiKey: 'x' }, 'get_quote', { quoteId: ' quote_1/../../leads?x ' });
      assert.equal(standIn.received[0]?.path, '/winfactor/api/v1/quotes/quote_1%2F..%2F..%2Fleads%3Fx');
    },
  );
});
