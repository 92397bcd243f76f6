import { z } from 'zod';
import { stopIdSchema } from '@/lib/domain/ids';
import { invalid } from '@/lib/domain/invalid';
import { releaseSchema, stopFields, stopSchema } from '@/lib/domain/limits/stop-fields';
import { accept, refuse } from '@/lib/domain/refusal';
import { stopWireSchema, toStopWire } from '@/lib/domain/wire/stop-wire';
import { engageStop } from '@/lib/use-cases/stops/engage-stop';
import { listStops as list } from '@/lib/use-cases/stops/list-stops';
import { releaseStop as release } from '@/lib/use-cases/stops/release-stop';
import { stopExample } from '../examples';
import { type Call, type Operation, personOf } from '../operation';

const path = '/api/v1/stops';
const writing = [
  'RESOURCE_NOT_FOUND',
  'ROLE_REQUIRED',
  'IDEMPOTENCY_CONFLICT',
  'MALFORMED_JSON',
  'PAYLOAD_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  'VALIDATION_FAILED',
  'OUTCOME_UNKNOWN',
] as const;

export const listStops: Operation = {
  name: 'listStops',
  method: 'GET',
  path,
  summary: 'List what is stopped, then what was',
  answer: {
    status: 200,
    description: 'Every stop in force and the last that are over',
    schema: z.object({ items: z.array(stopWireSchema) }),
    example: { items: [stopExample] },
  },
  refusals: [],
  run: async (call) => {
    const person = personOf(call);
    return person.ok ? accept({ body: { items: (await list(person.value)).map(toStopWire) } }) : person;
  },
};

const stopAnswer = z.object({ stop: stopWireSchema });

export const stopAgents: Operation = {
  name: 'stopAgents',
  method: 'POST',
  path,
  summary:
    'Stop a tenant, a key, a tool or a run, at once: what it covers is refused, and its drafts are frozen. What is stopped already stays so.',
  body: z.strictObject(stopFields),
  bodyExample: { scope: 'run', subject: 'run-2026-11-21-7' },
  answer: {
    status: 200,
    description: 'It is stopped',
    schema: stopAnswer,
    example: { stop: stopExample },
  },
  refusals: writing,
  run: async (call) => {
    const person = personOf(call);
    if (!person.ok) return person;
    const parsed = stopSchema.safeParse(call.input);
    if (!parsed.success) return { ok: false, refusal: invalid(parsed.error) };
    const { scope, subject = null, reason = '' } = parsed.data;
    const { idempotencyKey } = call;
    const stopped = await engageStop(person.value, { scope, subject, reason, idempotencyKey });
    if (!stopped.ok) return stopped;
    return accept({ body: { stop: toStopWire(stopped.value.stop) }, replayed: stopped.value.replayed });
  },
};

export const releaseStop: Operation = {
  name: 'releaseStop',
  method: 'POST',
  path: '/api/v1/stops/[id]/release',
  summary: 'Let what was stopped go on: with a reason, and the name of what is resumed.',
  body: releaseSchema,
  bodyExample: { reason: 'The run was restarted with a corrected prompt', confirm: stopExample.subject_name },
  answer: {
    status: 200,
    description: 'It goes on',
    schema: stopAnswer,
    example: {
      stop: {
        ...stopExample,
        state: 'released',
        released: {
          by: stopExample.engaged_by,
          at: '2026-11-21T10:02:00.000Z',
          reason: 'The run was restarted with a corrected prompt',
        },
      },
    },
  },
  refusals: writing,
  run: async (call) => {
    const person = personOf(call);
    if (!person.ok) return person;
    const stopId = stopIdOf(call.params);
    if (stopId === null) return refuse('RESOURCE_NOT_FOUND', 'There is no such stop, or it is over.');
    const parsed = releaseSchema.safeParse(call.input);
    if (!parsed.success) return { ok: false, refusal: invalid(parsed.error) };
    const { idempotencyKey } = call;
    const released = await release(person.value, { stopId, ...parsed.data, idempotencyKey });
    if (!released.ok) return released;
    return accept({ body: { stop: toStopWire(released.value.stop) }, replayed: released.value.replayed });
  },
};

/** UNTRUSTED INPUT: an id that cannot be one reads like one that does not exist. */
const stopIdOf = ({ id }: Call['params']) => stopIdSchema.safeParse(id).data ?? null;
