import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import type { OutputSchema } from '@activepieces/pieces-framework';

import { act, loadPiece } from './support/engine';
import { Installation } from './support/installation';

let winfactor: Installation;

before(async () => {
  winfactor = await Installation.start();
});

after(() => winfactor.remove());

const step = (name: string, props: Record<string, unknown>, runId?: string) => act(winfactor, name, props, runId);

/** What an action says it gives is what it gives, field by field. */
function assertOutput(actionName: string, answer: unknown): void {
  const { outputSchema } = loadPiece().getAction(actionName) as { outputSchema: OutputSchema };
  assertFields(outputSchema.fields, answer, actionName);
}

function assertFields(fields: OutputSchema['fields'], value: unknown, place: string): void {
  // A draft has no page for the customer yet.
  const told = fields.map(({ key }) => key).filter((key) => key !== 'quotePage' || key in (value as object));
  assert.deepEqual(Object.keys(value as object).sort(), told.sort(), place);
  for (const { key, children, listItems } of fields) {
    const member = (value as Record<string, unknown>)[key];
    if (children !== undefined && member !== null) {
      assertFields(children, member, `${place}.${key}`);
    }
    if (listItems !== undefined) {
      (member as unknown[]).forEach((entry) => assertFields(listItems, entry, `${place}.${key}`));
    }
  }
}

