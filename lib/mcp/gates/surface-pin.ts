import type { Result } from '@/lib/domain/refusal';
import { pinHolds } from '@/lib/door/surface-pin';
import type { Caller } from '../caller';
import { surfaceHash } from '../surface';

export const surfacePinHolds = ({ facts: { surfacePin: sent, agent } }: Caller): Result<null> =>
  pinHolds({ sent, ofKey: agent.grant.pinnedSurface }, surfaceHash);
