import { describe, expect, it } from 'vitest';
import { heldTicks, recordedTicks, unticked } from './acknowledged-flags';
import { flagCodes } from './flag-code';
import type { Flag } from './risk';

const flag = (code: string, tier: Flag['tier']): Flag => ({
  code,
  tier,
  title: `Title of ${code}`,
  sentence: code,
  field: null,
});
const standing = [flag('new-domain', 'high'), flag('disabled', 'medium'), flag('lookalike-host', 'high')];

describe('ticks of a decision', () => {
  it('are complete when every high flag is among them', () => {
    expect(unticked(standing, ['lookalike-host', 'new-domain'])).toBeNull();
    expect(unticked(standing, ['lookalike-host', 'new-domain', 'gone-since'])).toBeNull();
    expect(unticked([], [])).toBeNull();
  });

  it('name each high flag that is missing, and no lesser one', () => {
    expect(unticked(standing, ['lookalike-host'])).toEqual({
      code: 'CHECKLIST_INCOMPLETE',
      message: 'Not ticked: Title of new-domain.',
      hint: expect.any(String),
      issues: [{ path: 'acknowledged_flags', code: 'new-domain', message: 'Title of new-domain' }],
    });
    expect(unticked(standing, [])?.issues).toHaveLength(2);
  });

  it('are recorded sorted, once, and only where the flag stands', () => {
    const ticked = ['new-domain', 'lookalike-host', 'new-domain', 'someone-elses-words', 'disabled'];
    expect(recordedTicks(standing, ticked)).toEqual(['disabled', 'lookalike-host', 'new-domain']);
    expect(recordedTicks(standing, [])).toEqual([]);
  });

  it('are read as codes, never as free text, and not without end', () => {
    expect(flagCodes.safeParse(['new-domain']).success).toBe(true);
    for (const posted of [['New domain'], ['a'.repeat(65)], [''], [1], Array(51).fill('new-domain')]) {
      expect(flagCodes.safeParse(posted).success).toBe(false);
    }
  });
});

describe('ticks of several places', () => {
  const complete = { ok: true, value: ['lookalike-host', 'new-domain'] };

  it('count together', () => {
    expect(heldTicks(standing, [['new-domain'], ['lookalike-host', 'new-domain']])).toEqual(complete);
    expect(heldTicks(standing, [null, ['new-domain', 'lookalike-host']])).toEqual(complete);
  });

  it('are held to what stands as soon as one place asked, and else to nothing', () => {
    expect(heldTicks(standing, [['new-domain'], null])).toMatchObject({
      refusal: { code: 'CHECKLIST_INCOMPLETE' },
    });
    expect(heldTicks(standing, [[], null])).toMatchObject({ refusal: { code: 'CHECKLIST_INCOMPLETE' } });
    expect(heldTicks(standing, [null, null])).toEqual({ ok: true, value: [] });
  });
});
