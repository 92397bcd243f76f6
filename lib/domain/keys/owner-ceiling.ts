import type { Role } from '../actor';
import { type Refusal, refuse } from '../refusal';
import { type Scope, scopes } from './scope';

/** A viewer proposes nothing and does not read what agents asked for. */
const ofViewer = scopes.filter((scope) => scope.startsWith('mcp:read:') && scope !== 'mcp:read:logs');

/** The scopes that a key of this role's person can carry: what the person may read and propose, and nothing else. */
export const ceilingOf = (role: Role): readonly Scope[] => (role === 'viewer' ? ofViewer : scopes);

/** What a key holds, as its owner's role stands now: what it still carries, and what is withheld. */
export function underCeiling(
  held: readonly Scope[],
  role: Role,
): { carried: readonly Scope[]; withheld: readonly Scope[] } {
  const ceiling = ceilingOf(role);
  return {
    carried: held.filter((scope) => ceiling.includes(scope)),
    withheld: held.filter((scope) => !ceiling.includes(scope)),
  };
}

const article = { viewer: 'a', reviewer: 'a', operator: 'an', admin: 'an' } as const;

/** Why a key of this person cannot hold these scopes, or null. */
export function exceedsOwner(asked: readonly Scope[], role: Role): Refusal | null {
  const { withheld } = underCeiling(asked, role);
  if (withheld.length === 0) return null;
  const names = withheld.join(', ');
  return refuse('EXCEEDS_OWNER', `The owner is ${article[role]} ${role}, whose keys cannot hold ${names}.`, {
    hint: 'Leave them out, or name an owner whose role carries them.',
  }).refusal;
}
