import { type AgentKey, endOf, type KeyConsent } from '@/lib/domain/keys/agent-key';
import { environmentNames } from '@/lib/domain/resource/environment-names';
import { visible } from '@/lib/domain/text/visible';
import { TimeText } from '../ui/time-text';
import { termFacts } from './term-facts';

type Fact = readonly [name: string, value: React.ReactNode];

/** Who let which client have it, in the words of the client, made visible. */
const consentFacts = ({ clientId, clientName, redirectHost, by, at }: KeyConsent): readonly Fact[] => [
  ['Came from', `A consent of ${visible(by.name)} to ${visible(clientName)}`],
  ['Consented', <TimeText key="consented" at={at} mode="both" />],
  ['OAuth client', visible(clientId)],
  ['Answers go to', visible(redirectHost)],
];

/** What a key allows, in words. */
export function KeyFacts({ of: key }: { of: AgentKey }) {
  const facts: readonly Fact[] = [
    ['Purpose', visible(key.purpose)],
    ['Owner', `${visible(key.owner.name)}, ${key.owner.disabled ? 'disabled' : key.owner.role}`],
    ...(key.consent ? consentFacts(key.consent) : []),
    ['Environment', key.everyEnvironment ? 'Every environment' : environmentNames[key.environment]],
    ...termFacts(key.terms),
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
