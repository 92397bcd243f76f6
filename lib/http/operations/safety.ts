import { accept } from '@/lib/domain/refusal';
import { safetyWireSchema, toSafetyWire } from '@/lib/domain/wire/safety-wire';
import { showPosture } from '@/lib/use-cases/posture/show-posture';
import { showAlarm } from '@/lib/use-cases/selftest/show-alarm';
import { type Operation, personOf } from '../operation';

export const showSafety: Operation = {
  name: 'showSafety',
  method: 'GET',
  path: '/api/v1/safety',
  summary:
    'Show how the boundary stands: a row for each thing that could be open, and what was last seen of it',
  answer: {
    status: 200,
    description: 'The posture of this tenant, and its alarm if there is one',
    schema: safetyWireSchema,
    example: {
      posture: [
        {
          id: 'self_test',
          what: 'Boundary self-test',
          light: 'green',
          sentence: 'All 78 attempts to apply as a program were refused.',
          href: '/evidence?event=boundary_tested',
        },
      ],
      alarm: null,
    },
  },
  refusals: [],
  run: async (call) => {
    const person = personOf(call);
    if (!person.ok) return person;
    const [posture, alarm] = await Promise.all([showPosture(person.value), showAlarm(person.value)]);
    return accept({ body: toSafetyWire(posture, alarm) });
  },
};
