'use client';

import { QueryClient, QueryClientProvider, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { BundleForm } from './bundle-form';
import { BundleList } from './bundle-list';
import { askForBundle, readBundles, type ShownBundle } from './bundle-requests';

/** Whose page this is: in front of every cached answer. */
type Viewer = { tenant: string; personId: string };
type Props = { viewer: Viewer; draftId: string | null };

const lookEveryMs = 1000;

const isUnderWay = ({ status }: ShownBundle) => status === 'waiting' || status === 'making';

function AskedFor({ viewer: { tenant, personId }, draftId }: Props) {
  const queries = useQueryClient();
  const queryKey = [tenant, personId, 'bundles'];
  const { data = [], isError } = useQuery({
    queryKey,
    queryFn: readBundles,
    // Nobody waits for what is finished.
    refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? lookEveryMs : false),
  });
  const ask: Parameters<typeof BundleForm>[0]['ask'] = async (question) => {
    const refused = await askForBundle(question, personId);
    await queries.invalidateQueries({ queryKey });
    return refused;
  };
  return (
    <section className="bundles" id="bundles" aria-labelledby="bundles-title">
      <div>
        <h2 id="bundles-title">Take it away</h2>
        <p className="muted text-13 mt-1">
          A bundle is one file with the records, their proofs, the signed head and its key. Whoever has it
          verifies it offline, without an account.
        </p>
      </div>
      <BundleForm draftId={draftId} ask={ask} />
      {isError ? (
        <p className="bundle-more bad">The list of bundles could not be read.</p>
      ) : (
        <BundleList bundles={data} />
      )}
    </section>
  );
}

/** Evidence as files that verify offline: asked for, followed while they are made, and fetched. */
export function Bundles(props: Props) {
  const [queries] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={queries}>
      <AskedFor {...props} />
    </QueryClientProvider>
  );
}
