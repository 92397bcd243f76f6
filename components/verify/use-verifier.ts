import { useCallback, useEffect, useRef, useState } from 'react';
import type { RuntimeLack } from '@/lib/domain/log/verify/runtime-support';
import type { Progress, Verdict } from '@/lib/domain/log/verify/verdict';
import type { Answer, Ask } from './worker-messages';

export type VerifierState =
  | { kind: 'loading' }
  | { kind: 'unable'; lack: RuntimeLack }
  | { kind: 'idle' }
  | { kind: 'working'; progress: Progress }
  | { kind: 'done'; verdict: Verdict; name: string }
  | { kind: 'problem'; words: string };

const notLoaded = 'The part of this page that verifies did not load. Load the page again.';

/** The worker is loaded with the page, so that a file is verified without the network from then on. */
export function useVerifier() {
  const [state, setState] = useState<VerifierState>({ kind: 'loading' });
  const worker = useRef<Worker | null>(null);
  const name = useRef('');

  const start = useCallback(() => {
    const started = new Worker(new URL('./verify-worker.ts', import.meta.url));
    worker.current = started;
    started.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
      setState((before) => stateAfter(data, before, name.current));
    });
    started.addEventListener('error', () => setState({ kind: 'problem', words: notLoaded }));
  }, []);
  useEffect(() => {
    start();
    return () => worker.current?.terminate();
  }, [start]);

  const verify = useCallback((asked: Ask) => {
    name.current = asked.file.name;
    setState({ kind: 'working', progress: { done: 0, total: 1 } });
    worker.current?.postMessage(asked);
  }, []);
  /** At once: a worker that hashes hears nothing until it has done. */
  const stop = useCallback(() => {
    worker.current?.terminate();
    setState({ kind: 'problem', words: 'Stopped. Nothing was verified.' });
    start();
  }, [start]);
  return { state, verify, stop };
}

function stateAfter(data: Answer, before: VerifierState, name: string): VerifierState {
  switch (data.kind) {
    case 'ready':
      if (data.lack !== null) return { kind: 'unable', lack: data.lack };
      return before.kind === 'loading' ? { kind: 'idle' } : before;
    case 'progress':
      return { kind: 'working', progress: data };
    case 'verdict':
      return { kind: 'done', verdict: data.verdict, name };
    case 'problem':
      return { kind: 'problem', words: data.words };
  }
}
