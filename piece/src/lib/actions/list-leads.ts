import { createAction, Property } from '@activepieces/pieces-framework';

import { apiOf, winfactorAuth } from '../auth';
import { lead, output } from '../common/outputs';
import { given } from '../common/input';

export const listLeads = createAction({
  auth: winfactorAuth,
  name: 'list_leads',
  displayName: 'List leads',
  description: 'Gets the messages that visitors left on your public page, newest first. Loop over the field data.',
  props: {
    status: Property.StaticDropdown({
      displayName: 'Status',
      description: 'Only leads that stand so',
      required: false,
      options: {
        options: [
          { label: 'New', value: 'new' },
          { label: 'Contacted', value: 'contacted' },
          { label: 'Closed', value: 'closed' },
        ],
      },
    }),
    limit: Property.Number({
      displayName: 'How many',
      description: '1 to 100; 50 when left out',
      required: false,
    }),
    cursor: Property.ShortText({
      displayName: 'Cursor',
      description: 'The field nextCursor of an earlier step, to get the part after it',
      required: false,
    }),
  },
  outputSchema: output({ data: ['Leads', [lead]], nextCursor: 'Cursor of the next part' }),
  run: ({ auth, propsValue }) => {
    const { status, limit, cursor } = propsValue;
    const query = given({ status, limit: limit?.toString(), cursor }) as Record<string, string>;
    return apiOf(auth).get('/leads', query);
  },
});
