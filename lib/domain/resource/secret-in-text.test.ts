import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { readings } from '../text/readings';
import { secretIn } from './secret-in-text';
import { secretRuleOf } from './secret-rules';

// What is not read closely because no rule can hold for it: the rules themselves must say so.
it.each([
  ['names', /^[a-z_./]{0,15}$/],
  ['names with a prefix of a rule', /^(?:sk_live_|hum_|mcp_|npm_|ghp_|whsec_)[a-z_./]{0,7}$/],
  ['numbers and dates', /^[0-9.-]{0,15}$/],
])('breaks no rule by form: short plain %s', (_, form) => {
  fc.assert(
    fc.property(fc.stringMatching(form), (text) => {
      expect(
        readings(text)
          .texts.map(secretRuleOf)
          .filter((rule) => rule !== null),
      ).toEqual([]);
      expect(secretIn(text)).toBeNull();
    }),
    { numRuns: 2_000 },
  );
});

it('still reads a short text with a hyphen', () => {
  expect(secretIn(['xoxb', 'abcdefghij'].join('-'))).toBe('SLACK_TOKEN');
});
