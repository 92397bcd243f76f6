import type { RefusalCode } from '@/lib/domain/refusal';
import { refusalGuide } from '@/lib/domain/refusal-guide/refusal-guide';
import { refusalCodes } from '@/lib/domain/wire/refusal-wire';
import { exampleProblem } from './example-problem';

/** The published list of every error code: when it is answered, what to do, and an example. */
export const errorsPage = (): string =>
  [
    '# Errors',
    '',
    'Written by `npm run errors` from `lib/domain/refusal-guide`; a test fails when this page is not current, and others',
    'provoke every code over HTTP or MCP and compare the message with the example. The code is stable; messages may change.',
    '',
    'REST answers a problem (RFC 9457) as `application/problem+json` under the status:',
    '',
    '```json',
    JSON.stringify(
      exampleProblem('DRAFT_NOT_PENDING', '/api/v1/drafts/drf_01KAJ3V7Q8M2N4P6R8T0V2X4Z6'),
      null,
      2,
    ),
    '```',
    '',
    'An MCP tool answers a result with `isError` whose `structuredContent.error` has `code`, `message`, `category`, `hint`',
    'and `correlation_id`.',
    '',
    ...refusalCodes.options.flatMap(section),
  ].join('\n');

function section(code: RefusalCode): string[] {
  const { status, category, detail, hint } = exampleProblem(code, '');
  return [
    `## ${code}`,
    '',
    `${status}, ${category}. ${refusalGuide[code].when} ${hint} Example: “${detail}”`,
    '',
  ];
}
