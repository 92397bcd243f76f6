import { z } from 'zod';
import { plainText } from '../resource/atom/plain-text';
import { releaseReason, tenantScopes } from './stop';

/** As the runs that it is compared with: without the space around it. */
const subject = plainText(200).pipe(z.string().trim());

/** What says that something stops, at every door. The subject may be left out where the scope says it all. */
export const stopFields = {
  scope: z.enum(tenantScopes).describe('What stops: everything of the tenant, one key, one tool or one run'),
  subject: subject.optional().describe('The key id, the tool or the run id; none for a tenant'),
  reason: plainText(500).optional().describe('Why. Stopping needs none'),
};
export const stopSchema = z
  .strictObject(stopFields)
  .refine(
    ({ scope, subject: named }) => (scope === 'tenant') === (named === undefined || named.trim() === ''),
    {
      path: ['subject'],
      message: 'Name the key, the tool or the run; a tenant needs no subject.',
    },
  );

const reason = plainText(releaseReason.most)
  .pipe(z.string().trim().min(releaseReason.least))
  .describe(`Why it may go on, at least ${releaseReason.least} characters`);

/** What lets a paused key in before its time. */
export const resetSchema = z.strictObject({ reason });

/** What lets it go on. */
export const releaseSchema = z.strictObject({
  reason,
  confirm: subject.describe('The name of what is resumed, as the stop says it'),
});
