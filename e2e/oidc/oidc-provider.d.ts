/** The part of the package that the tests use; it ships no types. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  export interface Account {
    accountId: string;
    claims(): Record<string, unknown>;
  }
  export interface Settings {
    clients: Record<string, unknown>[];
    claims: Record<string, string[]>;
    pkce: { required(): boolean };
    cookies: { keys: string[] };
    features: { devInteractions: { enabled: boolean } };
    conformIdTokenClaims: boolean;
    findAccount(context: unknown, id: string): Account;
  }
  export class Provider {
    constructor(issuer: string, settings: Settings);
    callback(): (request: IncomingMessage, response: ServerResponse) => void;
  }
}
