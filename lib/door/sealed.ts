/** What every answer of a door says of itself: whose it is, under which id, and that nobody guesses its type. */
export type Seal = { cacheControl: string; vary: string };

/** Gives an answer the headers that every answer of this door carries. */
export function sealed(answer: Response, correlationId: string, { cacheControl, vary }: Seal): Response {
  const { headers } = answer;
  headers.set('cache-control', cacheControl);
  headers.set('vary', vary);
  headers.set('x-content-type-options', 'nosniff');
  headers.set('x-correlation-id', correlationId);
  return answer;
}
