// Signing in to HubSpot: the token of a private app as it is, or an access token by an app's refresh token (OAuth, v1).
import type { HubSpotSecrets } from '../connector-settings.ts';
import { CrmProblem } from '../crm.ts';
import { type SignIn, tokenOf } from '../crm-http.ts';

/** Where HubSpot's API is. */
export const HUBSPOT_API = 'https://api.hubapi.com';

/** The sign-in of a connector. */
export function hubspotSignIn(secrets: HubSpotSecrets, base = HUBSPOT_API): SignIn {
  if ('token' in secrets) return { renew: async () => ({ token: secrets.token, base }) };
  const form = {
    grant_type: 'refresh_token',
    client_id: secrets.clientId,
    client_secret: secrets.clientSecret,
    refresh_token: secrets.refreshToken,
  };
  return {
    async renew(send) {
      const { access_token: token } = await tokenOf(send, new URL('/oauth/v1/token', base), form);
      if (typeof token !== 'string') throw new CrmProblem('sign-in', 'HubSpot gave no access token');
      return { token, base };
    },
  };
}
