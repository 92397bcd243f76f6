import { describe, expect, it } from 'vitest';
import { inverseOf } from './inverse';

const before = { name: 'orders', timeout_seconds: 10, enabled: true };
const after = { name: 'orders', timeout_seconds: 20, enabled: true };

describe('the inverse of an applied draft', () => {
  it('of a create disables what is live now, and loses nothing of it', () => {
    expect(inverseOf('create', { live: after, base: null })).toEqual({
      operation: 'update',
      spec: { ...after, enabled: false },
    });
  });

  it('of an update is the spec before it', () => {
    expect(inverseOf('update', { live: after, base: before })).toEqual({ operation: 'update', spec: before });
  });

  it('of a delete creates what was deleted', () => {
    expect(inverseOf('delete', { live: null, base: before })).toEqual({ operation: 'create', spec: before });
  });

  it.each(['create', 'update', 'delete'] as const)(
    'of a %s is nothing when its spec is gone',
    (operation) => {
      expect(inverseOf(operation, { live: null, base: null })).toBeNull();
    },
  );
});
