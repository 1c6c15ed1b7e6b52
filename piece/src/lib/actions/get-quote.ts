import { createAction } from '@activepieces/pieces-framework';

import { apiOf, winfactorAuth } from '../auth';
import { path } from '../common/api';
import { output, quote } from '../common/outputs';
import { quoteIdProperty } from '../common/quote-id';

export const getQuote = createAction({
  auth: winfactorAuth,
  name: 'get_quote',
  displayName: 'Get quote',
  description: 'Gets a quote with its lines, totals, customer and links.',
  props: { quoteId: quoteIdProperty() },
  outputSchema: output(quote),
  run: ({ auth, propsValue }) => apiOf(auth).get(path`/quotes/${propsValue.quoteId}`),
});
