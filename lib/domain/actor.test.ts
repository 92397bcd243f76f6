import { describe, expect, it } from 'vitest';
import { type Actor, mayDecide, principalOf, roles } from './actor';
import { openGrant } from './keys/testing/open-grant';

const tenantId = 'acme';
const actors: [Actor, string][] = [
  [
    {
      kind: 'human',
      tenantId,
      userId: 'usr_1',
      sessionId: 'ses_1',
      name: 'Ada',
      email: 'ada@acme.example.com',
      role: 'admin',
    },
    'usr_1',
  ],
  [
    {
      kind: 'agent',
      tenantId,
      keyId: 'key_1',
      name: 'bot',
      ownerId: 'usr_1',
      ownerRole: 'reviewer',
      scopes: [],
      grant: openGrant,
    },
    'key_1',
  ],
  [{ kind: 'system', tenantId, name: 'sweep' }, 'system:sweep'],
];

describe('an actor', () => {
  it.each(actors)('$kind is recorded by its own id, never by a name or an owner', (actor, principal) => {
    expect(principalOf(actor)).toBe(principal);
  });

  it('decides drafts only as reviewer or admin', () => {
    expect(roles.filter(mayDecide)).toEqual(['reviewer', 'admin']);
    expect(roles).toEqual(['viewer', 'reviewer', 'operator', 'admin']);
  });
});
