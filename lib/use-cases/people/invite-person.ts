import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { newId } from '@/db/new-id';
import { insertInvitation } from '@/db/queries/invitations';
import { livePerson } from '@/db/queries/live-person';
import { type WriteTx, withTenant } from '@/db/tenant';
import { now } from '@/lib/clock';
import { type Actor, principalOf } from '@/lib/domain/actor';
import { personInvitedEvidence } from '@/lib/domain/evidence/person-evidence';
import { hashInvitation, writeInvitation } from '@/lib/domain/people/invitation-token';
import { roleSchema } from '@/lib/domain/people/person';
import { accept, type Result, refuse } from '@/lib/domain/refusal';

const invitationSchema = z.strictObject({
  role: roleSchema,
  days: z.number().int().min(1).max(30).default(7),
});

export type Invited = { id: string; token: string; expiresAt: Date };

/**
 * Invites one person to the actor's tenant: an admin, or the operator at the terminal. The token is in the answer and
 * nowhere else. `input` is what arrived from outside, unparsed.
 */
export async function invitePerson(actor: Actor, input: unknown): Promise<Result<Invited>> {
  if (actor.kind === 'agent') return adminOnly();
  const parsed = invitationSchema.safeParse(input);
  if (!parsed.success) {
    return refuse(
      'VALIDATION_FAILED',
      'An invitation names a role and, at most, a number of days from 1 to 30.',
    );
  }
  const { value } = await withTenant(actor, async (tx): Promise<Result<Invited>> => {
    if (!(await mayInvite(tx, actor))) return adminOnly();
    const token = writeInvitation(tx.tenantId, randomBytes(32));
    const createdAt = now();
    const id = newId('inv');
    const expiresAt = new Date(createdAt.getTime() + parsed.data.days * 86_400_000);
    await insertInvitation(tx, {
      id,
      role: parsed.data.role,
      token_hash: hashInvitation(token),
      created_by: principalOf(actor),
      created_at: createdAt,
      expires_at: expiresAt,
    });
    const after = { role: parsed.data.role, expires_at: expiresAt.toISOString() };
    tx.audit({ type: 'person_invited', subject: id, before: null, after });
    tx.record(
      personInvitedEvidence({
        id: newId('evd'),
        tenant: tx.tenantId,
        invitationId: id,
        by: { kind: actor.kind, id: principalOf(actor) },
        at: createdAt,
        role: parsed.data.role,
        until: expiresAt,
      }),
    );
    return accept({ id, token, expiresAt });
  });
  return value;
}

/** Session and role as they are now, held until commit. */
async function mayInvite(tx: WriteTx, actor: Exclude<Actor, { kind: 'agent' }>): Promise<boolean> {
  if (actor.kind === 'system') return true;
  const person = await livePerson(tx, actor, now());
  return person !== null && person.sessionLive && !person.disabled && person.role === 'admin';
}

const adminOnly = () => refuse('ROLE_REQUIRED', 'Only an admin invites people.');
