import { type AgentKey, endOf } from '@/lib/domain/keys/agent-key';
import { environmentNames } from '@/lib/domain/resource/environment-names';
import { visible } from '@/lib/domain/text/visible';
import { TimeText } from '../ui/time-text';
import { dataClassNames, scopeWords } from './key-words';

const listed = (texts: readonly string[], none: string): string =>
  texts.length === 0 ? none : texts.map((text) => visible(text)).join(', ');

/** What a key allows, in words. */
export function KeyFacts({ of: key }: { of: AgentKey }) {
  const { terms } = key;
  const labels = Object.entries(terms.label_scope).map(([label, value]) => `${label} = ${value}`);
  const facts: [string, React.ReactNode][] = [
    ['Purpose', visible(key.purpose)],
    ['Owner', `${visible(key.owner.name)}, ${key.owner.disabled ? 'disabled' : key.owner.role}`],
    ['Environment', key.everyEnvironment ? 'Every environment' : environmentNames[key.environment]],
    [
      'It may',
      listed(
        terms.scopes.map((scope) => scopeWords[scope]),
        'Nothing',
      ),
    ],
    [
      'Tools',
      terms.allowed_tools === null ? 'Every tool that it may use' : listed(terms.allowed_tools, 'None'),
    ],
    [
      'Data',
      listed(
        terms.data_classes.map((one) => dataClassNames[one]),
        'None',
      ),
    ],
    ['Labels', listed(labels, 'Any')],
    ['Addresses', listed(terms.ip_allowlist, 'Any')],
    ['Pace', `${terms.rate_limit_per_min} calls a minute, ${terms.burst} at once`],
    ['Waiting drafts', `At most ${terms.max_pending_drafts}`],
    ['Certificate', terms.client_cert_sha256 ?? 'None is asked for'],
    ['Tool surface', terms.pinned_surface_hash ?? 'Not pinned'],
    ['Reason', terms.require_reason ? 'Every call must say why' : 'Calls need not say why'],
    ['Issued', <TimeText key="issued" at={key.createdAt} mode="both" />],
    ['Ends', <TimeText key="ends" at={endOf(key)} mode="both" />],
    ['Revision', String(key.revision)],
    ['Key', key.id],
  ];
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name} className="contents">
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
