import type { MovedField } from '../../refusal';
import type { Base, Creator } from '../draft';
import type { LiveResource } from './base-moved';
import type { CheckContext } from './check';

/** Everything that the answer to "may this be applied?" depends on, as one transaction sees it. */
export type ApplyQuestion = CheckContext & {
  draft: { proposedSpecDigest: string; lockVersion: number; base: Base; createdBy: Creator };
  /** What the person was shown. */
  seen: { digest: string; lockVersion: number };
  live: (NonNullable<LiveResource> & { spec: unknown }) | null;
  /** Fields that differ between base and live, computed by the caller when they are not the same version. */
  moved: readonly MovedField[];
  /** How many people of the tenant may decide. */
  deciders: number;
};
