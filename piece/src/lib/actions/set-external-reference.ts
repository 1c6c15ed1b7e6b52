import { createAction, Property } from '@activepieces/pieces-framework';

import { apiOf, winfactorAuth } from '../auth';
import { path, WinFactorError } from '../common/api';
import { output } from '../common/outputs';

export const setExternalReference = createAction({
  auth: winfactorAuth,
  name: 'set_external_reference',
  displayName: 'Set external reference',
  description: 'Notes the ID that a submission, quote or contact has in another system, such as your CRM.',
  props: {
    recordId: Property.ShortText({
      displayName: 'ID of the submission, quote or contact',
      description: 'Begins with sub_, quote_ or contact_',
      required: true,
    }),
    externalRef: Property.ShortText({
      displayName: 'Its ID in the other system',
      description: 'Such as hubspot:deal:3314; at most 200 characters',
      required: true,
    }),
  },
  outputSchema: output({
    id: 'ID',
    externalRef: 'ID in another system',
    createdAt: 'Created at (Unix milliseconds)',
    updatedAt: 'Updated at (Unix milliseconds)',
  }),
  run: async ({ auth, propsValue }) => {
    const externalRef = propsValue.externalRef.trim();
    if (externalRef === '') {
      // It would erase what is known.
      throw new WinFactorError('The ID in the other system is empty.');
    }
    return apiOf(auth).patch(recordPath(propsValue.recordId.trim()), { externalRef });
  },
});

/** The prefix of an id tells what it is the id of. */
function recordPath(id: string): string {
  const [kind] = id.split('_');
  switch (kind) {
    case 'sub':
      return path`/submissions/${id}`;
    case 'quote':
      return path`/quotes/${id}`;
    case 'contact':
      return path`/contacts/${id}`;
    default:
      throw new WinFactorError(`"${id}" is not the ID of a submission, a quote or a contact.`);
  }
}
