import { createHash, randomBytes } from 'node:crypto';
import type {
  OAuthClientMetadata,
  OAuthClientProvider,
  OAuthDiscoveryState,
  StoredOAuthTokens,
} from '@modelcontextprotocol/client';

/** What the official client keeps for one server: in memory, with the browser's part left to the test. */
export class KeptInMemory implements OAuthClientProvider {
  /** Where the browser is to be sent. */
  sentTo: URL | null = null;
  kept: StoredOAuthTokens | undefined;
  private verifier = '';
  private discovered: OAuthDiscoveryState | undefined;

  private readonly clientId: string;
  readonly redirectUrl: string;
  private readonly scope: string;

  constructor(clientId: string, redirectUrl: string, scope: string) {
    this.clientId = clientId;
    this.redirectUrl = redirectUrl;
    this.scope = scope;
  }

  get clientMetadata(): OAuthClientMetadata {
    return {
      client_name: 'Test editor',
      redirect_uris: [this.redirectUrl],
      token_endpoint_auth_method: 'none',
      scope: this.scope,
    };
  }
  clientInformation = () => ({ client_id: this.clientId });
  state = () => 'state-of-the-client';
  tokens = () => this.kept;
  saveTokens = (tokens: StoredOAuthTokens) => {
    this.kept = tokens;
  };
  redirectToAuthorization = (url: URL) => {
    this.sentTo = url;
  };
  saveCodeVerifier = (verifier: string) => {
    this.verifier = verifier;
  };
  saveDiscoveryState = (state: OAuthDiscoveryState) => {
    this.discovered = state;
  };
  discoveryState = () => this.discovered;
  codeVerifier = () => this.verifier;
}

/** A verifier and its S256 challenge. */
export function pkcePair(): { verifier: string; challenge: string } {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

/** The document of a client that may be anything. */
export const clientDocument = (clientId: string, redirectUri: string): Record<string, unknown> => ({
  client_id: clientId,
  client_name: 'Test editor',
  redirect_uris: [redirectUri],
  token_endpoint_auth_method: 'none',
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
});
