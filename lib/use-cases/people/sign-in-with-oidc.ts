import { z } from 'zod';
import { violatedConstraint } from '@/db/faults';
import { newId } from '@/db/new-id';
import { type LoginRow, loginBySubject } from '@/db/queries/before-tenant';
import { acceptInvitation, lockInvitation } from '@/db/queries/invitations';
import { type WriteTx, withTenant } from '@/db/tenant';
import { now } from '@/lib/clock';
import { hashInvitation, tenantOfInvitation } from '@/lib/domain/people/invitation-token';
import { emailSchema, personNameSchema } from '@/lib/domain/people/person';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { addPerson } from './add-person';
import { openSession } from './open-session';
import { doorkeeper, type SignedIn, signedIn } from './signed-in';

/** What the issuer's ID token says, already verified. `email` only if the issuer does not call it unverified. */
export type OidcPerson = {
  issuer: string;
  subject: string;
  email: string | null;
  name: string | null;
};

/**
 * Opens a session for the person whom this issuer knows by this subject. An e-mail address never finds anybody. Who is
 * not known enters with a live invitation, which names tenant and role and is spent in the same transaction.
 */
export async function signInWithOidc(
  person: OidcPerson,
  invitationToken: string | null,
): Promise<Result<SignedIn>> {
  const known = await loginBySubject(person.issuer, person.subject);
  if (known !== null) return openFor(known);
  const tenantId = invitationToken === null ? null : tenantOfInvitation(invitationToken);
  if (invitationToken === null || tenantId === null) return notInvited();
  const profile = profileSchema.safeParse(person);
  if (!profile.success) return noProfile();
  try {
    // The tenant id is the caller's word; the transaction sees that tenant alone, and of it one row that the hash finds.
    const { value } = await withTenant(doorkeeper(tenantId), (tx) =>
      enter(tx, { ...person, ...profile.data }, hashInvitation(invitationToken)),
    );
    return value;
  } catch (fault) {
    return refuseTaken(fault);
  }
}

const profileSchema = z
  .object({ email: emailSchema, name: personNameSchema.nullable().catch(null) })
  .transform(({ email, name }) => ({ email, name: name ?? email }));

async function openFor(known: LoginRow): Promise<Result<SignedIn>> {
  if (known.disabled_at !== null) return refuse('UNAUTHENTICATED', 'This account was disabled.');
  const { value } = await withTenant(doorkeeper(known.tenant_id), (tx) => openSession(tx, known.id));
  return accept(signedIn(known, value));
}

async function enter(
  tx: WriteTx,
  person: { issuer: string; subject: string; email: string; name: string },
  tokenHash: Buffer,
): Promise<Result<SignedIn>> {
  const invitation = await lockInvitation(tx, tokenHash);
  const at = now();
  if (invitation === null || invitation.accepted_at !== null || invitation.expires_at <= at) {
    return notInvited();
  }
  const id = newId('usr');
  const { issuer, subject, email, name } = person;
  const { role } = invitation;
  const account = { password_hash: null, oidc_issuer: issuer, oidc_subject: subject, created_at: at };
  const entering = { id, email, name, role, ...account };
  await addPerson(tx, doorkeeper(tx.tenantId), entering, invitation.id);
  await acceptInvitation(tx, invitation.id, id, at);
  const sessionId = await openSession(tx, id);
  return accept(signedIn({ id, tenant_id: tx.tenantId, email, name, role }, sessionId));
}

/** Rolled back whole, so the invitation is not spent. */
function refuseTaken(fault: unknown): Result<SignedIn> {
  const violated = violatedConstraint(fault);
  if (violated === 'users_oidc_issuer_oidc_subject_key') return notInvited();
  if (violated !== 'users_email_key') throw fault;
  return refuse('RESOURCE_NAME_CONFLICT', 'Another account already uses this e-mail address.', {
    hint: 'An account is never matched by e-mail. Sign in to that account, or ask an admin.',
  });
}

const notInvited = () =>
  refuse('UNAUTHENTICATED', 'This sign-in has no account here, and no live invitation came with it.', {
    hint: 'Ask an admin for an invitation. Each works once.',
  });

const noProfile = () =>
  refuse('VALIDATION_FAILED', 'Your identity provider did not share a verified e-mail address.');
