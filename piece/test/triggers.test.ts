import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { Flow } from './support/engine';
import { Installation } from './support/installation';
import { StandIn } from './support/stand-in';

const TRIGGERS: Record<string, string[]> = {
  submission_created: ['submission.created'],
  quote_created: ['quote.created'],
  quote_sent: ['quote.sent'],
  quote_viewed: ['quote.viewed'],
  quote_accepted: ['quote.accepted'],
  quote_rejected: ['quote.rejected'],
  quote_expiring_soon: ['quote.expiring_soon'],
  quote_expired: ['quote.expired'],
  lead_created: ['lead.created'],
  any_event: [],
};

let winfactor: Installation;
let activepieces: StandIn;

before(async () => {
  winfactor = await Installation.start();
  activepieces = await StandIn.start();
});

after(async () => {
  await winfactor.remove();
  await activepieces.stop();
});

function flowWith(trigger: string): Flow {
  return new Flow(trigger, winfactor, `${activepieces.url}/api/v1/webhooks/aBcDeFgHiJkLmNoPqRsTu`);
}

interface Endpoint {
  id: string;
  url: string;
  eventTypes: string[];
  description: string;
}

async function endpoints(): Promise<Endpoint[]> {
  return (await winfactor.api<{ data: Endpoint[] }>('GET', '/webhook-endpoints')).body.data;
}

/** Waits until the first delivery is noted: until then WinFactor says that it is on its way. */
async function redeliver(eventId: string): Promise<void> {
  const ask = () => winfactor.api<{ error?: { code: string } }>('POST', `/events/${eventId}/redeliver`, {});
  let answer = await ask();
  while (answer.body.error?.code === 'already_in_flight') {
    answer = await ask();
  }
  assert.equal(answer.status, 200);
}

for (const [trigger, eventTypes] of Object.entries(TRIGGERS)) {
  test(`${trigger} registers its flow, takes a signed event, and takes the flow away again`, async () => {
    const flow = flowWith(trigger);
    await flow.enable();
    const [endpoint] = await endpoints();
    assert.equal(endpoint?.id, flow.noted().id);
    assert.equal(endpoint.url, `${activepieces.url}/api/v1/webhooks/aBcDeFgHiJkLmNoPqRsTu`);
    assert.deepEqual(endpoint.eventTypes, eventTypes);
    assert.match(endpoint.description, /^ActivePieces: /);

    const eventType = eventTypes[0] ?? 'quote.viewed';
    await winfactor.api('POST', `/webhook-endpoints/${endpoint.id}/test`, { eventType });
    const request = await activepieces.next();
    const items = await flow.run(request);
    const { _dedupe_key: key, ...event } = items[0] ?? {};
    assert.equal(items.length, 1);
    assert.equal(key, request.headers['x-winfactor-delivery']);
    assert.equal(event['eventType'], eventType);
    assert.deepEqual(event, JSON.parse(request.rawBody));

    await flow.disable();
    assert.deepEqual(await endpoints(), []);
    assert.equal(flow.store.kept.size, 0);
  });
}

test('what really happens starts the flow, once however often it is sent', async () => {
  const flow = flowWith('submission_created');
  await flow.enable();
  const id = await winfactor.submission('twice@example.com');
  const first = await activepieces.next();
  const [item] = (await flow.run(first)) as { data: { submission: { id: string } }; _dedupe_key: string }[];
  assert.equal(item?.data.submission.id, id);

  await redeliver(item._dedupe_key);
  const again = await activepieces.next();
  const [repeated] = await flow.run(again);
  assert.equal(repeated?.['_dedupe_key'], item._dedupe_key);
  assert.deepEqual(repeated, item);
  await flow.disable();
});

test('any_event takes events of every type', async () => {
  const flow = flowWith('any_event');
  await flow.enable();
  const submission = await winfactor.submission('any@example.com');
  await winfactor.api('POST', `/submissions/${submission}/quotes`, {});
  const types = [];
  for (let n = 0; n < 2; n += 1) {
    const [item] = await flow.run(await activepieces.next());
    types.push(item?.['eventType']);
  }
  assert.deepEqual(types.sort(), ['quote.created', 'submission.created']);
  await flow.disable();
});

test('a sample of another type starts nothing', async () => {
  const flow = flowWith('quote_sent');
  await flow.enable();
  await winfactor.api('POST', `/webhook-endpoints/${flow.noted().id}/test`, { eventType: 'lead.created' });
  assert.deepEqual(await flow.run(await activepieces.next()), []);
  await flow.disable();
});

test('a flow goes on while its secret is being replaced', async () => {
  const flow = flowWith('lead_created');
  await flow.enable();
  await winfactor.api('POST', `/webhook-endpoints/${flow.noted().id}/rotate-secret`, {});
  await winfactor.api('POST', `/webhook-endpoints/${flow.noted().id}/test`, { eventType: 'lead.created' });
  const request = await activepieces.next();
  assert.equal(String(request.headers['x-winfactor-signature']).split('v1=').length - 1, 2);
  assert.equal((await flow.run(request)).length, 1);
  await flow.disable();
});

test('testing a trigger gives the newest real events, or the sample', async () => {
  const unheard = await flowWith('quote_rejected').sample();
  assert.equal(unheard.length, 1);
  assert.equal(unheard[0]?.['eventType'], 'quote.rejected');

  await winfactor.submission('older@example.com');
  await winfactor.submission('newer@example.com');
  const customers = async (trigger: string) =>
    ((await flowWith(trigger).sample()) as { data: { customer?: { email: string } } }[]).map(
      ({ data }) => data.customer?.email,
    );
  assert.deepEqual((await customers('submission_created')).slice(0, 2), ['newer@example.com', 'older@example.com']);
  assert.equal((await customers('any_event'))[0], 'newer@example.com');
});

test('a flow that was not switched on says so when it is called', async () => {
  const stranger = flowWith('quote_sent').run({ headers: {}, rawBody: '{}' });
  await assert.rejects(stranger, { name: 'DeliveryRefused', message: /not registered in WinFactor/ });
});

test('an address that WinFactor may not reach is refused with the reason', async () => {
  const flow = new Flow('quote_sent', winfactor, 'http://192.168.7.7/api/v1/webhooks/aBcDeFgHiJkLmNoPqRsTu');
  await assert.rejects(flow.enable(), { name: 'Refused', message: /^WinFactor refused: url / });
  assert.equal(flow.store.kept.size, 0);
});

test('switching off succeeds whatever became of the endpoint', async () => {
  const gone = flowWith('quote_sent');
  await gone.enable();
  await winfactor.api('DELETE', `/webhook-endpoints/${gone.noted().id}`);
  await gone.disable();
  assert.equal(gone.store.kept.size, 0);

  const never = flowWith('quote_sent');
  await never.disable();

  const withdrawn = new Flow('quote_sent', { url: winfactor.url, apiKey: 'wf_live_withdrawn' });
  await withdrawn.store.put('winfactor_endpoint', { id: 'endpoint_1', secret: 'whsec_x' });
  await withdrawn.disable();
});

test('an endpoint that outlived its flow goes when the flow is switched on again', async () => {
  const flow = flowWith('quote_sent');
  await flow.enable();
  const outlived = flow.noted().id;
  await winfactor.stop();
  await flow.disable();
  await winfactor.serve();
  assert.deepEqual((await endpoints()).map(({ id }) => id), [outlived]);

  await flow.enable();
  const left = (await endpoints()).map(({ id }) => id);
  assert.deepEqual(left, [flow.noted().id]);
  assert.notEqual(left[0], outlived);
  await flow.disable();
});
