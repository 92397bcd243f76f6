import { z } from 'zod';
import { draftIdSchema } from '../ids';
import { plainText } from '../resource/atom/plain-text';
import { digest } from '../wire/wire-values';
import { discardReasons } from './draft';
import { flagCodes } from './flag-code';

/** What a decision says: the same at every door, whatever each calls it. */
export const decisionFields = {
  draftId: draftIdSchema,
  proposedSpecDigest: digest,
  lockVersion: z.int().min(1),
  acknowledgedFlags: flagCodes,
  applyReason: plainText(500),
  discardReason: z.enum(discardReasons),
  /** For the proposer. */
  discardMessage: plainText(500),
};
