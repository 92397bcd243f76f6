import { FileCheck, KeyRound } from 'lucide-react';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { callbackPath } from '@/components/auth/callback-path';
import { SignInForm } from '@/components/auth/sign-in-form';
import { SignInPlate } from '@/components/auth/sign-in-plate';
import { signInWords } from '@/components/auth/sign-in-words';
import { BrandMark } from '@/components/ui/brand-mark';
import { DocumentLink } from '@/components/ui/document-link';
import { currentHuman } from '@/lib/auth/session';
import { singleSignOn } from '@/lib/auth/single-sign-on';

export const metadata: Metadata = { title: 'Sign in' };

type Props = { searchParams: Promise<{ callbackUrl?: string; error?: string }> };

export default async function SignInPage({ searchParams }: Props) {
  const { callbackUrl, error } = await searchParams;
  const path = callbackPath(callbackUrl);
  if ((await currentHuman()) !== null) redirect(path);
  const oidc = singleSignOn();
  return (
    <main className="signin" id="main">
      <div className="form">
        <div className="row">
          <BrandMark size={24} />
          <span className="text-16 font-semibold">Countersign</span>
        </div>
        <SignInForm
          callbackUrl={path}
          problem={error === undefined ? null : (signInWords[error] ?? signInWords['default'] ?? null)}
          singleSignOn={oidc === null ? null : { id: oidc.id, name: oidc.name.toLowerCase() }}
          words={signInWords}
        />
        <p className="muted text-12 row">
          <KeyRound className="icon-small" aria-hidden="true" />
          Agents do not sign in here, and an agent key never opens this page.
        </p>
        <p className="muted text-12 row mt-2">
          <FileCheck className="icon-small" aria-hidden="true" />
          <DocumentLink className="link" href="/verify">
            Verify evidence that you were given
          </DocumentLink>
        </p>
      </div>
      <SignInPlate />
    </main>
  );
}
