import { z } from 'zod';

const nameForm = /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}$/;

/** RFC 9110 section 5.1: a field name is a token. */
export const headerName = z
  .string()
  .max(64)
  .regex(nameForm, 'Is not a header name: use letters, digits and hyphens.')
  .describe('HTTP header name, at most 64 characters');

const forbidden = new Set([
  'authorization',
  'cookie',
  'set-cookie',
  'host',
  'x-api-key',
  'x-mcp-api-key',
  'proxy-authorization',
  'proxy-authenticate',
  // RFC 9110 section 7.6.1: hop-by-hop.
  'connection',
  'proxy-connection',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'content-length',
]);

const printable = /^[\x20-\x7e]*$/;

/** Headers added to each delivery. Names compare without case; credentials and framing are not ours to set. */
export const headers = z
  .record(z.string(), z.string().max(512).regex(printable, 'Use printable ASCII only.'))
  .superRefine((entries, context) => {
    const names = Object.keys(entries);
    const complain = (message: string, path: string[] = []) =>
      context.addIssue({ code: 'custom', message, path });
    if (names.length > 10) complain('Give at most 10 headers.');
    const seen = new Set<string>();
    for (const name of names) {
      const lower = name.toLowerCase();
      if (!nameForm.test(name)) complain('Is not a header name: use letters, digits and hyphens.', [name]);
      else if (forbidden.has(lower)) complain('This header cannot be set. Leave it out.', [name]);
      else if (seen.has(lower)) complain('Is there twice; header names compare without case.', [name]);
      seen.add(lower);
    }
  })
  .default({})
  .meta({ maxProperties: 10, propertyNames: { pattern: nameForm.source } })
  .describe(
    'Headers added to each delivery, at most 10; values of at most 512 printable ASCII characters; no credentials, no Host, no hop-by-hop',
  );
