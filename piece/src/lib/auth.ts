import { PieceAuth, Property, type AppConnectionValueForAuthProperty } from '@activepieces/pieces-framework';

import { Api, NotWinFactor, Refused, WinFactorError, type Credentials } from './common/api';

export const winfactorAuth = PieceAuth.CustomAuth({
  description: [
    'Connects ActivePieces with one organization in WinFactor.',
    '1. **Address**: where you open WinFactor, such as `https://app.example.com`.',
    '2. **API key**: made in WinFactor, begins with `wf_live_`. It must be allowed to write, because a trigger registers its flow there.',
  ].join('\n\n'),
  required: true,
  props: {
    baseUrl: Property.ShortText({
      displayName: 'Address',
      description: 'The address of your WinFactor, such as https://app.example.com',
      required: true,
    }),
    apiKey: PieceAuth.SecretText({
      displayName: 'API key',
      description: 'Begins with wf_live_',
      required: true,
    }),
  },
  validate: async ({ auth }) => {
    try {
      await check(auth);
      return { valid: true };
    } catch (error) {
      if (error instanceof WinFactorError) {
        return { valid: false, error: error.message };
      }
      throw error;
    }
  },
});

export type WinFactorConnection = AppConnectionValueForAuthProperty<typeof winfactorAuth>;

export function apiOf(connection: WinFactorConnection): Api {
  return new Api(connection.props);
}

async function check(credentials: Credentials): Promise<void> {
  const api = new Api(credentials);
  const organization = await api.get<{ id?: unknown; slug?: unknown }>('/organization');
  if (typeof organization.id !== 'string' || typeof organization.slug !== 'string') {
    throw new NotWinFactor(`Something answers at ${credentials.baseUrl}, but it is not WinFactor's API.`);
  }
  await mustWrite(api);
}

/** An endpoint without an address is never made: only a key that may not write is told otherwise. */
async function mustWrite(api: Api): Promise<void> {
  try {
    await api.post('/webhook-endpoints', {});
  } catch (error) {
    if (error instanceof Refused && error.code !== 'read_only_key' && error.status < 500) {
      return;
    }
    throw error;
  }
}
