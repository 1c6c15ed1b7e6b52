import { createAction, Property } from '@activepieces/pieces-framework';

import { apiOf, winfactorAuth } from '../auth';
import { path, WinFactorError, type Api } from '../common/api';
import { output, submission } from '../common/outputs';
import { given } from '../common/input';

export const findSubmission = createAction({
  auth: winfactorAuth,
  name: 'find_submission',
  displayName: 'Find submission',
  description: 'Gets a submission by its ID, or the one that a quote was made for.',
  props: {
    submissionId: Property.ShortText({
      displayName: 'Submission ID',
      description: 'Begins with sub_',
      required: false,
    }),
    quoteId: Property.ShortText({
      displayName: 'ID of a quote for it',
      description: 'Begins with quote_. Used when there is no submission ID: events of quotes name the quote alone.',
      required: false,
    }),
  },
  outputSchema: output(submission),
  run: async ({ auth, propsValue }) => {
    const api = apiOf(auth);
    const { submissionId, quoteId } = given(propsValue);
    const id = submissionId ?? (await submissionOf(api, quoteId));
    return api.get(path`/submissions/${id}`);
  },
});

async function submissionOf(api: Api, quoteId: string | undefined): Promise<string> {
  if (quoteId === undefined) {
    throw new WinFactorError('Neither a submission ID nor the ID of a quote is filled in.');
  }
  const quote = await api.get<{ submissionId: string }>(path`/quotes/${quoteId}`);
  return quote.submissionId;
}
