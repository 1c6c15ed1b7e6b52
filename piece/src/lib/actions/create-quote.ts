import { createAction, Property } from '@activepieces/pieces-framework';

import { apiOf, winfactorAuth } from '../auth';
import { path } from '../common/api';
import { idempotencyKey } from '../common/idempotency';
import { lineItems, optionalLineItems } from '../common/line-items';
import { output } from '../common/outputs';
import { given } from '../common/input';

export const createQuote = createAction({
  auth: winfactorAuth,
  name: 'create_quote',
  displayName: 'Create quote',
  description: 'Makes a draft for a submission. The customer sees nothing before it is sent; what is left empty comes from your settings.',
  props: {
    submissionId: Property.ShortText({
      displayName: 'Submission ID',
      description: 'Begins with sub_',
      required: true,
    }),
    taxRate: Property.Number({ displayName: 'Tax rate in percent', required: false }),
    validityDays: Property.Number({
      displayName: 'Days of validity',
      description: 'From sending to the last day, 1 to 730',
      required: false,
    }),
    currency: Property.ShortText({
      displayName: 'Currency',
      description: 'Three letters, such as EUR',
      required: false,
    }),
    reference: Property.ShortText({
      displayName: 'Reference',
      description: 'Your own, shown to the customer',
      required: false,
    }),
    notes: Property.LongText({ displayName: 'Notes for the customer', required: false }),
    lineItems: optionalLineItems(),
  },
  outputSchema: output({ quoteId: 'Quote ID' }),
  run: (context) => {
    const { submissionId, taxRate, validityDays, currency, reference, notes, lineItems: lines } = context.propsValue;
    const body = given({
      taxRate,
      validityDays,
      currency,
      reference,
      notes,
      lineItems: lines === undefined || lines === null ? undefined : lineItems(lines),
    });
    const address = path`/submissions/${submissionId}/quotes`;
    return apiOf(context.auth).post(address, body, idempotencyKey(context, address, body));
  },
});
