import { type ActorName, namedActors as queryNamedActors } from '@/db/queries/evidence-names';
import { withTenantRead } from '@/db/tenant';
import type { Human } from '@/lib/domain/actor';

/** Whom the evidence of this tenant can be narrowed to. */
export const namedActors = (human: Human): Promise<ActorName[]> => withTenantRead(human, queryNamedActors);
