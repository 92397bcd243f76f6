/** What every answer of a door says of itself: whose it is, under which id, and that nobody guesses its type. */
export type Seal = { cacheControl: string; vary: string };

/** The same answer with the headers that every answer of this door carries. */
export function sealed(answer: Response, correlationId: string, { cacheControl, vary }: Seal): Response {
  const headers = new Headers(answer.headers);
  headers.set('cache-control', cacheControl);
  headers.set('vary', vary);
  headers.set('x-content-type-options', 'nosniff');
  headers.set('x-correlation-id', correlationId);
  const { body, status, statusText } = answer;
  return new Response(body, { status, statusText, headers });
}
