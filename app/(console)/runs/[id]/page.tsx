import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { createLoader, parseAsStringLiteral, type SearchParams } from 'nuqs/server';
import { BackTopbar } from '@/components/app/back-topbar';
import { OnlyFor } from '@/components/audit/only-for';
import { IncidentView } from '@/components/runs/incident-view';
import { PacketView } from '@/components/runs/packet-view';
import { RunTabs, runTabs } from '@/components/runs/run-tabs';
import { StopRun } from '@/components/safety/stop-run';
import { stopsAgents } from '@/lib/domain/people/role-refusals';
import { toPacket } from '@/lib/domain/runs/to-packet';
import { stillVisible } from '@/lib/domain/text/visible';
import { readRun } from '@/lib/use-cases/runs/read-run';
import { pathText } from '../../path-text';
import { requireSession } from '../../require-session';
import { stopAction } from '../../safety/actions';

export const metadata: Metadata = { title: 'Run' };

const loadTab = createLoader({ tab: parseAsStringLiteral(runTabs).withDefault('packet') });

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

export default async function RunPage({ params, searchParams }: Props) {
  const { human } = await requireSession();
  const record = await readRun(human, pathText((await params).id));
  if (!record.ok && record.refusal.code === 'ROLE_REQUIRED') return <OnlyFor why={record.refusal.message} />;
  if (!record.ok) notFound();
  const { tab } = await loadTab(searchParams);
  const packet = toPacket(record.value);
  const stop =
    stopsAgents(human.role) === null ? (
      <StopRun runId={packet.run_id} personId={human.userId} stop={stopAction} />
    ) : null;
  return (
    <main className="main" id="main">
      <BackTopbar to="/runs" name="Runs" />
      <RunTabs runId={packet.run_id} tab={tab} />
      <article className="review run paper">
        <header>
          <div className="row">
            <span className="chip">Run</span>
            <span className="muted text-13">{packet.made_at}</span>
          </div>
          <h1>{stillVisible(packet.run_id)}</h1>
        </header>
        {tab === 'incident' ? <IncidentView packet={packet} /> : <PacketView packet={packet} stop={stop} />}
      </article>
    </main>
  );
}
