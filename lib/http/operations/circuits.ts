import { z } from 'zod';
import { keyIdSchema } from '@/lib/domain/ids';
import { invalid } from '@/lib/domain/invalid';
import { resetSchema } from '@/lib/domain/limits/stop-fields';
import { accept, refuse } from '@/lib/domain/refusal';
import { circuitWireSchema, toCircuitWire } from '@/lib/domain/wire/safety-wire';
import { listCircuits as list } from '@/lib/use-cases/limits/list-circuits';
import { resetCircuit as reset } from '@/lib/use-cases/limits/reset-circuit';
import { keyExample } from '../key-example';
import { type Operation, personOf } from '../operation';

export const listCircuits: Operation = {
  name: 'listCircuits',
  method: 'GET',
  path: '/api/v1/circuits',
  summary:
    'List the keys that are let in no more for a while, because too much of what they asked was refused',
  answer: {
    status: 200,
    description: 'Every circuit breaker that is not closed',
    schema: z.object({ items: z.array(circuitWireSchema) }),
    example: {
      items: [
        {
          key_id: keyExample.id,
          key_name: keyExample.name,
          state: 'open',
          until: '2026-11-21T10:02:30.000Z',
        },
      ],
    },
  },
  refusals: [],
  run: async (call) => {
    const person = personOf(call);
    return person.ok ? accept({ body: { items: (await list(person.value)).map(toCircuitWire) } }) : person;
  },
};

export const resetCircuit: Operation = {
  name: 'resetCircuit',
  method: 'POST',
  path: '/api/v1/circuits/[id]/reset',
  summary: 'Let a paused key in before its time, with a reason. The id is that of the key.',
  body: resetSchema,
  bodyExample: { reason: 'The run was restarted with a corrected prompt' },
  answer: {
    status: 200,
    description: 'It is let in',
    schema: z.object({ key_id: z.string(), state: z.literal('closed') }),
    example: { key_id: keyExample.id, state: 'closed' },
  },
  refusals: [
    'RESOURCE_NOT_FOUND',
    'ROLE_REQUIRED',
    'IDEMPOTENCY_CONFLICT',
    'MALFORMED_JSON',
    'PAYLOAD_TOO_LARGE',
    'UNSUPPORTED_MEDIA_TYPE',
    'VALIDATION_FAILED',
    'OUTCOME_UNKNOWN',
  ],
  run: async (call) => {
    const person = personOf(call);
    if (!person.ok) return person;
    // UNTRUSTED INPUT: an id that cannot be one reads like one that does not exist.
    const keyId = keyIdSchema.safeParse(call.params['id']);
    if (!keyId.success) return refuse('RESOURCE_NOT_FOUND', 'There is no such key, or it is let in already.');
    const parsed = resetSchema.safeParse(call.input);
    if (!parsed.success) return { ok: false, refusal: invalid(parsed.error) };
    const { idempotencyKey } = call;
    const done = await reset(person.value, { keyId: keyId.data, ...parsed.data, idempotencyKey });
    if (!done.ok) return done;
    const { replayed } = done.value;
    return accept({ body: { key_id: done.value.keyId, state: 'closed' }, replayed });
  },
};
