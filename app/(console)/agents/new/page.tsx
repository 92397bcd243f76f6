import type { Metadata } from 'next';
import { NewKeyForm } from '@/components/agents/new-key-form';
import { Topbar } from '@/components/app/topbar';
import { ShortcutSheet } from '@/components/keyboard/shortcut-sheet';
import { managesKeys } from '@/lib/domain/people/role-refusals';
import { visible } from '@/lib/domain/text/visible';
import { possibleOwners } from '@/lib/use-cases/keys/possible-owners';
import { mcpUrl } from '../../mcp-url';
import { requireSession } from '../../require-session';
import { issueKeyAction } from '../actions';

export const metadata: Metadata = { title: 'New agent key' };

export default async function NewAgentKeyPage() {
  const { human } = await requireSession();
  const refusal = managesKeys(human.role);
  const owners = await possibleOwners(human);
  return (
    <main className="main" id="main">
      <Topbar title="New agent key" end={<ShortcutSheet />} />
      <div className="agent-page">
        {refusal ? (
          <p>{refusal.message}</p>
        ) : (
          <NewKeyForm
            owners={owners.map((owner) => ({ ...owner, name: visible(owner.name) }))}
            personId={human.userId}
            issue={issueKeyAction}
            mcpUrl={await mcpUrl()}
          />
        )}
      </div>
    </main>
  );
}
