import { statusNow } from '../lifecycle';
import { type ApplyCheck, fail, pass } from './check';
import { applicableType, knownProvider, noSecretMaterial, validTarget, wellFormed } from './spec-checks';

export const humanOnly: ApplyCheck = {
  number: 1,
  id: 'human_only',
  title: 'Decided by a person',
  run: ({ actor }) =>
    actor.kind === 'human'
      ? pass('no agent credential present')
      : fail('MCP_CANNOT_APPLY', 'Only a person can apply a draft.'),
};

export const isPending: ApplyCheck = {
  number: 2,
  id: 'is_pending',
  title: 'Draft is pending',
  run: ({ draft }) =>
    draft.status === 'pending'
      ? pass('decided by nobody yet')
      : fail('DRAFT_NOT_PENDING', `This draft is ${draft.status} and can no longer be decided.`),
};

export const notExpired: ApplyCheck = {
  number: 3,
  id: 'not_expired',
  title: 'Draft has not expired',
  run: ({ draft, now }) =>
    statusNow(draft, now) === 'expired'
      ? fail('DRAFT_EXPIRED', `This draft expired at ${draft.expiresAt.toISOString()}.`)
      : pass(`ends ${draft.expiresAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`),
};

export const sameTenant: ApplyCheck = {
  number: 4,
  id: 'same_tenant',
  title: 'Same tenant',
  run: ({ actor, draft }) =>
    actor.tenantId === draft.tenantId
      ? pass('proposer and decider share it')
      : fail('TENANT_MISMATCH', 'This draft belongs to another tenant.'),
};

/** The nine checks, by the order in which apply comes to them; digest, lock version and base stand between the
 * fourth and the fifth (`verify-apply.ts`). The numbers are those of the requirements. */
export const applyChecks = [
  humanOnly,
  sameTenant,
  isPending,
  notExpired,
  applicableType,
  wellFormed,
  knownProvider,
  validTarget,
  noSecretMaterial,
] as const satisfies readonly ApplyCheck[];
