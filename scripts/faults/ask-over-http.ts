import { encode } from 'next-auth/jwt';
import { z } from 'zod';
import { config } from '@/lib/config';
import type { Asked } from './act';

/** Where a running server is, and the key that agents bring to it. */
export type Door = { url: string; agentToken: string };

const problemSchema = z.object({ code: z.string() });

/** What was asked as the request that a browser or an agent sends. */
export async function requestOf(asked: Asked, { url, agentToken }: Door): Promise<Request> {
  const headers = new Headers({ 'content-type': 'application/json', connection: 'close' });
  if (asked.key !== null) headers.set('idempotency-key', asked.key);
  if (asked.act === 'create') headers.set('authorization', `Bearer ${agentToken}`);
  else {
    headers.set('cookie', await cookieOf(asked.actor.sessionId));
    headers.set('origin', config().publicUrl);
    headers.set('x-user-id', asked.actor.userId);
  }
  return new Request(`${url}${pathOf(asked)}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(bodyOf(asked)),
  });
}

/** The cookie that a browser carries which has signed in. */
async function cookieOf(sid: string): Promise<string> {
  const secret = config().authSecret ?? '';
  return `next-auth.session-token=${await encode({ token: { sid }, secret })}`;
}

const pathOf = (asked: Asked): string =>
  asked.act === 'create' ? '/api/v1/drafts' : `/api/v1/drafts/${asked.input.draftId}/${asked.act}`;

function bodyOf(asked: Asked): object {
  switch (asked.act) {
    case 'create':
      return { type: 'endpoint', ...asked.input };
    case 'apply': {
      const { proposedSpecDigest, lockVersion } = asked.input;
      return { proposed_spec_digest: proposedSpecDigest, lock_version: lockVersion };
    }
    case 'discard':
      return { reason: asked.input.reason, message: asked.input.message };
  }
}

/** The same words as of an act in a process: `done`, `replayed`, the code of a refusal, or `nothing` where nobody answered. */
export async function askOverHttp(asked: Asked, door: Door): Promise<string> {
  const answer = await fetch(await requestOf(asked, door)).catch(() => null);
  if (answer === null) return 'nothing';
  const body: unknown = await answer.json().catch(() => null);
  if (!answer.ok) return problemSchema.safeParse(body).data?.code ?? 'fault';
  return answer.headers.get('idempotent-replayed') === 'true' ? 'replayed' : 'done';
}
