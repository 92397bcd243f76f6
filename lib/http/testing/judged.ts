import { unlikeDescribed } from './described-answer';
import { describedPath, dispatch } from './dispatch';

/** Answers as the router would, and throws where the answer is not what the published description says of it. */
export async function judged(request: Request): Promise<Response> {
  const answer = await dispatch(request);
  const path = describedPath(request.method, new URL(request.url).pathname);
  const unlike = path === null ? [] : await unlikeDescribed(request.method, path, answer);
  if (unlike.length > 0) throw new Error(`${request.method} ${path}: ${unlike.join('; ')}`);
  return answer;
}
