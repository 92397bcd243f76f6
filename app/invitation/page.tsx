import type { Metadata } from 'next';
import { SignInPlate } from '@/components/auth/sign-in-plate';
import { BrandMark } from '@/components/ui/brand-mark';
import { tenantOfInvitation } from '@/lib/domain/people/invitation-token';

export const metadata: Metadata = { title: 'Invitation' };

type Props = { searchParams: Promise<{ token?: string | string[] }> };

/** What an invitation link opens. Opening it changes nothing; the button does. */
export default async function InvitationPage({ searchParams }: Props) {
  const { token } = await searchParams;
  const known = typeof token === 'string' && tenantOfInvitation(token) !== null;
  return (
    <main className="signin" id="main">
      <div className="form">
        <div className="row">
          <BrandMark size={24} />
          <span className="text-16 font-semibold">Countersign</span>
        </div>
        {known ? (
          <form action="/api/auth/invitation" method="post">
            <h1>You are invited</h1>
            <p className="muted mt-1">to review what agents have drafted</p>
            <p className="mt-6">
              This invitation lets one person in, once. Accept it, then sign in with the account it is meant
              for.
            </p>
            <input type="hidden" name="token" value={token} />
            <button type="submit" className="btn ink mt-6">
              Accept and sign in
            </button>
          </form>
        ) : (
          <form action="/sign-in">
            <h1>This link is no invitation</h1>
            <p className="muted mt-1">
              Part of it may be missing. Open it again from the message, or ask for a new one.
            </p>
            <button type="submit" className="btn mt-6">
              Go to sign in
            </button>
          </form>
        )}
      </div>
      <SignInPlate />
    </main>
  );
}
