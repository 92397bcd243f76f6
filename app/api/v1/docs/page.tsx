import type { Metadata } from 'next';
import Link from 'next/link';
import { ApiReference } from '@/components/api-reference/api-reference';
import { ErrorCodes } from '@/components/api-reference/error-codes';
import { BrandMark } from '@/components/ui/brand-mark';
import './docs.css';

export const metadata: Metadata = { title: 'API reference' };

export default function ApiReferencePage() {
  return (
    <main className="api-docs" id="main">
      <header>
        <div className="row">
          <BrandMark size={24} />
          <h1 className="text-20 font-semibold">API reference</h1>
        </div>
        <p className="muted">
          What programs can ask, made from{' '}
          <Link href="/api/v1/openapi.json" prefetch={false}>
            the OpenAPI document
          </Link>
          . No agent credential can apply, wherever it stands in the request. Reading can be tried here; a
          change is decided on its review page. <a href="#errors">Error codes</a> ·{' '}
          <Link href="/drafts" prefetch={false}>
            Drafts
          </Link>
        </p>
      </header>
      <ApiReference url="/api/v1/openapi.json" />
      <ErrorCodes />
    </main>
  );
}
