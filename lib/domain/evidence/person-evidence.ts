import type { Role } from '../actor';
import { type Leaf, leafOf } from './leaf';

type Common = {
  id: string;
  tenant: string;
  by: { kind: 'human' | 'system'; id: string };
  at: Date;
  role: Role;
};

/** `person_invited`: whoever holds the link may enter with this role, once, until then. */
export const personInvitedEvidence = (record: Common & { invitationId: string; until: Date }): Leaf =>
  leafOf({
    event: 'person_invited',
    id: record.id,
    tenant: record.tenant,
    subject: record.invitationId,
    payload: {
      invited_by: { kind: record.by.kind, id: record.by.id },
      invited_at: record.at.toISOString(),
      invited_role: record.role,
      invitation_until: record.until.toISOString(),
    },
  });

/** `person_added`: from now on this person may sign in, with this role. Name, e-mail address and subject at the issuer stay out. */
export const personAddedEvidence = (
  record: Common & {
    personId: string;
    signsInWith: 'password' | 'single_sign_on';
    /** The invitation that was spent for it; null where the operator named the person. */
    invitationId: string | null;
  },
): Leaf =>
  leafOf({
    event: 'person_added',
    id: record.id,
    tenant: record.tenant,
    subject: record.personId,
    payload: {
      added_by: { kind: record.by.kind, id: record.by.id },
      added_at: record.at.toISOString(),
      added_role: record.role,
      signs_in_with: record.signsInWith,
      ...(record.invitationId !== null && { by_invitation: record.invitationId }),
    },
  });
