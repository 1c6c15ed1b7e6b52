import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';

import { Flow } from './support/engine';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const BODY = '{"version":"1.0","eventType":"quote.sent","data":{"quote":{"total":1250.00,"currencySymbol":"€"}}}';

const now = () => Math.floor(Date.now() / 1000);

function sign(timestamp: number | string, { body = BODY, secret = SECRET } = {}): string {
  return createHmac('sha256', secret).update(`${timestamp}.${body}`, 'utf8').digest('hex');
}

async function run(signature: string | undefined, rawBody: unknown = BODY, delivery = 'evt_1') {
  const flow = new Flow('quote_sent', { url: 'https://app.example.com', apiKey: 'wf_live_x' });
  await flow.store.put('winfactor_endpoint', { id: 'endpoint_1', secret: SECRET });
  const headers = { 'x-winfactor-signature': signature, 'x-winfactor-delivery': delivery };
  return flow.run({ headers, rawBody: rawBody as string });
}

test('a body that was signed just now is taken, whatever else the header holds', async () => {
  const t = now();
  const valid = `v1=${sign(t)}`;
  for (const signature of [
    `t=${t},${valid}`,
    `t=${t}, v0=abc, v1=${'0'.repeat(64)}, ${valid}`,
    `t=${t - 290},v1=${sign(t - 290)}`,
    `t=${t + 290},v1=${sign(t + 290)}`,
  ]) {
    const [event] = await run(signature);
    assert.equal(event?.['_dedupe_key'], 'evt_1', signature);
    assert.deepEqual(event?.['data'], { quote: { total: 1250, currencySymbol: '€' } }, signature);
  }
});

test('the body is taken byte by byte, as text or as a buffer that went through a queue', async () => {
  const t = now();
  const signature = `t=${t},v1=${sign(t)}`;
  for (const rawBody of [Buffer.from(BODY), JSON.parse(JSON.stringify(Buffer.from(BODY)))]) {
    assert.equal((await run(signature, rawBody)).length, 1);
  }
});

test('what does not surely come from WinFactor is refused with the reason', async () => {
  const t = now();
  const good = `t=${t},v1=${sign(t)}`;
  const cases: [string, () => Promise<unknown>, RegExp][] = [
    ['no signature', () => run(undefined), /no signature/],
    ['no time', () => run(`v1=${sign('')}`), /names no time/],
    ['time that is no number', () => run(`t=1e9,v1=${sign('1e9')}`), /names no time/],
    ['another secret', () => run(`t=${t},v1=${sign(t, { secret: 'whsec_other' })}`), /does not fit/],
    ['another body', () => run(good, BODY.replace('1250.00', '1.00')), /does not fit/],
    ['the same value written otherwise', () => run(good, BODY.replace('1250.00', '1250')), /does not fit/],
    ['another time', () => run(`t=${t - 1},v1=${sign(t)}`), /does not fit/],
    ['half a signature', () => run(`t=${t},v1=${sign(t).slice(0, 32)}`), /does not fit/],
    ['no hex', () => run(`t=${t},v1=${'z'.repeat(64)}`), /does not fit/],
    ['nothing signed', () => run(`t=${t}`), /does not fit/],
    ['too old', () => run(`t=${t - 400},v1=${sign(t - 400)}`), /signed 40\d seconds ago/],
    ['too new', () => run(`t=${t + 400},v1=${sign(t + 400)}`), /ahead of this clock/],
    ['no body', () => run(good, null), /no body/],
    ['no event', () => run(good, BODY, ''), /names no event/],
  ];
  for (const [name, attempt, message] of cases) {
    await assert.rejects(attempt(), { name: 'DeliveryRefused', message }, name);
  }
});
