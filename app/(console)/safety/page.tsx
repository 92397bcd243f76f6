import type { Metadata } from 'next';
import { Topbar } from '@/components/app/topbar';
import { ShortcutSheet } from '@/components/keyboard/shortcut-sheet';
import { CircuitList } from '@/components/safety/circuit-list';
import { PostureList } from '@/components/safety/posture-list';
import { StopForm } from '@/components/safety/stop-form';
import { PastStops, StopList } from '@/components/safety/stop-list';
import { resumesAgents, stopsAgents } from '@/lib/domain/people/role-refusals';
import { showPosture } from '@/lib/use-cases/posture/show-posture';
import { showSafety } from '@/lib/use-cases/stops/show-safety';
import { requireSession } from '../require-session';
import { releaseStopAction, resetCircuitAction, stopAction } from './actions';

export const metadata: Metadata = { title: 'Safety' };

export default async function SafetyPage() {
  const { human } = await requireSession();
  const [{ stops, circuits, stoppable }, posture] = await Promise.all([
    showSafety(human),
    showPosture(human),
  ]);
  const mayResume = resumesAgents(human.role) === null;
  return (
    <main className="main" id="main">
      <Topbar title="Safety" end={<ShortcutSheet />} />
      <article className="settings">
        <section aria-labelledby="stops">
          <h2 id="stops">Stops</h2>
          <p className="muted">
            A stop holds at once, for every request and every apply that it covers. Drafts stay, and can be
            discarded.
          </p>
          {stopsAgents(human.role) === null ? (
            <StopForm stoppable={stoppable} personId={human.userId} stop={stopAction} />
          ) : null}
          <StopList
            stops={stops.filter(({ released }) => released === null)}
            personId={human.userId}
            mayResume={mayResume}
            release={releaseStopAction}
          />
          <PastStops stops={stops.filter(({ released }) => released !== null)} />
        </section>
        <section aria-labelledby="posture" className="section">
          <h2 id="posture">Posture</h2>
          <p className="muted">What could be open, and what was last seen of it.</p>
          <PostureList rows={posture} />
        </section>
        <section aria-labelledby="paused" className="section">
          <h2 id="paused">Paused keys</h2>
          <p className="muted">
            A key of which too much is refused is let in no more for a while. Then one request decides.
          </p>
          <CircuitList
            circuits={circuits}
            personId={human.userId}
            mayReset={mayResume}
            reset={resetCircuitAction}
          />
        </section>
      </article>
    </main>
  );
}
