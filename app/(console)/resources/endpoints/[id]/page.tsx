import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { BackTopbar } from '@/components/app/back-topbar';
import { DeliveryNote } from '@/components/deliveries/delivery-note';
import { EndpointDetail } from '@/components/endpoints/endpoint-detail';
import { changesBetween } from '@/lib/domain/draft/changes';
import { proposes } from '@/lib/domain/people/role-refusals';
import { kindOf } from '@/lib/domain/resource/registry';
import type { Spec } from '@/lib/domain/resource/resource-kind';
import { visible } from '@/lib/domain/text/visible';
import { deliveryOf } from '@/lib/use-cases/deliveries/show-delivery';
import { listEndpointVersions } from '@/lib/use-cases/endpoints/list-endpoint-versions';
import { showEndpoint } from '@/lib/use-cases/endpoints/show-endpoint';
import { requireSession } from '../../../require-session';
import { valueOf } from '../../../value-of';

type Props = { params: Promise<{ id: string }> };

const endpointOf = cache(async (id: string) => showEndpoint((await requireSession()).human, { id }));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const shown = await endpointOf((await params).id);
  return { title: shown.ok ? shown.value.endpoint.name : 'Endpoint' };
}

function factsOf(spec: Spec) {
  const kind = kindOf('endpoint');
  if (kind === null) return [];
  return changesBetween(kind, null, spec, []).changed.map(({ field, label, after, afterFull }) => ({
    field,
    label,
    value: afterFull ?? after ?? '',
  }));
}

export default async function EndpointPage({ params }: Props) {
  const { id } = await params;
  const { human } = await requireSession();
  const shown = await endpointOf(id);
  if (!shown.ok) notFound();
  const { endpoint, pendingDrafts } = shown.value;
  const versions = valueOf(await listEndpointVersions(human, id, { limit: 50 })).items;
  return (
    <main className="main" id="main">
      <BackTopbar to="/resources/endpoints" name="Resources" />
      <EndpointDetail
        endpoint={{
          ...endpoint,
          host: endpoint.host === null ? null : visible(endpoint.host),
          updatedAt: endpoint.updated_at,
          deletedAt: endpoint.deleted_at,
        }}
        facts={factsOf(endpoint.spec)}
        versions={versions.map(({ version, operation, draft_id, applied_by_name, applied_at }) => ({
          version,
          operation,
          draftId: draft_id,
          by: visible(applied_by_name),
          at: applied_at,
        }))}
        pendingDrafts={pendingDrafts}
        proposes={proposes(human.role) === null}
        delivery={<DeliveryNote delivery={await deliveryOf(human, { resourceId: id })} />}
      />
    </main>
  );
}