test('a quote goes from a submission to the customer', async () => {
  const submissionId = await winfactor.submission('john@example.com');
  const found = await step('find_submission', { submissionId: ` ${submissionId} `, quoteId: '' });
  assert.equal(found.customer.email, 'john@example.com');
  assertOutput('find_submission', found);

  const made = await step('create_quote', {
    submissionId,
    taxRate: 21,
    validityDays: 14,
    currency: '',
    reference: ' Keizersgracht ',
    lineItems: [
      { description: 'Sliding door', quantity: '2', unitPrice: '1250.50' },
      { description: 'Discount', quantity: '', unitPrice: -100, itemType: 'discount' },
    ],
  });
  assertOutput('create_quote', made);
  const quoteId: string = made.quoteId;

  const draft = await step('get_quote', { quoteId });
  assertOutput('get_quote', draft);
  assert.deepEqual(
    [draft.status, draft.reference, draft.taxRate, draft.validityDays, draft.totals.subtotal],
    ['draft', 'Keizersgracht', 21, 14, 2401],
  );

  const replaced = await step('replace_line_items', {
    quoteId,
    lineItems: [{ description: 'Fixed pane', unitPrice: 100 }],
  });
  assertOutput('replace_line_items', replaced);
  assert.deepEqual([replaced.lineItems.length, replaced.total], [1, 121]);

  const sent = await step('send_quote', { quoteId, recipients: '["john@example.com","eva@example.com"]', locale: 'de' });
  assertOutput('send_quote', sent);
  assert.deepEqual(
    [sent.status, sent.locale, sent.sending.recipients],
    ['sent', 'de', ['john@example.com', 'eva@example.com']],
  );
  assert.match(sent.urls.quotePage, /\/q\//);

  const again = await step('find_submission', { quoteId });
  assert.equal(again.id, submissionId);
});

test('recipients are one address, a list, its text, or nobody but the customer', async () => {
  for (const [recipients, expected] of [
    [undefined, ['r@example.com']],
    ['', ['r@example.com']],
    ['a@example.com', ['a@example.com']],
    [['a@example.com', '', 'b@example.com'], ['a@example.com', 'b@example.com']],
  ]) {
    const submissionId = await winfactor.submission('r@example.com');
    const { quoteId } = await step('create_quote', { submissionId });
    const sent = await step('send_quote', { quoteId, recipients });
    assert.deepEqual(sent.sending.recipients, expected);
  }
});

test('a step that is tried again makes no second quote, and another run does', async () => {
  const submissionId = await winfactor.submission('again@example.com');
  const props = { submissionId, lineItems: [{ description: 'Door', unitPrice: 10 }] };
  const first = await step('create_quote', props, 'aB3aB3aB3aB3aB3aB3aB3');
  assert.deepEqual(await step('create_quote', props, 'aB3aB3aB3aB3aB3aB3aB3'), first);
  const looped = await step('create_quote', { submissionId }, 'aB3aB3aB3aB3aB3aB3aB3');
  const other = await step('create_quote', props, 'cD4cD4cD4cD4cD4cD4cD4');
  const [one, two] = [await step('create_quote', props, 'mcp-flow-run-id'), await step('create_quote', props, 'mcp-flow-run-id')];
  const ids = [first, looped, other, one, two].map(({ quoteId }) => quoteId);
  assert.equal(new Set(ids).size, 5);
});

test('contacts are added, completed and found', async () => {
  const added = await step('upsert_contact', { name: 'Jane Doe', email: 'jane@example.com', phone: '+31 6 1', city: '' });
  assertOutput('upsert_contact', added);
  assert.equal(added.created, true);
  const completed = await step('upsert_contact', { name: 'Jane Doe', email: 'JANE@example.com', companyName: 'Doe Ltd' });
  assert.deepEqual([completed.created, completed.id, completed.phone, completed.companyName], [false, added.id, '+31 6 1', 'Doe Ltd']);

  const found = await step('find_contact', { email: 'jane@example.com ' });
  assertOutput('find_contact', found);
  assert.deepEqual([found.found, found.contact.id], [true, added.id]);
  assert.deepEqual(await step('find_contact', { email: 'nobody@example.com' }), { found: false, contact: null });
});

test('a reference is noted on whatever the id belongs to', async () => {
  const submissionId = await winfactor.submission('ref@example.com');
  const { quoteId } = await step('create_quote', { submissionId });
  const { contactId } = await step('find_submission', { submissionId });
  for (const recordId of [submissionId, quoteId, contactId]) {
    const noted = await step('set_external_reference', { recordId: ` ${recordId}`, externalRef: ' hubspot:1 ' });
    assert.deepEqual([noted.id, noted.externalRef], [recordId, 'hubspot:1']);
    const { outputSchema } = loadPiece().getAction('set_external_reference') as { outputSchema: OutputSchema };
    assert.ok(outputSchema.fields.every(({ key }) => key in noted));
  }
});

test('leads come newest first and in parts', async () => {
  for (const name of ['Ann', 'Bob', 'Cem']) {
    await winfactor.lead(name);
  }
  const first = await step('list_leads', { status: 'new', limit: 2 });
  assertOutput('list_leads', first);
  const rest = await step('list_leads', { limit: 2, cursor: first.nextCursor });
  const names = [...first.data, ...rest.data].map(({ name }: { name: string }) => name);
  assert.deepEqual(names, ['Cem', 'Bob', 'Ann']);
  assert.equal(rest.nextCursor, null);
  assert.deepEqual((await step('list_leads', { status: 'closed' })).data, []);
});

test('the API answers a call of its own, and the key goes nowhere else', async () => {
  const call = (url: string) => step('custom_api_call', { url: { url }, method: 'GET', headers: {}, queryParams: {} });
  for (const url of ['/organization', 'organization', `${winfactor.url}/api/v1/organization`]) {
    const { status, body } = await call(url);
    assert.deepEqual([status, body.slug], [200, 'window-door-solutions'], url);
  }
  for (const url of ['https://elsewhere.example.com/api/v1/organization', 'http://127.0.0.1.example.com/api/v1/', `${winfactor.url}/api/v1/../../sign-in`, 'https://']) {
    await assert.rejects(call(url), { name: 'WinFactorError', message: /the API key is not sent there/ }, url);
  }
});

test('what cannot be done is told in a sentence', async () => {
  const submissionId = await winfactor.submission('no@example.com');
  const { quoteId } = await step('create_quote', { submissionId });
  await step('send_quote', { quoteId });
  const line = { description: 'Door', unitPrice: 1 };
  const cases: [string, Record<string, unknown>, RegExp][] = [
    ['find_submission', {}, /^Neither a submission ID nor the ID of a quote/],
    ['find_submission', { submissionId: 'sub_01kfs8q5c0e9h8n3w5v7x2m4ta' }, /^WinFactor refused: .*submission/],
    ['get_quote', { quoteId: 'lead_1' }, /^WinFactor refused: /],
    ['create_quote', { submissionId, validityDays: 9999 }, /^WinFactor refused: validityDays /],
    ['create_quote', { submissionId, lineItems: [line, { description: 'Door', unitPrice: '12,5' }] }, /^Line 2, unitPrice: "12,5" is not a number/],
    ['create_quote', { submissionId, lineItems: [line, { description: '', unitPrice: 1 }] }, /^WinFactor refused: .*lineItems 2/],
    ['create_quote', { submissionId, lineItems: { description: 'Door' } }, /^The line items must be a list/],
    ['create_quote', { submissionId, lineItems: ['Door'] }, /^Line 1 must have the form/],
    ['replace_line_items', { quoteId, lineItems: [line] }, /^WinFactor refused: /],
    ['send_quote', { quoteId }, /^WinFactor refused: /],
    ['send_quote', { quoteId, recipients: '[a@example.com]' }, /^The recipients must be one e-mail address, or a list/],
    ['send_quote', { quoteId, recipients: { to: 'x' } }, /^The recipients must be one e-mail address, or a list/],
    ['upsert_contact', { name: 'Jane', email: 'jane' }, /^WinFactor refused: email /],
    ['set_external_reference', { recordId: 'lead_1', externalRef: 'x' }, /^"lead_1" is not the ID of a submission/],
    ['set_external_reference', { recordId: submissionId, externalRef: ' ' }, /^The ID in the other system is empty/],
    ['list_leads', { limit: 1000 }, /^WinFactor refused: /],
  ];
  for (const [action, props, message] of cases) {
    await assert.rejects(step(action, props), { message }, `${action} ${JSON.stringify(props)}`);
  }
});
