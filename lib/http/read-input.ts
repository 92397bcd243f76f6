import type { IssueCode } from '@/lib/domain/issue-code';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { visible } from '@/lib/domain/text/visible';
import { readBoundedBody } from '@/lib/door/bounded-body';
import { parseStrictJson } from '@/lib/door/strict-json';
import type { Operation } from './operation';

/** UNTRUSTED INPUT: the query of a GET or DELETE, or the JSON body of a POST or PUT, unparsed. */
export async function readInput(
  req: Request,
  { method, query, lists = [] }: Operation,
): Promise<Result<unknown>> {
  const asked = readQuery(new URL(req.url).searchParams, lists);
  if (!asked.ok) return asked;
  const [stray] = query ? [] : Object.keys(asked.value);
  if (stray !== undefined) return wrongParameter(stray, 'unrecognized_keys', 'is not known here');
  return method === 'GET' || method === 'DELETE' ? asked : readBody(req);
}

async function readBody(req: Request): Promise<Result<unknown>> {
  if (!isJson(req.headers)) {
    return refuse(
      'UNSUPPORTED_MEDIA_TYPE',
      'Send the body as application/json in UTF-8, without an encoding.',
    );
  }
  const text = await readBoundedBody(req);
  return text.ok ? parseStrictJson(text.value) : text;
}

function isJson(headers: Headers): boolean {
  const type = headers.get('content-type') ?? '';
  const encoding = headers.get('content-encoding') ?? 'identity';
  return encoding === 'identity' && /^application\/json\s*(?:;\s*charset="?utf-8"?\s*)?$/i.test(type);
}

function readQuery(
  parameters: URLSearchParams,
  lists: readonly string[],
): Result<Record<string, string | string[]>> {
  const read = new Map<string, string | string[]>();
  for (const name of new Set(parameters.keys())) {
    const values = parameters.getAll(name);
    const [value = ''] = values;
    if (values.some((text) => text.includes('\0')))
      return wrongParameter(name, 'invalid_format', 'holds U+0000');
    if (values.length > 1 && !lists.includes(name))
      return wrongParameter(name, 'too_many', 'was given twice');
    read.set(name, lists.includes(name) ? values : value);
  }
  return accept(Object.fromEntries(read));
}

function wrongParameter(name: string, code: IssueCode, message: string) {
  const path = visible(name).slice(0, 100);
  return refuse('VALIDATION_FAILED', `The query parameter ${path} ${message}.`, {
    issues: [{ path, code, message }],
  });
}

const printable = /^[\x21-\x7e]{1,200}$/;

/** UNTRUSTED INPUT: the Idempotency-Key header, 1 to 200 printable characters, or null. */
export function readIdempotencyKey(headers: Headers): Result<string | null> {
  const key = headers.get('idempotency-key');
  if (key === null || printable.test(key)) return accept(key);
  return refuse(
    'HEADER_INVALID',
    'Idempotency-Key must be 1 to 200 printable ASCII characters without spaces.',
  );
}
