import { Console } from '@/components/app/console';
import { countPending } from '@/lib/use-cases/drafts/count-pending';
import { listDrafts } from '@/lib/use-cases/drafts/list-drafts';
import { showAlarm } from '@/lib/use-cases/selftest/show-alarm';
import { stopsInForce } from '@/lib/use-cases/stops/stops-in-force';
import { requireSession } from './require-session';
import { valueOf } from './value-of';

export default async function ConsoleLayout({ children }: { children: React.ReactNode }) {
  const { human, tenant } = await requireSession();
  const [counters, soonest, stops, alarm] = await Promise.all([
    countPending(human),
    listDrafts(human, { status: 'pending', order: 'expires', limit: 1 }),
    stopsInForce(human),
    showAlarm(human),
  ]);
  const { userId, name, email, role } = human;
  return (
    <Console
      person={{ userId, name, email, role, tenant }}
      counters={valueOf(counters)}
      stops={stops}
      alarm={alarm}
      soonestExpiry={valueOf(soonest).items[0]?.expiresAt ?? null}
    >
      {children}
    </Console>
  );
}
