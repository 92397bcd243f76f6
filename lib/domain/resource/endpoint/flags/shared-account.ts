import type { Flag } from '../../../draft/risk';
import { visible } from '../../../text/visible';
import type { Subject } from './subject';

/** Hosts that serve anybody: whose account receives is told by the path alone. */
const hosts = new Set(
  [
    'webhook.site webhook.cool webhook-test.com hookbin.com requestbin.com requestbin.net requestinspector.com',
    'hooks.zapier.com maker.ifttt.com hooks.airtable.com connect.pabbly.com webhooks.workato.com webhooks.tray.io',
    'smee.io hkdk.events hookb.in ptsv2.com ptsv3.com play.svix.com webhook.io relay.app',
    'hooks.slack.com discord.com ptb.discord.com canary.discord.com discordapp.com api.telegram.org ntfy.sh',
    'script.google.com chat.googleapis.com storage.googleapis.com s3.amazonaws.com outlook.office.com',
    'api.github.com gitlab.com dev.azure.com events.pagerduty.com api.opsgenie.com api.pushover.net',
  ].flatMap((names) => names.split(' ')),
);

/** The same where a region or a cluster is a name of its own in front. */
const suffixes =
  'make.com integromat.com logic.azure.com webhook.office.com office365.com powerplatform.com flow.microsoft.com'.split(
    ' ',
  );

const cloudService = /^(?:s3|sqs|sns)[.-].*amazonaws\.com$/;

const sharesByPath = (host: string): boolean =>
  hosts.has(host) || cloudService.test(host) || suffixes.some((suffix) => host.endsWith(`.${suffix}`));

/** The field by which another account is named; null when it stays the same one, or when `new-domain` says more. */
function changedField({ from, to, newHost, hosts: known }: Subject): string | null {
  if (to === null || !sharesByPath(to.host)) return null;
  if (newHost !== null) return known.has(newHost) ? 'target_path' : null;
  if (to.path !== from?.path) return 'target_path';
  return to.query === from.query ? null : 'target_query';
}

/** Another account of a host that serves anybody. */
export function targetAccountChanged(subject: Subject): Flag[] {
  const { from, to } = subject;
  const field = changedField(subject);
  if (to === null || field === null) return [];
  return [
    {
      code: 'target-account-changed',
      tier: 'high',
      title: from === null ? 'Account at a shared host' : 'Another account may receive',
      sentence: `Anybody can have an address at ${visible(to.host)}: the path and the query alone say whose it is.`,
      field,
    },
  ];
}
