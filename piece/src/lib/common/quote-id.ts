import { Property } from '@activepieces/pieces-framework';

export const quoteIdProperty = () =>
  Property.ShortText({
    displayName: 'Quote ID',
    description: 'Begins with quote_',
    required: true,
  });
