import { createAction, Property } from '@activepieces/pieces-framework';

import { apiOf, winfactorAuth } from '../auth';
import { idempotencyKey } from '../common/idempotency';
import { contact, output } from '../common/outputs';
import { given } from '../common/input';

export const upsertContact = createAction({
  auth: winfactorAuth,
  name: 'upsert_contact',
  displayName: 'Create or update contact',
  description: 'Adds a contact, or completes the one with the same e-mail address. What is left empty erases nothing.',
  props: {
    name: Property.ShortText({ displayName: 'Name', required: true }),
    email: Property.ShortText({ displayName: 'E-mail address', required: true }),
    phone: Property.ShortText({ displayName: 'Phone', required: false }),
    companyName: Property.ShortText({ displayName: 'Company', required: false }),
    street: Property.ShortText({ displayName: 'Street', required: false }),
    postalCode: Property.ShortText({ displayName: 'Postal code', required: false }),
    city: Property.ShortText({ displayName: 'City', required: false }),
    country: Property.ShortText({ displayName: 'Country', required: false }),
    externalRef: Property.ShortText({
      displayName: 'Its ID in another system',
      description: 'Such as hubspot:contact:3314; at most 200 characters',
      required: false,
    }),
  },
  outputSchema: output({ ...contact, created: 'Whether it is new' }),
  run: (context) => {
    const { name, email, phone, companyName, street, postalCode, city, country, externalRef } = context.propsValue;
    const body = given({ name, email, phone, companyName, street, postalCode, city, country, externalRef });
    return apiOf(context.auth).post('/contacts', body, idempotencyKey(context, body));
  },
});
