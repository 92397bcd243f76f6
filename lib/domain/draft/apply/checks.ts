import type { Actor } from '../../actor';
import type { RefusalCode } from '../../refusal';
import { kindOf } from '../../resource/registry';
import type {
  ResourceKind,
  ResourceKindName,
  Spec,
  SpecFault,
  SpecIssue,
} from '../../resource/resource-kind';
import type { DraftStatus, Operation } from '../draft';
import { statusNow } from '../lifecycle';

/** What the nine checks look at. The spec is whatever the row holds: it proves nothing by being stored. */
export type CheckedDraft = {
  tenantId: string;
  type: ResourceKindName;
  operation: Operation;
  status: DraftStatus;
  expiresAt: Date;
  proposedSpec: unknown;
};

export type CheckContext = { actor: Actor; draft: CheckedDraft; now: Date };

/** A check's answer: the fact that makes it pass, or the code and sentence of its refusal. */
export type CheckOutcome =
  | { pass: true; detail: string }
  | { pass: false; code: RefusalCode; detail: string; issues?: readonly SpecIssue[] };

export type ApplyCheck = {
  number: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
  id: string;
  title: string;
  run: (context: CheckContext) => CheckOutcome;
};

const pass = (detail: string): CheckOutcome => ({ pass: true, detail });
const fail = (code: RefusalCode, detail: string, issues?: readonly SpecIssue[]): CheckOutcome =>
  issues === undefined ? { pass: false, code, detail } : { pass: false, code, detail, issues };

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

export const applicableType: ApplyCheck = {
  number: 5,
  id: 'applicable_type',
  title: 'Kind can be applied',
  run: ({ draft }) =>
    kindOf(draft.type) === null
      ? fail('DRAFT_TYPE_NOT_APPLICABLE', `Drafts of kind ${draft.type} cannot be applied in this version.`)
      : pass(draft.type),
};

export const wellFormed: ApplyCheck = {
  number: 6,
  id: 'spec_well_formed',
  title: 'Spec is well formed',
  run: (context) =>
    onSpec(context, 'PROPOSED_SPEC_INVALID', 'every field known', (kind, spec) =>
      context.draft.operation === 'delete' ? namesResource(spec) : kind.checkStructure(spec),
    ),
};

export const knownProvider: ApplyCheck = {
  number: 7,
  id: 'provider_known',
  title: 'Provider is known',
  run: (context) =>
    onSpec(context, 'PROVIDER_TEMPLATE_UNKNOWN', 'in the list of templates', (kind, spec) =>
      isObject(spec) ? kind.checkProvider(spec) : notAnObject,
    ),
};

export const validTarget: ApplyCheck = {
  number: 8,
  id: 'target_url_allowed',
  title: 'Target URL is allowed',
  run: (context) =>
    onSpec(context, 'TARGET_URL_INVALID', 'https to a public host', (kind, spec) =>
      isObject(spec) ? kind.checkTarget(spec) : notAnObject,
    ),
};

export const noSecretMaterial: ApplyCheck = {
  number: 9,
  id: 'no_secret_material',
  title: 'No secret in the spec',
  run: ({ draft }) => {
    const kind = kindOf(draft.type);
    if (kind === null) return noSuchKind('SECRET_MATERIAL_DETECTED', draft);
    const fault = kind.checkSecrets(draft.proposedSpec);
    return fault ? fail('SECRET_MATERIAL_DETECTED', fault.detail, fault.issues) : pass('references only');
  },
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

/** Runs one check. A check that throws has failed: nothing may pass because it broke. */
export function runCheck(check: ApplyCheck, context: CheckContext): CheckOutcome {
  try {
    return check.run(context);
  } catch {
    return fail(
      'APPLY_VALIDATION_ERROR',
      `Check ${check.number} could not be completed, so the answer is no.`,
    );
  }
}

const isObject = (value: unknown): value is Spec =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const notAnObject: SpecFault = { detail: 'The stored spec is not an object.', issues: [] };

const noSuchKind = (code: RefusalCode, { type }: CheckedDraft): CheckOutcome =>
  fail(code, `Kind ${type} has no checks in this version.`);

function namesResource(spec: unknown): SpecFault | null {
  const named = isObject(spec) && Object.keys(spec).join() === 'name' && typeof spec['name'] === 'string';
  return named ? null : { detail: 'A delete holds the name of the resource and nothing else.', issues: [] };
}

/** A delete delivers nothing anywhere: beyond its name there is no spec to look at. */
function onSpec(
  { draft }: CheckContext,
  code: RefusalCode,
  detail: string,
  look: (kind: ResourceKind, spec: unknown) => SpecFault | null,
): CheckOutcome {
  const kind = kindOf(draft.type);
  if (kind === null) return noSuchKind(code, draft);
  if (draft.operation === 'delete' && code !== 'PROPOSED_SPEC_INVALID') return pass('nothing is delivered');
  const fault = look(kind, draft.proposedSpec);
  return fault === null ? pass(detail) : fail(code, fault.detail, fault.issues);
}
