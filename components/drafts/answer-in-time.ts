const patienceMs = 20_000;

/** The answer, or a rejection after 20 s of silence: the request may still arrive, so its outcome is unknown. */
export async function answerInTime<T>(answer: Promise<T>, patience = patienceMs): Promise<T> {
  const { promise: silence, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('no answer in time')), patience);
  try {
    return await Promise.race([answer, silence]);
  } finally {
    clearTimeout(timer);
  }
}
