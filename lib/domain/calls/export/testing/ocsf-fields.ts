import { z } from 'zod';

/**
 * The fields of OCSF 1.9 that we write, as ocsf-schema has them: `events/application/api_activity.json`, the objects it
 * names, `profiles/ai_operation.json` and `profiles/record_integrity.json`. Strict: what we do not name we do not write.
 */
const text = z.string().min(1);
const time = z.int().min(1_500_000_000_000);
const hash = z.strictObject({
  algorithm: z.literal('SHA-256'),
  algorithm_id: z.literal(3),
  value: z.string().regex(/^[0-9a-f]{64}$/),
});

export const ocsfApiActivity = z
  .strictObject({
    category_uid: z.literal(6),
    category_name: z.literal('Application Activity'),
    class_uid: z.literal(6003),
    class_name: z.literal('API Activity'),
    activity_id: z.literal([1, 2, 3, 4, 99]),
    activity_name: text,
    type_uid: z.int(),
    type_name: text,
    time,
    start_time: time,
    end_time: time,
    duration: z.int().min(0),
    severity_id: z.literal([0, 1, 2, 3, 4, 5, 6, 99]),
    severity: text,
    status_id: z.literal([0, 1, 2, 99]),
    status: z.enum(['Success', 'Failure']),
    status_code: text.optional(),
    status_detail: text.optional(),
    metadata: z.strictObject({
      version: z.literal('1.9.0'),
      profiles: z.array(z.enum(['ai_operation', 'record_integrity'])),
      product: z.strictObject({ name: text, vendor_name: text, version: text }),
      uid: text,
      correlation_uid: text,
      sequence: z.int().min(1),
      tenant_uid: text,
    }),
    actor: z.strictObject({
      user: z.strictObject({ uid: text, credential_uid: text }),
      application: z.strictObject({ name: text, version: text.optional() }).optional(),
      session: z.strictObject({ uid: text }).optional(),
    }),
    ai_agent: z.strictObject({
      uid: text,
      name: text,
      ai_model: z.strictObject({ name: text, ai_provider: text }).optional(),
    }),
    api: z.strictObject({
      operation: text,
      version: text.optional(),
      service: z.strictObject({ name: text, version: text }),
      request: z.strictObject({ uid: text, data: text.optional() }),
      response: z.strictObject({ code: z.int(), error: text.optional() }),
    }),
    src_endpoint: z.union([z.strictObject({ ip: z.ipv4().or(z.ipv6()) }), z.strictObject({ name: text })]),
    http_request: z.strictObject({ http_method: text, user_agent: text.optional() }),
    resources: z.array(z.strictObject({ uid: text, type: text })).optional(),
    attestation_list: z.tuple([z.strictObject({ uid: text, chain_uid: text, fingerprint: hash })]),
    unmapped: z.record(z.string(), z.union([z.string(), z.number()])),
  })
  .refine(({ type_uid, class_uid, activity_id }) => type_uid === class_uid * 100 + activity_id);
