import { z } from 'zod';
import { roles } from '../actor';
import { type AgentKey, type KeyConsent, type KeyState, keyStates } from '../keys/agent-key';
import type { keyTermsFields } from '../keys/key-terms';
import { scopes } from '../keys/scope';
import { dataClasses } from '../policy/data-class';
import { environments } from '../resource/resource-kind';
import { placeSchema } from './decision-wire';
import { pageOf } from './page-wire';

const moment = z.iso.datetime();

/** What a key allows, as it is answered: canonical already, so that nothing is changed on the way out. */
const termsShape = {
  scopes: z.array(z.enum(scopes)),
  allowed_tools: z.array(z.string()).nullable(),
  rate_limit_per_min: z.int(),
  burst: z.int(),
  max_pending_drafts: z.int(),
  refusals_per_min: z.int(),
  data_classes: z.array(z.enum(dataClasses)),
  label_scope: z.record(z.string(), z.string()),
  ip_allowlist: z.array(z.string()),
  client_cert_sha256: z.string().nullable(),
  require_reason: z.boolean(),
  pinned_surface_hash: z.string().nullable(),
} satisfies Record<keyof typeof keyTermsFields, z.ZodType>;

/** An agent key as the interface shows it: never what proves it. */
export const keySchema = z.object({
  id: z.string(),
  name: z.string(),
  agent_identity: z.string(),
  purpose: z.string(),
  owner: z.object({ id: z.string(), name: z.string(), role: z.enum(roles) }),
  environment: z.enum(environments),
  every_environment: z.boolean().describe('True of the first key of an installation, and of older ones'),
  ...termsShape,
  state: z.enum(keyStates),
  status_reason: z.string().nullable(),
  revision: z.int(),
  created_at: moment,
  created_by: z.string(),
  expires_at: moment,
  rotated_from: z.string().nullable(),
  grace_until: moment.nullable().describe('When its successor has fully taken over'),
  consent: z
    .object({
      client_id: z.string(),
      client_name: z.string(),
      redirect_host: z.string(),
      by: z.object({ id: z.string(), name: z.string() }),
      at: moment,
    })
    .nullable()
    .describe('The OAuth consent that it came from; null for one that an operator issued'),
});
export type KeyWire = z.infer<typeof keySchema>;

export function toKeyWire(key: AgentKey, state: KeyState): KeyWire {
  const { owner } = key;
  return {
    id: key.id,
    name: key.name,
    agent_identity: key.agentIdentity,
    purpose: key.purpose,
    owner: { id: owner.id, name: owner.name, role: owner.role },
    environment: key.environment,
    every_environment: key.everyEnvironment,
    ...key.terms,
    state,
    status_reason: key.statusReason,
    revision: key.revision,
    created_at: key.createdAt.toISOString(),
    created_by: key.createdBy,
    expires_at: key.expiresAt.toISOString(),
    rotated_from: key.rotatedFrom,
    grace_until: key.graceUntil?.toISOString() ?? null,
    consent: key.consent && consentOf(key.consent),
  };
}

const consentOf = ({ clientId, clientName, redirectHost, by, at }: KeyConsent) => ({
  client_id: clientId,
  client_name: clientName,
  redirect_host: redirectHost,
  by,
  at: at.toISOString(),
});

const useShape = { calls: z.int(), denied: z.int() };

/** What a key did of late, and when and as whom it was last seen. */
export const keyUseSchema = z.object({
  last_seen_at: moment.nullable(),
  client_name: z.string().nullable(),
  client_version: z.string().nullable(),
  ...useShape,
});

type Use = {
  seenAt: Date | null;
  client: string | null;
  clientVersion: string | null;
  calls: number;
  denied: number;
};

export const toKeyUse = (use: Use): z.infer<typeof keyUseSchema> => ({
  last_seen_at: use.seenAt?.toISOString() ?? null,
  client_name: use.client,
  client_version: use.clientVersion,
  calls: use.calls,
  denied: use.denied,
});

export const keyPageSchema = pageOf(
  keySchema.extend({ last_24_hours: keyUseSchema.describe('What it did in the last 24 hours') }),
);

export const shownKeySchema = keySchema.extend({
  last_30_days: keyUseSchema
    .extend({
      tools: z.array(z.object({ tool: z.string().nullable(), ...useShape, last_called_at: moment })),
    })
    .describe('What it called and was refused: look at it before you widen what it may'),
});

type Tool = { tool: string | null; calls: number; denied: number; lastAt: Date };

export const toShownKey = ({
  key,
  state,
  use,
  tools,
}: {
  key: AgentKey;
  state: KeyState;
  use: Use;
  tools: readonly Tool[];
}): z.infer<typeof shownKeySchema> => ({
  ...toKeyWire(key, state),
  last_30_days: {
    ...toKeyUse(use),
    tools: tools.map(({ tool, calls, denied, lastAt }) => ({
      tool,
      calls,
      denied,
      last_called_at: lastAt.toISOString(),
    })),
  },
});

/** A key that was changed, with the leaf that says so; null where nothing was to be changed. */
export const actedKeySchema = z.object({ key: keySchema, evidence: placeSchema.nullable() });

/** A key that was made. */
export const issuedKeySchema = actedKeySchema.extend({
  token: z
    .string()
    .nullable()
    .describe('Shown this once and kept nowhere; null where a repeated request is answered again'),
});
