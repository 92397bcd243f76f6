import { isObject } from '../../json/read-value';
import type { RefusalCode } from '../../refusal';
import { kindOf } from '../../resource/registry';
import type { ResourceKind, SpecFault } from '../../resource/resource-kind';
import {
  type ApplyCheck,
  type CheckContext,
  type CheckedDraft,
  type CheckOutcome,
  fail,
  pass,
} from './check';

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
  if (draft.operation === 'delete' && code !== 'PROPOSED_SPEC_INVALID')
    return pass('not needed for a delete');
  const fault = look(kind, draft.proposedSpec);
  return fault === null ? pass(detail) : fail(code, fault.detail, fault.issues);
}
