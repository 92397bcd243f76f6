import { z } from 'zod';
import { migrate } from '@/db/migrate';
import { invitationLink } from '@/lib/auth/invitation-link';
import { config } from '@/lib/config';
import { ttlHours } from '@/lib/domain/draft/lifecycle';
import { keyTermsFields, maxKeyDays } from '@/lib/domain/keys/key-terms';
import { scopes } from '@/lib/domain/keys/scope';
import { emailSchema, personNameSchema, roleSchema, tenantNameSchema } from '@/lib/domain/people/person';
import { environments } from '@/lib/domain/resource/resource-kind';
import { createTenant } from '@/lib/use-cases/bootstrap/create-tenant';
import { issueKeyFor } from '@/lib/use-cases/keys/issue-key-for';
import { revokeKey } from '@/lib/use-cases/keys/revoke-key';
import { setKeyLimit } from '@/lib/use-cases/keys/set-key-limit';
import { endSessionsOf } from '@/lib/use-cases/people/end-sessions-of';
import { invitePerson } from '@/lib/use-cases/people/invite-person';
import { newPassword, resetPassword } from '@/lib/use-cases/people/reset-password';
import { setDraftLife } from '@/lib/use-cases/tenants/set-draft-life';
import { callCommands } from './call-commands';
import { asApp, type Command, command, days, valueOf } from './command';
import { controlPlaneCommands } from './control-plane-commands';
import { operatorIn, ownerUrlOf } from './installation';
import { logCommands } from './log-commands';
import { serviceCommands } from './service-commands';
import { stopCommands } from './stop-commands';

const tenant = tenantNameSchema;
const keyId = z.string().regex(/^key_[0-9A-Z]{26}$/);
const hours = z.coerce.number().int().min(ttlHours.min).max(ttlHours.max);
const maxPending = z.coerce.number().pipe(keyTermsFields.max_pending_drafts);
const refusals = z.coerce.number().pipe(keyTermsFields.refusals_per_min);

