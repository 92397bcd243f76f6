import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

export interface Issuer {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * A real OpenID Connect issuer. Whoever signs in there as `name` has the subject `name`; the part before a dash is
 * the mailbox, so that `sam` and `sam-twin` are two people with one e-mail address.
 */
export async function startIssuer(port: number, redirectUri: string): Promise<Issuer> {
  const url = `http://127.0.0.1:${port}`;
  const provider = new Provider(url, {
    clients: [{ client_id: 'countersign', client_secret: 'only-for-tests', redirect_uris: [redirectUri] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    pkce: { required: () => true },
    cookies: { keys: ['only-for-tests'] },
    features: { devInteractions: { enabled: true } },
    // As the specification says: the e-mail address comes from userinfo, not in the ID token.
    conformIdTokenClaims: true,
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({
        sub: id,
        email: `${id.split('-', 1)[0]}@idp.example`,
        email_verified: true,
        name: `Person ${id}`,
      }),
    }),
  });
  const server = createServer(provider.callback());
  await new Promise<void>((settle) => server.listen(port, '127.0.0.1', settle));
  return {
    url,
    stop: () => {
      server.closeAllConnections();
      return new Promise<void>((settle) => server.close(() => settle()));
    },
  };
}
