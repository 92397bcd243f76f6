import { z } from 'zod';
import { accept } from '@/lib/domain/refusal';
import { visible } from '@/lib/domain/text/visible';
import { sessionSchema } from '@/lib/domain/wire/login-wire';
import { endSession as end } from '@/lib/use-cases/people/end-session';
import { showSession as show } from '@/lib/use-cases/people/show-session';
import { type Operation, personOf } from '../operation';

/** Whose session this is. */
export const showSession: Operation = {
  name: 'showSession',
  method: 'GET',
  path: '/api/v1/session',
  summary: 'Say who asks: the person behind the session or the terminal’s token',
  answer: {
    status: 200,
    description: 'The person',
    schema: sessionSchema,
    example: {
      user: {
        id: 'usr_01KAJ3V7Q8M2N4P6R8T0V2X4Z7',
        name: 'Robin Reviewer',
        email: 'robin@acme.example',
        role: 'reviewer',
      },
      tenant: 'acme',
      kind: 'cli',
      expires_at: '2026-11-21T21:30:00.000Z',
    },
  },
  refusals: [],
  run: async (call) => {
    const person = personOf(call);
    if (!person.ok) return person;
    const session = await show(person.value);
    if (!session.ok) return session;
    const { userId: id, name, email, role } = person.value;
    const { tenant, kind, expiresAt } = session.value;
    const user = { id, name: visible(name), email, role };
    return accept({ body: { user, tenant, kind, expires_at: expiresAt.toISOString() } });
  },
};

const endSchema = z.strictObject({});

/** Ends the session that asks, and no other. */
export const endSession: Operation = {
  name: 'endSession',
  method: 'POST',
  path: '/api/v1/session/end',
  summary: 'End this session: its token or cookie opens nothing any more',
  body: endSchema,
  bodyExample: {},
  answer: {
    status: 200,
    description: 'Ended',
    schema: z.object({ ended: z.literal(true) }),
    example: { ended: true },
  },
  refusals: ['MALFORMED_JSON', 'PAYLOAD_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'],
  run: async (call) => {
    const person = personOf(call);
    if (!person.ok) return person;
    await end(person.value.sessionId);
    return accept({ body: { ended: true } });
  },
};
