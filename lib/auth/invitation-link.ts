import 'server-only';
import { config } from '@/lib/config';
import { tenantOfInvitation } from '@/lib/domain/people/invitation-token';
import { keepInvitation } from './invitation-cookie';

/** The link that an invitation is sent as. */
export const invitationLink = (publicUrl: string, token: string): string =>
  `${publicUrl}/api/auth/invitation?token=${token}`;

/** Keeps the token of an invitation link for the sign-in that follows. Whether it is live shows only there. */
export function acceptInvitationLink(request: Request): Response {
  const token = new URL(request.url).searchParams.get('token') ?? '';
  const known = tenantOfInvitation(token) !== null;
  return new Response(null, {
    status: 303,
    headers: {
      location: `${config().publicUrl}/sign-in${known ? '' : '?error=AccessDenied'}`,
      'cache-control': 'private, no-store',
      'referrer-policy': 'no-referrer',
      ...(known ? { 'set-cookie': keepInvitation(token) } : {}),
    },
  });
}
