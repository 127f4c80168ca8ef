// Signing in by an identity provider: OpenID Connect's authorization code with PKCE. openid-client checks what the provider says; who that is here is decided in sign-in-elsewhere.
import * as oidc from 'openid-client';
import type { Config } from '../config.ts';
import { Refusal } from '../refusal.ts';

/** What a browser keeps while its person is at the provider. */
export interface Errand {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** The page to go to afterwards. */
  readonly to: string;
  /** Whose session is to be made fresh; a new one where absent. */
  readonly again?: string | undefined;
}

/** What the provider says of somebody, verified. */
export interface Claims {
  readonly issuer: string;
  readonly subject: string;
  readonly email: string | undefined;
  readonly isVerified: boolean;
  readonly name: string | undefined;
  /** Values of the claim that tells the role. */
  readonly groups: readonly string[];
}

const SCOPE = 'openid email profile';
/** Seconds to wait for the provider. */
const PATIENCE = 5;

/** The provider that the configuration names; its own description is read when somebody first needs it. */
export class IdentityProvider {
  private known: Promise<oidc.Configuration> | undefined;

  constructor(
    private readonly config: Config & { readonly BATON_OIDC_ISSUER: string },
    /** Where it sends people back to. */
    private readonly back: string,
  ) {}

  /** Where to send somebody, and what their browser has to keep until they are back. */
  async begin(to: string, again?: string): Promise<{ readonly url: URL; readonly errand: Errand }> {
    const errand = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier: oidc.randomPKCECodeVerifier(),
      to,
      again,
    };
    const url = oidc.buildAuthorizationUrl(await this.described(), {
      redirect_uri: this.back,
      scope: SCOPE,
      state: errand.state,
      nonce: errand.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(errand.verifier),
      code_challenge_method: 'S256',
      ...(again !== undefined && { prompt: 'login', max_age: '0' }),
    });
    return { url, errand };
  }

  /** Who came back. `query` is what they came back with. Throws where the provider's word does not hold. */
  async finish(query: string, errand: Errand): Promise<Claims> {
    const provider = await this.described();
    const url = new URL(this.back);
    url.search = query;
    try {
      const tokens = await oidc.authorizationCodeGrant(provider, url, {
        expectedState: errand.state,
        expectedNonce: errand.nonce,
        pkceCodeVerifier: errand.verifier,
        idTokenExpected: true,
        ...(errand.again !== undefined && { maxAge: 0 }),
      });
      const token = tokens.claims() as oidc.IDToken;
      const more = token.email === undefined ? await oidc.fetchUserInfo(provider, tokens.access_token, token.sub) : {};
      return this.claimsOf({ ...more, ...token });
    } catch (error) {
      throw failed(error);
    }
  }

  private claimsOf(claims: oidc.IDToken): Claims {
    const { iss, sub, email, email_verified: verified, name } = claims;
    const claim = this.config.BATON_OIDC_ROLE_CLAIM;
    const groups = claim === undefined ? [] : [claims[claim]].flat();
    return {
      issuer: iss,
      subject: sub,
      email: typeof email === 'string' ? email.trim().toLowerCase() : undefined,
      isVerified: verified === true || (verified === undefined && this.config.BATON_OIDC_TRUST_EMAIL),
      name: typeof name === 'string' ? name : undefined,
      groups: groups.filter((group) => typeof group === 'string'),
    };
  }

  /** Reads the provider's description once; again where that failed. */
  private described(): Promise<oidc.Configuration> {
    this.known ??= this.discover().catch((error: unknown) => {
      this.known = undefined;
      throw new Refusal(503, 'http-provider-unavailable', 'the identity provider does not answer as it should', {
        retryAfterSeconds: 10,
        hint: `sign in by password, or look at BATON_OIDC_ISSUER: ${(error as Error).message}`,
      });
    });
    return this.known;
  }

  private discover(): Promise<oidc.Configuration> {
    const { BATON_OIDC_ISSUER: issuer, BATON_OIDC_CLIENT_ID: id = '', BATON_OIDC_CLIENT_SECRET: secret } = this.config;
    const isPlain = issuer.startsWith('http://');
    return oidc.discovery(new URL(issuer), id, secret, undefined, {
      timeout: PATIENCE,
      // The token comes straight from the provider; its signature is checked all the same.
      execute: [oidc.enableNonRepudiationChecks, ...(isPlain ? [oidc.allowInsecureRequests] : [])],
    });
  }
}

/** What the library refused, as a refusal of ours: by its code, without what the provider wrote. */
function failed(error: unknown): Refusal {
  const { code, error: said } = error as { readonly code?: string; readonly error?: string };
  return new Refusal(403, 'http-provider-refused', 'what the identity provider said of you does not hold', {
    hint: `sign in once more; the log has ${said ?? code ?? 'its reason'}`,
  });
}
