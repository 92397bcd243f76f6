import { describe, expect, it } from 'vitest';
import { blockedBy } from './blocked';
import type { Base } from './draft';

const absent: Base = { state: 'absent' };
const second: Base = { state: 'present', resourceId: 'end_1', version: 2, digest: 'sha256:b' };
const live = { resourceId: 'end_1', version: 2, digest: 'sha256:b' };
const message = (base: Base, now: typeof live | null) =>
  blockedBy({ status: 'pending', base }, now)?.message ?? null;

describe('blockedBy', () => {
  it('says nothing while the base is what the draft was made against', () => {
    expect(message(absent, null)).toBeNull();
    expect(message(second, live)).toBeNull();
  });

  it('says in words what moved', () => {
    expect(message(absent, live)).toBe('A resource of this name exists now.');
    expect(message(second, null)).toBe('The live resource is gone.');
    expect(message(second, { ...live, version: 3, digest: 'sha256:c' })).toBe(
      'Made against version 2, version 3 is live.',
    );
    expect(message(second, { ...live, resourceId: 'end_2' })).toBe(
      'Another resource of this name is live now.',
    );
  });

  it('has nothing to say of a draft that is decided', () => {
    expect(blockedBy({ status: 'applied', base: second }, null)).toBeNull();
    expect(blockedBy({ status: 'expired', base: absent }, live)).toBeNull();
  });
});
