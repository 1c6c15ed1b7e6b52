import { createAction, Property } from '@activepieces/pieces-framework';

import { apiOf, winfactorAuth } from '../auth';
import { path } from '../common/api';
import { localeProperty } from '../common/locales';
import { output, quote } from '../common/outputs';
import { quoteIdProperty } from '../common/quote-id';
import { given, recipients } from '../common/input';

export const sendQuote = createAction({
  auth: winfactorAuth,
  name: 'send_quote',
  displayName: 'Send quote',
  description:
    'Offers a draft to the customer: its page opens and its validity runs. WinFactor mails nothing itself; send the link in urls.quotePage with a step of your choice.',
  props: {
    quoteId: quoteIdProperty(),
    recipients: Property.LongText({
      displayName: 'Recipients',
      description: "An e-mail address, or a list such as [\"a@example.com\", \"b@example.com\"]; the customer's own when left out",
      required: false,
    }),
    locale: localeProperty(),
  },
  outputSchema: output(quote),
  run: ({ auth, propsValue }) => {
    const { quoteId, locale } = propsValue;
    const body = { recipients: recipients(propsValue.recipients), ...given({ locale }) };
    return apiOf(auth).post(path`/quotes/${quoteId}/send`, body);
  },
});
