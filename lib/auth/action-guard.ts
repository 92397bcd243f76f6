import 'server-only';
import { headers } from 'next/headers';
import { config } from '@/lib/config';
import type { Human } from '@/lib/domain/actor';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { collectCredentials } from '@/lib/door/credentials';
import { sameOrigin } from '@/lib/door/same-origin';
import { mcpCannotApply } from '@/lib/use-cases/drafts/refuse-agent-apply';
import { currentHuman } from './session';

/**
 * Who decides through a server action. An agent credential anywhere in the request ends it, a session beside it or not;
 * `personId` is the person the page was rendered for, and must be the one who is signed in now. That end is no evidence:
 * no key is authenticated here, and the front door has refused most of these before.
 */
export async function humanForAction(personId: string): Promise<Result<Human>> {
  const received = await headers();
  const found = collectCredentials(received);
  if (found.hasAgentCredential) return mcpCannotApply();
  if (found.hasServiceCredential)
    return refuse('HUMAN_IDENTITY_REQUIRED', 'A service credential opens no page.');
  if (found.humTokens.length > 0) return refuse('UNAUTHENTICATED', 'A terminal’s token opens no page.');
  const origin = sameOrigin(received, config().publicUrl);
  if (!origin.ok) return origin;
  const human = await currentHuman();
  if (human === null) return refuse('UNAUTHENTICATED', 'Your session has ended. Sign in again.');
  if (human.userId !== personId) {
    return refuse('USER_ID_MISMATCH', 'Somebody else has signed in since this page was opened.', {
      hint: 'Reload the page.',
    });
  }
  return accept(human);
}
