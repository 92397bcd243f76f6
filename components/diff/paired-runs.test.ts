import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { pairedRuns } from './paired-runs';

it('puts what differs on both sides beside each other', () => {
  expect(pairedRuns('hooks.acme.com', 'hooks.acrne.com')).toEqual([
    { equal: true, before: 'hooks.ac', after: 'hooks.ac' },
    { equal: false, before: 'm', after: 'rn' },
    { equal: true, before: 'e.com', after: 'e.com' },
  ]);
});

it('loses and invents nothing, and never calls two different stretches equal', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '.', 'é', '⟨U+200B⟩') });
  fc.assert(
    fc.property(text, text, (before, after) => {
      const runs = pairedRuns(before, after);
      expect(runs.map((run) => run.before).join('')).toBe(before);
      expect(runs.map((run) => run.after).join('')).toBe(after);
      expect(runs.every((run) => run.equal === (run.before === run.after))).toBe(true);
    }),
  );
});
