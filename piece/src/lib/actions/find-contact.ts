import { createAction, Property } from '@activepieces/pieces-framework';

import { apiOf, winfactorAuth } from '../auth';
import { contact, output } from '../common/outputs';

export const findContact = createAction({
  auth: winfactorAuth,
  name: 'find_contact',
  displayName: 'Find contact',
  description: 'Looks for the contact with an e-mail address. The field found tells whether there is one.',
  props: {
    email: Property.ShortText({
      displayName: 'E-mail address',
      description: 'Exactly as it is; upper and lower case do not matter',
      required: true,
    }),
  },
  outputSchema: output({ found: 'Found', contact: ['Contact', contact] }),
  run: async ({ auth, propsValue }) => {
    const { data } = await apiOf(auth).get<{ data: object[] }>('/contacts', { email: propsValue.email.trim() });
    const [found] = data;
    return { found: found !== undefined, contact: found ?? null };
  },
});
