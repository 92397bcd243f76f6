import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ChangeKeyForm } from '@/components/agents/change-key-form';
import { Topbar } from '@/components/app/topbar';
import { ShortcutSheet } from '@/components/keyboard/shortcut-sheet';
import { managesKeys } from '@/lib/domain/people/role-refusals';
import { visible } from '@/lib/domain/text/visible';
import { showKey } from '@/lib/use-cases/keys/show-key';
import { requireSession } from '../../../require-session';
import { changeKeyAction } from '../../actions';

export const metadata: Metadata = { title: 'Change an agent key' };

export default async function ChangeAgentKeyPage({ params }: { params: Promise<{ id: string }> }) {
  const { human } = await requireSession();
  const shown = await showKey(human, (await params).id);
  if (!shown.ok) notFound();
  const { key } = shown.value;
  const refusal = managesKeys(human.role);
  return (
    <main className="main" id="main">
      <Topbar title={`Change ${visible(key.name)}`} end={<ShortcutSheet />} />
      <div className="agent-page">
        {refusal || key.status === 'revoked' ? (
          <p>{refusal?.message ?? 'This key is revoked, and that is for good.'}</p>
        ) : (
          <ChangeKeyForm
            keyId={key.id}
            now={{ revision: key.revision, terms: key.terms }}
            ownerRole={key.owner.role}
            consentedBy={key.consent?.by.name ?? null}
            personId={human.userId}
            change={changeKeyAction}
          />
        )}
      </div>
    </main>
  );
}
