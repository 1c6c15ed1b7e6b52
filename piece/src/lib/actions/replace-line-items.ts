import { createAction } from '@activepieces/pieces-framework';

import { apiOf, winfactorAuth } from '../auth';
import { path } from '../common/api';
import { lineItems, requiredLineItems } from '../common/line-items';
import { output, quote } from '../common/outputs';
import { quoteIdProperty } from '../common/quote-id';

export const replaceLineItems = createAction({
  auth: winfactorAuth,
  name: 'replace_line_items',
  displayName: 'Replace line items',
  description: 'Gives a draft new lines in place of all it has. WinFactor computes the totals.',
  props: {
    quoteId: quoteIdProperty(),
    lineItems: requiredLineItems(),
  },
  outputSchema: output(quote),
  run: ({ auth, propsValue }) =>
    apiOf(auth).put(path`/quotes/${propsValue.quoteId}/line-items`, {
      lineItems: lineItems(propsValue.lineItems),
    }),
});
