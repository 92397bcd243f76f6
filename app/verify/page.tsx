import type { Metadata } from 'next';
import { BrandMark } from '@/components/ui/brand-mark';
import { DocumentLink } from '@/components/ui/document-link';
import { VerifyForm } from '@/components/verify/verify-form';

export const metadata: Metadata = { title: 'Verify evidence' };

/** For whoever was handed a file of the log: no account, and nothing of the file leaves the page. */
export default function VerifyPage() {
  return (
    <main className="verify" id="main">
      <DocumentLink className="row brand" href="/">
        <BrandMark size={24} />
        <span className="text-16 font-semibold">Countersign</span>
      </DocumentLink>
      <h1>Verify evidence</h1>
      <p className="muted mt-1">
        Whether the records in a file are those that were signed. The file is read in this page and never
        leaves it; you may go offline first. <code>draft evidence verify</code> does the same in a terminal.
      </p>
      <noscript>
        <p className="banner warn mt-6">Verifying here needs JavaScript.</p>
      </noscript>
      <VerifyForm />
    </main>
  );
}
