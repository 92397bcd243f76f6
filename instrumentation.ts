/**
 * Called with the first request that Next handles; every request waits for it. The server makes that first request
 * itself, before it listens.
 */
export async function register(): Promise<void> {
  // Next replaces this at build time; the other runtime has no database.
  if (process.env['NEXT_RUNTIME'] !== 'nodejs') return;
  const { prepareStart } = await import('@/lib/use-cases/bootstrap/prepare-start');
  const { say, stopProcess } = await import('@/host/stop-process');
  const reason = await prepareStart(say);
  if (reason !== null) await stopProcess(reason);
  const { startSweeping } = await import('@/lib/use-cases/sweep/start-sweeping');
  startSweeping();
  const { startDelivering } = await import('@/lib/notify/start-delivering');
  startDelivering();
  const { startCheckpointing } = await import('@/lib/use-cases/log/start-checkpointing');
  startCheckpointing();
  const { startAnchoring } = await import('@/lib/notify/start-anchoring');
  startAnchoring();
  const { startRecomputing } = await import('@/lib/use-cases/log/start-recomputing');
  startRecomputing();
  const { startMaking } = await import('@/lib/use-cases/bundles/start-making');
  startMaking();
  const { startNightly } = await import('@/lib/use-cases/selftest/start-nightly');
  startNightly();
}
