import { fromDraftLifeWire, toDraftLifeWire } from '@/lib/domain/draft/draft-life';
import { invalid } from '@/lib/domain/invalid';
import { accept } from '@/lib/domain/refusal';
import { placeSchema } from '@/lib/domain/wire/decision-wire';
import { draftLifeSchema } from '@/lib/domain/wire/draft-life-wire';
import { setDraftLife } from '@/lib/use-cases/tenants/set-draft-life';
import { showDraftLife } from '@/lib/use-cases/tenants/show-draft-life';
import { placeExample } from '../examples';
import { type Operation, personOf } from '../operation';

const path = '/api/v1/settings/drafts';
const example = toDraftLifeWire({ usual: 72, least: 1, most: 720, retentionDays: 90 });

/** How long drafts of this tenant live. */
export const showDraftSettings: Operation = {
  name: 'showDraftSettings',
  method: 'GET',
  path,
  summary: 'Say how long drafts of this tenant live, and how long expired ones are kept',
  answer: { status: 200, description: 'The settings', schema: draftLifeSchema, example },
  refusals: [],
  run: async (call) => {
    const person = personOf(call);
    if (!person.ok) return person;
    const { life } = await showDraftLife(person.value);
    return accept({ body: toDraftLifeWire(life) });
  },
};

const setSchema = draftLifeSchema.extend({
  seen: draftLifeSchema.describe('What you were shown; when it is not so any more nothing changes'),
});

/** Another life for the drafts that are proposed from now on. */
export const setDraftSettings: Operation = {
  name: 'setDraftSettings',
  method: 'PUT',
  path,
  summary:
    'Set how long new drafts live, and how long expired ones are kept. Drafts that exist keep their end.',
  body: setSchema,
  bodyExample: { ...example, ttl_hours: 24, seen: example },
  answer: {
    status: 200,
    description: 'The settings as they are now. No evidence where nothing changed',
    schema: draftLifeSchema.extend({ evidence: placeSchema.nullable() }),
    example: { ...example, ttl_hours: 24, evidence: placeExample },
  },
  refusals: [
    'SETTINGS_CHANGED',
    'IDEMPOTENCY_CONFLICT',
    'MALFORMED_JSON',
    'PAYLOAD_TOO_LARGE',
    'UNSUPPORTED_MEDIA_TYPE',
    'OUTCOME_UNKNOWN',
  ],
  run: async (call) => {
    const person = personOf(call);
    if (!person.ok) return person;
    const parsed = setSchema.safeParse(call.input);
    if (!parsed.success) return { ok: false, refusal: invalid(parsed.error) };
    const { seen, ...wanted } = parsed.data;
    const set = await setDraftLife(person.value, {
      change: fromDraftLifeWire(wanted),
      seen: fromDraftLifeWire(seen),
      idempotencyKey: call.idempotencyKey,
    });
    if (!set.ok) return set;
    const { life, evidence: leaf, replayed } = set.value;
    const evidence = leaf && { id: leaf.id, merkle_position: leaf.merklePosition };
    return accept({ body: { ...toDraftLifeWire(life), evidence }, replayed });
  },
};
