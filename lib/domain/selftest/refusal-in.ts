import { isObject, valueAt } from '../json/read-value';

/**
 * The code of a refusal in an answer: of problem+json, of a tool's result, or of JSON-RPC. Null for an answer that is no
 * refusal of ours, whatever words stand in it.
 */
export function refusalIn(text: string): string | null {
  const answer = bodyOf(text);
  const result = valueAt(answer, 'result');
  const error = valueAt(answer, 'error');
  const ofTool =
    valueAt(result, 'isError') === true
      ? valueAt(valueAt(valueAt(result, 'structuredContent'), 'error'), 'code')
      : null;
  const code =
    ofTool ?? valueAt(valueAt(error, 'data'), 'code') ?? valueAt(error, 'code') ?? valueAt(answer, 'code');
  return typeof code === 'string' || typeof code === 'number' ? String(code) : null;
}

/** JSON, or the first event of a stream that holds some. */
function bodyOf(text: string): unknown {
  const event = /^data: (\{.*)$/m.exec(text)?.[1];
  try {
    const body: unknown = JSON.parse(text.startsWith('{') ? text : (event ?? 'null'));
    return isObject(body) ? body : null;
  } catch {
    return null;
  }
}
