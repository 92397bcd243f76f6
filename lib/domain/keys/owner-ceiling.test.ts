import { describe, expect, it } from 'vitest';
import { roles } from '../actor';
import { restRows } from '../authority/rest-rows';
import { ceilingOf, exceedsOwner, underCeiling } from './owner-ceiling';
import { scopes } from './scope';

describe('the ceiling of an owner', () => {
  it('is for a viewer what a viewer reads: no proposing, and nothing of what agents asked for', () => {
    expect(ceilingOf('viewer').filter((scope) => !scope.startsWith('mcp:read:'))).toEqual([]);
    expect(ceilingOf('viewer')).not.toContain('mcp:read:logs');
    expect(exceedsOwner(['mcp:read:drafts', 'mcp:draft:create:endpoint'], 'viewer')).toMatchObject({
      code: 'EXCEEDS_OWNER',
      message: expect.stringContaining('mcp:draft:create:endpoint'),
    });
  });

  it('says of a key what it still carries and what is withheld', () => {
    expect(underCeiling(['mcp:read:drafts', 'mcp:draft:discard'], 'viewer')).toEqual({
      carried: ['mcp:read:drafts'],
      withheld: ['mcp:draft:discard'],
    });
    for (const role of roles.filter((one) => one !== 'viewer')) {
      expect(underCeiling(scopes, role)).toEqual({ carried: scopes, withheld: [] });
    }
  });

  it('never carries a scope to a route that the matrix refuses to a person of that role', () => {
    // Withdrawing an own proposal belongs to proposing; the route of that name decides on other people's drafts.
    const byScope = restRows.filter(({ scope }) => scope !== null && scope !== 'mcp:draft:discard');
    // What only an agent may do is no person's to be refused.
    const ofPeople = byScope.filter(({ cells }) => roles.some((role) => cells[role] === 'allow'));
    for (const { name, scope, cells } of ofPeople) {
      for (const role of roles) {
        const carried = ceilingOf(role).some((one) => one === scope);
        expect([name, role, carried && cells[role] !== 'allow']).toEqual([name, role, false]);
      }
    }
  });
});
