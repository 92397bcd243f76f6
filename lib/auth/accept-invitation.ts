import 'server-only';
import { config } from '@/lib/config';
import { tenantOfInvitation } from '@/lib/domain/people/invitation-token';
import { type Refusal, refuse } from '@/lib/domain/refusal';
import { readBoundedBody } from '@/lib/door/bounded-body';
import { correlationOf } from '@/lib/door/correlation';
import { collectCredentials } from '@/lib/door/credentials';
import { problemAnswer } from '@/lib/door/problem-answer';
import { sameOrigin } from '@/lib/door/same-origin';
import { sealed } from '@/lib/door/sealed';
import { keepInvitation } from './invitation-cookie';

const seal = { cacheControl: 'private, no-store', vary: 'Cookie' };

/** A form with one token is a hundred bytes. */
const maxBodyBytes = 4 * 1024;

/**
 * Keeps the token of an invitation for the sign-in that follows: the button of the page that the link opens, and never
 * the link itself. Whether the invitation is live shows only at sign-in.
 */
export async function acceptInvitation(request: Request): Promise<Response> {
  const correlationId = correlationOf(request.headers, null);
  const refusal = refusalOf(request);
  if (refusal !== null) return refused(request, refusal, correlationId);
  const body = await readBoundedBody(request, maxBodyBytes);
  if (!body.ok) return refused(request, body.refusal, correlationId);
  const token = new URLSearchParams(body.value).get('token') ?? '';
  const known = tenantOfInvitation(token) !== null;
  const headers = {
    location: `/sign-in${known ? '' : '?error=AccessDenied'}`,
    ...(known && { 'set-cookie': keepInvitation(token) }),
  };
  return sealed(new Response(null, { status: 303, headers }), correlationId, seal);
}

function refusalOf({ headers, url }: Request): Refusal | null {
  const found = collectCredentials(headers, new URL(url));
  if (found.hasAgentCredential) {
    return refuse('HUMAN_IDENTITY_REQUIRED', 'An invitation is for a person. An agent key accepts none.')
      .refusal;
  }
  if (found.hasServiceCredential)
    return refuse('HUMAN_IDENTITY_REQUIRED', 'An invitation is for a person. A service accepts none.')
      .refusal;
  if (found.humTokens.length > 0)
    return refuse('UNAUTHENTICATED', 'A terminal’s token opens no page.').refusal;
  const origin = sameOrigin(headers, config().publicUrl);
  return origin.ok ? null : origin.refusal;
}

const refused = ({ url }: Request, refusal: Refusal, correlationId: string): Response =>
  sealed(problemAnswer(refusal, correlationId, new URL(url).pathname), correlationId, seal);
