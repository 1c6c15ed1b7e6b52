import { createCustomApiCallAction } from '@activepieces/pieces-common';

import { winfactorAuth } from '../auth';
import { apiAddress, WinFactorError } from '../common/api';

export const customApiCall = createCustomApiCallAction({
  auth: winfactorAuth,
  name: 'custom_api_call',
  displayName: 'Custom API call',
  description: "Asks anything of WinFactor's REST API. Its operations are explained at /api/v1/docs of your address.",
  baseUrl: (connection) => (connection === undefined ? '' : apiAddress(connection.props.baseUrl)),
  authMapping: async (connection, { url }) => {
    mustBeWinFactors(connection.props.baseUrl, url.url);
    return { Authorization: `Bearer ${connection.props.apiKey.trim()}` };
  },
});

/** A whole address may be filled in: the API key goes to no other server than WinFactor. */
function mustBeWinFactors(baseUrl: string, url: string): void {
  const api = new URL(`${apiAddress(baseUrl)}/`);
  const isWhole = /^https?:\/\//i.test(url);
  if (isWhole && !(URL.canParse(url) && new URL(url).href.startsWith(api.href))) {
    throw new WinFactorError(`${url} is outside of WinFactor's API (${api.href}): the API key is not sent there.`);
  }
}