export const commands: Readonly<Record<string, Command>> = {
  migrate: command('', 'brings the tables up to date', z.object({}), async (installation) => {
    await migrate(ownerUrlOf(installation));
    return ['The tables are up to date.'];
  }),

  bootstrap: command(
    '--tenant NAME --admin-email EMAIL [--reviewer-email EMAIL]…',
    'makes a tenant with an admin and, if named, reviewers, and shows their passwords once',
    z.object({
      tenant,
      'admin-email': emailSchema,
      'reviewer-email': z.array(emailSchema).default([]),
    }),
    asApp(async (_, { tenant: name, 'admin-email': adminEmail, 'reviewer-email': reviewerEmails }) => {
      const admin = { name: adminEmail, email: adminEmail, role: 'admin' as const, password: newPassword() };
      const reviewers = reviewerEmails.map((email) => ({
        name: email,
        email,
        role: 'reviewer' as const,
        password: newPassword(),
      }));
      const people = [admin, ...reviewers];
      valueOf(await createTenant({ name, people, agentKey: null }));
      return [
        `Tenant ${name} is made. These passwords are shown once:`,
        ...people.map(({ role, email, password }) => `  ${role}  ${email}  ${password}`),
      ];
    }),
  ),

  invite: command(
    '--tenant NAME --role viewer|reviewer|operator|admin [--days 7]',
    'makes a link with which one person enters through single sign-on, and shows it once',
    z.object({ tenant, role: roleSchema, days: days(30, 7) }),
    asApp(async (installation, { tenant: name, role, days: life }) => {
      const operator = await operatorIn(installation, name);
      const { token, expiresAt } = valueOf(await invitePerson(operator, { role, days: life }));
      return [
        `This link makes one person ${role} of ${name}. It works once, until ${expiresAt.toISOString()}, and is shown once:`,
        `  ${invitationLink(installation.publicUrl, token)}`,
      ];
    }),
  ),

  'issue-key': command(
    `--tenant NAME --owner EMAIL --name NAME [--purpose TEXT] [--environment ${environments.join('|')}] [--days 30] [--max-pending N] [--scope SCOPE]…`,
    'issues an agent key and shows it once',
    z.object({
      tenant,
      owner: emailSchema,
      name: personNameSchema,
      purpose: z.string().trim().min(1).max(500).default('Issued by the operator'),
      environment: z.enum(environments).default('dev'),
      days: days(maxKeyDays, 30),
      'max-pending': maxPending.optional(),
      scope: z.array(z.enum(scopes)).default([...scopes]),
    }),
    asApp(async (installation, { tenant: place, owner, name, scope, 'max-pending': limit, ...rest }) => {
      const operator = await operatorIn(installation, place);
      const maxPendingDrafts = limit ?? config().maxPendingDrafts.ofNewKey;
      const grant = {
        ...rest,
        maxPendingDrafts,
        name,
        agentIdentity: name,
        ownerEmail: owner,
        scopes: scope,
      };
      const { id, token } = valueOf(await issueKeyFor(operator, grant));
      return [`Key ${id} is valid for ${rest.days} days. Its token is shown once:`, `  ${token}`];
    }),
  ),

  'set-key-limit': command(
    '--tenant NAME --key KEY_ID [--max-pending NUMBER] [--refusals NUMBER]',
    'changes how many drafts of an agent key may wait at once, and what its refused requests may weigh in a minute before it is paused',
    z.object({
      tenant,
      key: keyId,
      'max-pending': maxPending.optional(),
      refusals: refusals.optional(),
    }),
    asApp(async (installation, { tenant: name, key, 'max-pending': waiting, refusals: refused }) => {
      const operator = await operatorIn(installation, name);
      const limits = { max_pending_drafts: waiting, refusals_per_min: refused };
      const { terms } = valueOf(await setKeyLimit(operator, key, limits)).key;
      return [
        `Key ${key} may have ${terms.max_pending_drafts} drafts waiting.`,
        `It is paused after refusals that weigh ${terms.refusals_per_min} in a minute.`,
      ];
    }),
  ),

  'set-draft-life': command(
    '--tenant NAME [--hours N] [--min-hours N] [--max-hours N] [--keep-expired-days N]',
    'sets how long drafts of a tenant live, within which bounds agents may choose, and how long expired ones are kept',
    z.object({
      tenant,
      hours: hours.optional(),
      'min-hours': hours.optional(),
      'max-hours': hours.optional(),
      'keep-expired-days': z.coerce.number().int().min(1).max(3650).optional(),
    }),
    asApp(async (installation, options) => {
      const operator = await operatorIn(installation, options.tenant);
      const change = {
        usual: options.hours ?? null,
        least: options['min-hours'] ?? null,
        most: options['max-hours'] ?? null,
        retentionDays: options['keep-expired-days'] ?? null,
      };
      const { life } = valueOf(await setDraftLife(operator, { change, seen: null, idempotencyKey: null }));
      const { usual, least, most, retentionDays } = life;
      return [
        `Drafts of ${options.tenant} live ${usual} hours; agents may ask for ${least} to ${most}.`,
        `Expired ones are kept for ${retentionDays} days.`,
      ];
    }),
  ),

  'revoke-key': command(
    '--tenant NAME --key KEY_ID',
    'revokes an agent key for good',
    z.object({ tenant, key: keyId }),
    asApp(async (installation, { tenant: name, key }) => {
      valueOf(await revokeKey(await operatorIn(installation, name), key, {}, null));
      return [`Key ${key} is revoked.`];
    }),
  ),

  ...serviceCommands,
  ...stopCommands,

  'reset-password': command(
    '--email EMAIL',
    'gives a local account a new password, shows it once, and ends its sessions',
    z.object({ email: emailSchema }),
    asApp(async (installation, { email }) => {
      const { name, password } = valueOf(await resetPassword(ownerUrlOf(installation), email));
      return [`${name} signs in with this password, shown once; every session has ended:`, `  ${password}`];
    }),
  ),

  'revoke-sessions': command(
    '--tenant NAME --email EMAIL',
    'ends every session of a person',
    z.object({ tenant, email: emailSchema }),
    asApp(async (installation, { tenant: name, email }) => {
      const ended = valueOf(await endSessionsOf(await operatorIn(installation, name), email));
      return [ended === 1 ? '1 session has ended.' : `${ended} sessions have ended.`];
    }),
  ),

  ...controlPlaneCommands,

  ...callCommands,

  ...logCommands,
};
