import { type Leaf, leafOf } from './leaf';

type Common = { id: string; tenant: string; at: Date };

/** `password_reset`: the operator gave a local account another password, which ended its sessions. */
export const passwordResetEvidence = (record: Common & { personId: string; by: string }): Leaf =>
  leafOf({
    event: 'password_reset',
    id: record.id,
    tenant: record.tenant,
    subject: record.personId,
    payload: {
      password_reset_by: { kind: 'system', id: record.by },
      password_reset_at: record.at.toISOString(),
    },
  });

/** `sessions_ended`: somebody else ended every session of a person. Signing out leaves no leaf. */
export const sessionsEndedEvidence = (
  record: Common & { personId: string; by: string; ended: number },
): Leaf =>
  leafOf({
    event: 'sessions_ended',
    id: record.id,
    tenant: record.tenant,
    subject: record.personId,
    payload: {
      sessions_ended_by: { kind: 'system', id: record.by },
      sessions_ended_at: record.at.toISOString(),
      sessions_ended: record.ended,
    },
  });

/** `terminal_approved`: a token lets a terminal act as this person until then. What the terminal calls itself stays out. */
export const terminalApprovedEvidence = (
  record: Common & { sessionId: string; personId: string; until: Date },
): Leaf =>
  leafOf({
    event: 'terminal_approved',
    id: record.id,
    tenant: record.tenant,
    subject: record.sessionId,
    payload: {
      approved_by: record.personId,
      approved_at: record.at.toISOString(),
      approved_until: record.until.toISOString(),
    },
  });
