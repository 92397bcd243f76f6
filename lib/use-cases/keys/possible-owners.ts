import { peopleWhoOwn } from '@/db/queries/people';
import { withTenantRead } from '@/db/tenant';
import type { Human, Role } from '@/lib/domain/actor';

export type PossibleOwner = { id: string; name: string; role: Role };

/** Who could answer for a key: the people of the tenant, by name. */
export const possibleOwners = (human: Human): Promise<PossibleOwner[]> => withTenantRead(human, peopleWhoOwn);
