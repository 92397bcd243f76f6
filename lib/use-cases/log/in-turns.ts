/**
 * One run per key at a time. Whoever asks while one is on its way shares the next: what they ask about may have come after
 * the present one looked.
 */
export function inTurns<T>(run: (key: string) => Promise<T>): (key: string) => Promise<T> {
  type Lane = { running: Promise<T>; next: Promise<T> | null };
  const lanes = new Map<string, Lane>();

  function start(key: string): Promise<T> {
    const running = run(key);
    const lane: Lane = { running, next: null };
    lanes.set(key, lane);
    const end = () => {
      if (lane.next === null) lanes.delete(key);
    };
    running.then(end, end);
    return running;
  }

  return (key) => {
    const lane = lanes.get(key);
    if (!lane) return start(key);
    const again = () => start(key);
    lane.next ??= lane.running.then(again, again);
    return lane.next;
  };
}
