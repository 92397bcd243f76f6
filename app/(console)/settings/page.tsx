import type { Metadata } from 'next';
import { Topbar } from '@/components/app/topbar';
import { ShortcutSheet } from '@/components/keyboard/shortcut-sheet';
import { DraftLifeFacts } from '@/components/settings/draft-life-facts';
import { DraftLifeForm } from '@/components/settings/draft-life-form';
import { visible } from '@/lib/domain/text/visible';
import { showDraftLife } from '@/lib/use-cases/tenants/show-draft-life';
import { requireSession } from '../require-session';
import { setDraftSettingsAction } from './actions';

export const metadata: Metadata = { title: 'Settings' };

export default async function SettingsPage() {
  const { human } = await requireSession();
  const { life, admins } = await showDraftLife(human);
  return (
    <main className="main" id="main">
      <Topbar title="Settings" end={<ShortcutSheet />} />
      <article className="settings">
        <section aria-labelledby="drafts">
          <h2 id="drafts">Drafts</h2>
          <p className="muted">
            How long a draft waits for a decision, and how long it is kept when none came. Drafts that exist
            keep the end they have: a new life counts for those proposed from now on.
          </p>
          {human.role === 'admin' ? (
            <DraftLifeForm life={life} personId={human.userId} save={setDraftSettingsAction} />
          ) : (
            <DraftLifeFacts life={life} admins={admins.map((name) => visible(name))} />
          )}
        </section>
      </article>
    </main>
  );
}
