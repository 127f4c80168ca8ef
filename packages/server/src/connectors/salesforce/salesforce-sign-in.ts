// Signing in to Salesforce (OAuth 2): an app that acts as a user of its own (client credentials), or by a refresh token. The answer says where its API is.
import type { SalesforceSecrets } from '../connector-settings.ts';
import { CrmProblem } from '../crm.ts';
import { type SignIn, tokenOf } from '../crm-http.ts';

/** The sign-in of a connector. `url` is the company's own domain. */
export function salesforceSignIn({ clientId, clientSecret, refreshToken }: SalesforceSecrets, url: string): SignIn {
  const app = { client_id: clientId, client_secret: clientSecret };
  const form =
    refreshToken === undefined
      ? { grant_type: 'client_credentials', ...app }
      : { grant_type: 'refresh_token', refresh_token: refreshToken, ...app };
  return {
    async renew(send) {
      const told = await tokenOf(send, new URL('/services/oauth2/token', url), form);
      const { access_token: token, instance_url: base } = told;
      if (typeof token !== 'string' || typeof base !== 'string')
        throw new CrmProblem('sign-in', 'Salesforce gave no access token');
      return { token, base };
    },
  };
}
