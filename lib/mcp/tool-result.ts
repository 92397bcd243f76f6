import type { CallToolResult } from '@modelcontextprotocol/server';
import type { Result } from '@/lib/domain/refusal';
import { errorBody } from './error-body';
import type { Answer } from './tool';

/** The object and the same object as text: some clients show the model only one of the two. */
export function toolResult(answer: Result<Answer>, correlationId: string): CallToolResult {
  const content = answer.ok ? answer.value.content : { error: errorBody(answer.refusal, correlationId) };
  return {
    structuredContent: content,
    content: [{ type: 'text', text: JSON.stringify(content) }],
    ...(!answer.ok && { isError: true }),
  };
}
