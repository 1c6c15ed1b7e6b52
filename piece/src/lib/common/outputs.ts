/** What steps give, field by field, so that the next step can be filled in before anything ran. */
import type { OutputSchema } from '@activepieces/pieces-framework';

type Field = OutputSchema['fields'][number];

/** A label; or a label and the fields of an object; or those of each entry of a list. */
type Outline = { [key: string]: string | [label: string, inside: Outline] | [label: string, each: [Outline]] };

export function output(outline: Outline): OutputSchema {
  return { fields: fieldsOf(outline) };
}

function fieldsOf(outline: Outline): Field[] {
  return Object.entries(outline).map(([key, told]) => {
    if (typeof told === 'string') {
      return { key, label: told };
    }
    const [label, inside] = told;
    return Array.isArray(inside)
      ? { key, label, listItems: fieldsOf(inside[0]) }
      : { key, label, children: fieldsOf(inside) };
  });
}

const person: Outline = {
  name: 'Name',
  email: 'E-mail address',
  phone: 'Phone',
  companyName: 'Company',
  street: 'Street',
  postalCode: 'Postal code',
  city: 'City',
  country: 'Country',
};

const times: Outline = {
  createdAt: 'Created at (Unix milliseconds)',
  updatedAt: 'Updated at (Unix milliseconds)',
};

export const submission: Outline = {
  id: 'Submission ID',
  status: 'Status',
  ...times,
  locale: 'Language',
  templateId: 'Template ID',
  template: ['Template', { id: 'Template ID', name: 'Name', slug: 'Short name in addresses' }],
  customer: ['Customer', person],
  configuration: [
    'Configuration',
    { width: 'Width in mm', height: 'Height in mm', componentCount: 'Components', notes: 'Notes' },
  ],
  contactId: 'Contact ID',
  externalRef: 'ID in another system',
  urls: ['Links', { submissionDetail: 'Page of the submission' }],
};

export const quote: Outline = {
  id: 'Quote ID',
  number: 'Number',
  version: 'Version',
  status: 'Status',
  submissionId: 'Submission ID',
  locale: 'Language',
  customer: ['Customer', person],
  currency: 'Currency',
  currencySymbol: 'Currency symbol',
  taxRate: 'Tax rate in percent',
  validityDays: 'Days of validity',
  reference: 'Reference',
  notes: 'Notes for the customer',
  lineItems: [
    'Line items',
    [
      {
        id: 'Line ID',
        description: 'Description',
        quantity: 'Quantity',
        unitPrice: 'Unit price',
        total: 'Total',
        itemType: 'Type',
        order: 'Place, from 0',
      },
    ],
  ],
  totals: ['Totals', { subtotal: 'Subtotal', tax: 'Tax', total: 'Total' }],
  total: 'Total',
  createdByName: 'Created by',
  sending: [
    'Sending',
    { sentAt: 'Sent at (Unix milliseconds)', recipients: 'Recipients', validUntil: 'Valid until (Unix milliseconds)' },
  ],
  externalRef: 'ID in another system',
  urls: [
    'Links',
    {
      quoteDetail: 'Page of the quote',
      submissionDetail: 'Page of the submission',
      quotePage: "The customer's page",
    },
  ],
  ...times,
};

export const contact: Outline = {
  id: 'Contact ID',
  ...person,
  submissionCount: 'Submissions',
  lastUsedAt: 'Last submission at (Unix milliseconds)',
  externalRef: 'ID in another system',
  ...times,
};

export const lead: Outline = {
  id: 'Lead ID',
  status: 'Status',
  locale: 'Language',
  name: 'Name',
  email: 'E-mail address',
  phone: 'Phone',
  message: 'Message',
  ...times,
};
