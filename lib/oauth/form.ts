import { repeated } from '@/lib/domain/oauth/authorize-request';
import { type OAuthFault, type OAuthResult, oauthFault } from '@/lib/domain/oauth/oauth-fault';
import { readBoundedBody } from '@/lib/door/bounded-body';

const formBytes = 16 * 1024;

/**
 * UNTRUSTED INPUT: the parameters of a token or revocation request (RFC 6749 section 3.2): a form, each of them once, in the
 * body alone. Clients here have no secret: who sends an Authorization header takes us for somebody else.
 */
export async function readForm(req: Request): Promise<OAuthResult<URLSearchParams>> {
  if (req.headers.has('authorization')) {
    return oauthFault('invalid_client', 'Clients do not authenticate here.');
  }
  const type = req.headers.get('content-type') ?? '';
  if (!/^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(type) || new URL(req.url).search !== '') {
    return oauthFault('invalid_request', 'Send a form in the body.');
  }
  const text = await readBoundedBody(req, formBytes);
  if (!text.ok) return oauthFault('invalid_request', text.refusal.message);
  const given = new URLSearchParams(text.value);
  return repeated(given) === null
    ? { ok: true, value: given }
    : oauthFault('invalid_request', 'A parameter was sent twice.');
}

/** RFC 6749 section 5.2. */
export const faultAnswer = ({ error, description }: OAuthFault): Response =>
  Response.json(
    { error, error_description: description },
    { status: error === 'invalid_client' ? 401 : 400 },
  );
