import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Topbar } from '@/components/app/topbar';
import { ConsentForm } from '@/components/oauth/consent-form';
import { ConsentFacts } from '@/components/oauth/consent-request';
import { config } from '@/lib/config';
import { showConsent } from '@/lib/use-cases/oauth/consent-to-client';
import { requireSession } from '../../require-session';
import { consentAction } from './actions';

export const metadata: Metadata = { title: 'Let a program in' };

type Props = { searchParams: Promise<{ request?: string | string[] }> };

/** RFC 6749 section 4.1.1: the signed-in person sees what asks, and decides what it gets. */
export default async function ConsentPage({ searchParams }: Props) {
  if (config().oauth === null) notFound();
  const { human } = await requireSession();
  const { request } = await searchParams;
  const handle = typeof request === 'string' ? request : '';
  const shown = await showConsent(human, handle);
  return (
    <main className="main" id="main">
      <Topbar title="Let a program in" />
      <article className="consent">
        {shown.ok ? (
          <ConsentFacts asks={shown.value} person={human}>
            <ConsentForm
              handle={handle}
              personId={human.userId}
              role={human.role}
              offered={shown.value.offered}
              beyond={shown.value.beyond}
              decide={consentAction}
            />
          </ConsentFacts>
        ) : (
          <p className="said bad mt-6" role="alert">
            {shown.refusal.message}
          </p>
        )}
      </article>
    </main>
  );
}
