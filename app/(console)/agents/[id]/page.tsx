import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { KeyAct } from '@/components/agents/key-act';
import { KeyDetail } from '@/components/agents/key-detail';
import { BackTopbar } from '@/components/app/back-topbar';
import type { KeyState } from '@/lib/domain/keys/agent-key';
import { type KeyVerb, keyVerbs } from '@/lib/domain/keys/key-verb';
import { managesKeys } from '@/lib/domain/people/role-refusals';
import { visible } from '@/lib/domain/text/visible';
import { showKey } from '@/lib/use-cases/keys/show-key';
import { mcpUrl } from '../../mcp-url';
import { requireSession } from '../../require-session';
import { actOnKeyAction } from '../actions';

export const metadata: Metadata = { title: 'Agent key' };

/** What can be done to a key, by where it stands. */
const verbsOf: Record<KeyState, readonly KeyVerb[]> = {
  active: ['suspend', 'rotate', 'revoke'],
  retiring: ['suspend', 'revoke'],
  suspended: ['resume', 'revoke'],
  expired: ['revoke'],
  revoked: [],
};

export default async function AgentKeyPage({ params }: { params: Promise<{ id: string }> }) {
  const { human } = await requireSession();
  const shown = await showKey(human, (await params).id);
  if (!shown.ok) notFound();
  const { key, state, use, tools, related, paused } = shown.value;
  const possible = verbsOf[state].filter((verb) => verb !== 'rotate' || key.consent === null);
  const verbs = managesKeys(human.role) === null ? possible : [];
  const address = await mcpUrl();
  return (
    <main className="main" id="main">
      <BackTopbar to="/agents" name="Agents" />
      <KeyDetail
        of={key}
        state={state}
        use={use}
        tools={tools}
        related={related}
        paused={paused}
        changeable={verbs.length > 0 && state !== 'expired'}
        acts={keyVerbs.map((verb) => (
          <KeyAct
            key={verb}
            keyId={key.id}
            verb={verb}
            offered={verbs.includes(verb)}
            personId={human.userId}
            act={actOnKeyAction}
            of={visible(key.name)}
            mcpUrl={address}
            related={related}
          />
        ))}
      />
    </main>
  );
}
