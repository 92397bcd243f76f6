import { z } from 'zod';
import { issuesOf } from '../input-issues';
import { invalid } from '../invalid';
import { isObject, valueAt } from '../json/read-value';
import { accept, type Refusal, type Result, refuse } from '../refusal';
import { slug } from '../resource/atom/slug';
import type { ResourceKind, Spec } from '../resource/resource-kind';
import { type Operation, operations } from './draft';
import { ttlHours } from './lifecycle';

/** Postgres stores no U+0000, and RFC 8785 has no form for an unpaired surrogate. */
const storable = (max: number) =>
  z
    .string()
    .max(max)
    .refine(
      (text) => text.isWellFormed() && !text.includes('\0'),
      'Holds U+0000 or an unpaired surrogate, which cannot be stored. Leave it out.',
    );

/** What a proposal holds beside its spec; the same for every kind, for MCP and for REST. */
export const proposalFields = {
  rationale: storable(2000)
    .min(1)
    .describe('Why this change is wanted, in plain text. Shown to the reviewer as untrusted.'),
  operation: z
    .enum(operations)
    .default('create')
    .describe('create, update (spec replaces the live one) or delete'),
  base_version: z
    .int()
    .min(1)
    .optional()
    .describe(
      'For update and delete: the live version the change was made against. Default: the live version now.',
    ),
  task_ref: storable(200).optional().describe('A ticket or task that asked for this'),
  run_id: storable(200).optional().describe('The run of the agent that proposes this'),
  ttl_hours: z
    .int()
    .min(ttlHours.min)
    .max(ttlHours.max)
    .optional()
    .describe('Hours until the draft expires undecided. Default: the tenant’s setting.'),
  idempotency_key: z
    .string()
    .min(1)
    .max(200)
    .regex(/^[\x21-\x7e]+$/, 'Use printable ASCII without spaces.')
    .optional()
    .describe('The same key with the same proposal within 24 hours answers the same draft'),
};

/** A delete names its resource; a full spec is accepted and only its name is kept. */
const deleteSpec = z.looseObject({ name: slug });

const envelope = z.strictObject({ spec: z.record(z.string(), z.unknown()), ...proposalFields });

export type Proposal = {
  kind: ResourceKind;
  operation: Operation;
  /** Canonical: defaults filled in; `{ name }` for a delete. */
  spec: Spec;
  name: string;
  rationale: string;
  baseVersion: number | null;
  taskRef: string | null;
  runId: string | null;
  ttlHours: number | null;
  idempotencyKey: string | null;
  warnings: readonly string[];
};

/** Attacker-controlled input in, a proposal or a refusal out. The refusal never holds a value of the input. */
export function parseProposal(kind: ResourceKind, input: unknown): Result<Proposal> {
  const secret = kind.checkSecrets(input);
  if (secret) {
    return refuse('SECRET_MATERIAL_DETECTED', secret.detail, {
      issues: secret.issues,
      hint: 'Name a secret by reference, such as secret://vault/path#key, and never send its value.',
    });
  }
  const parsed = envelope.safeParse(input);
  if (!parsed.success) return { ok: false, refusal: envelopeRefusal(kind, input, parsed.error) };
  const spec =
    parsed.data.operation === 'delete'
      ? parseDelete(kind, parsed.data.spec)
      : parseSpec(kind, parsed.data.spec);
  if (!spec.ok) return spec;
  const { rationale, operation, base_version, task_ref, run_id, ttl_hours, idempotency_key } = parsed.data;
  return accept({
    kind,
    operation,
    ...spec.value,
    name: kind.nameOf(spec.value.spec),
    rationale,
    baseVersion: base_version ?? null,
    taskRef: task_ref ?? null,
    runId: run_id ?? null,
    ttlHours: ttl_hours ?? null,
    idempotencyKey: idempotency_key ?? null,
  });
}

/** What is wrong in the spec and beside it, in one answer. */
function envelopeRefusal(kind: ResourceKind, input: unknown, error: z.ZodError): Refusal {
  const spec = valueAt(input, 'spec');
  const looked = isObject(spec) && valueAt(input, 'operation') !== 'delete';
  const inside = looked ? (kind.schema.safeParse(spec).error?.issues ?? []) : [];
  const prefixed = inside.map((issue) => ({ ...issue, path: ['spec', ...issue.path] }));
  return told(invalid(new z.ZodError([...prefixed, ...error.issues])));
}

function parseSpec(kind: ResourceKind, input: Spec): Result<{ spec: Spec; warnings: string[] }> {
  const parsed = kind.schema.safeParse(input);
  if (!parsed.success) return { ok: false, refusal: specRefusal(kind, input, parsed.error) };
  return accept({ spec: parsed.data, warnings: [] });
}

function parseDelete(kind: ResourceKind, input: Spec): Result<{ spec: Spec; warnings: string[] }> {
  const parsed = deleteSpec.safeParse(input);
  if (!parsed.success) return { ok: false, refusal: told(invalid(parsed.error, ['spec'])) };
  const warnings =
    Object.keys(input).length > 1 ? ['A delete keeps only the name; the rest of the spec was ignored.'] : [];
  return accept({ spec: { name: kind.nameOf(parsed.data) }, warnings });
}

/** When all that is wrong is the business of one later check, its code says so more plainly. */
function specRefusal(kind: ResourceKind, input: Spec, error: z.ZodError): Refusal {
  const issues = issuesOf(error.issues, ['spec']);
  const about = (field: string) => issues.every(({ path }) => path === `spec.${field}`);
  if (issues.some(({ code }) => code === 'missing')) return told(invalid(error, ['spec']));
  const target = about('target_url') ? kind.checkTarget(input) : null;
  if (target) return refuse('TARGET_URL_INVALID', target.detail, { issues, hint: publicTarget }).refusal;
  const provider = about('provider_template') ? kind.checkProvider(input) : null;
  if (provider) return refuse('PROVIDER_TEMPLATE_UNKNOWN', provider.detail, { issues }).refusal;
  return told(invalid(error, ['spec']));
}

const publicTarget = 'Use an https:// URL of a public host, without user name or fragment.';

/** With what to do next, the same at every door. */
const told = (refusal: Refusal): Refusal => ({
  ...refusal,
  hint: 'Correct what is named and propose again.',
});
