import Link from 'next/link';
import { BrandMark } from '@/components/ui/brand-mark';
import { PageMessage } from '@/components/ui/page-message';

export default function NotFound() {
  return (
    <div className="grid min-h-screen">
      <PageMessage title="There is nothing here">
        <p>The address is wrong, or what it named is not yours to see.</p>
        <Link className="btn mt-5" href="/drafts">
          <BrandMark size={16} />
          Open the inbox
        </Link>
      </PageMessage>
    </div>
  );
}
