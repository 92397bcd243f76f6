import { z } from 'zod';
import { roles } from '@/lib/domain/actor';
import { type DraftDetail, draftDetailSchema } from '@/lib/domain/wire/draft-detail-wire';
import { type DraftWire, draftSchema } from '@/lib/domain/wire/draft-wire';
import { endpointSchema, endpointVersionSchema } from '@/lib/domain/wire/endpoint-wire';
import { mayDecideSchema } from '@/lib/domain/wire/may-decide-wire';

const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next_cursor: z.string().nullable() });

/** What the server answers, as far as the command reads it. */
export const draftPage = pageOf(draftSchema);
export const draftDetail = draftDetailSchema.extend({
  review_url: z.string(),
  may_decide: mayDecideSchema.optional(),
});
export const created = z.object({
  draft: draftSchema,
  review_url: z.string(),
  warnings: z.array(z.string()),
  duplicate: z.boolean().optional(),
});
export const endpointPage = pageOf(endpointSchema);
export const versionPage = pageOf(endpointVersionSchema);

export const session = z.object({
  user: z.object({ id: z.string(), name: z.string(), email: z.string(), role: z.enum(roles) }),
  tenant: z.string(),
  kind: z.enum(['browser', 'cli']),
  expires_at: z.string(),
});
export type Session = z.infer<typeof session>;

export const deviceStart = z.object({
  device_code: z.string(),
  user_code: z.string(),
  verification_uri: z.string(),
  verification_uri_complete: z.string(),
  expires_in: z.int(),
  interval: z.int(),
});
export const deviceToken = z.object({
  access_token: z.string(),
  token_type: z.literal('Bearer'),
  expires_in: z.int(),
});

export type Detail = DraftDetail & Pick<z.infer<typeof draftDetail>, 'review_url' | 'may_decide'>;
export type { DraftWire };
