import type { Metadata } from 'next';
import { Topbar } from '@/components/app/topbar';
import { DeviceCodeForm } from '@/components/device/device-code-form';
import { DeviceDecision } from '@/components/device/device-decision';
import { DeviceRequest } from '@/components/device/device-request';
import { readUserCode } from '@/lib/domain/people/device-code';
import { showDeviceLogin } from '@/lib/use-cases/device/decide-device-login';
import { requireSession } from '../require-session';
import { decideDeviceAction } from './actions';

export const metadata: Metadata = { title: 'Log a terminal in' };

type Props = { searchParams: Promise<{ code?: string | string[] }> };

/** RFC 8628 section 3.3: the signed-in person sees what asks, and decides. */
export default async function DevicePage({ searchParams }: Props) {
  const { human } = await requireSession();
  const { code } = await searchParams;
  const typed = typeof code === 'string' ? code : null;
  const shown = typed === null ? null : await showDeviceLogin(human, typed);
  const userCode = readUserCode(typed ?? '');
  return (
    <main className="main" id="main">
      <Topbar title="Log a terminal in" />
      <article className="device">
        {shown?.ok && userCode !== null ? (
          <DeviceRequest asks={shown.value} userCode={userCode} person={human}>
            <DeviceDecision
              userCode={userCode}
              personId={human.userId}
              role={human.role}
              decide={decideDeviceAction}
            />
          </DeviceRequest>
        ) : (
          <DeviceCodeForm problem={shown === null || shown.ok ? null : shown.refusal.message} />
        )}
      </article>
    </main>
  );
}
