import type { StandardSchemaWithJSON, ToolAnnotations } from '@modelcontextprotocol/server';
import { z } from 'zod';
import type { Agent } from '@/lib/domain/actor';
import type { SafetyClass } from '@/lib/domain/calls/call';
import { sha256Hex } from '@/lib/domain/evidence/digest';
import { invalid } from '@/lib/domain/invalid';
import type { Scope } from '@/lib/domain/keys/scope';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { secretFault } from '@/lib/domain/resource/secret-material';
import { jsonSchemaOf } from '@/lib/door/json-schema';
import { advertise } from './advertised-schema';

export type ToolCall = {
  agent: Agent;
  /** Attacker-controlled, as it arrived. */
  args: unknown;
  correlationId: string;
  signal: AbortSignal;
};

/** A tool's answer: the object the model reads, and the draft that was made or changed. */
export type Answer = { content: Record<string, unknown>; draftId?: string };

export type ToolSpec = {
  name: string;
  title: string;
  description: string;
  scope: Scope;
  input: z.ZodType;
  output: z.ZodType;
  annotations: ToolAnnotations;
  safetyClass: SafetyClass;
  riskTier: 'low' | 'medium';
  resultClass: 'public' | 'internal';
  /** The answer may hold text that an agent wrote. */
  untrustedContent: boolean;
  run: (call: ToolCall) => Promise<Result<Answer>>;
};

export type Tool = Omit<ToolSpec, 'input' | 'output'> & {
  inputSchema: StandardSchemaWithJSON<unknown, unknown>;
  outputSchema: StandardSchemaWithJSON<unknown, unknown>;
  /** SHA-256 over the definition as clients see it. */
  definitionHash: string;
};

const errorSchema = z.strictObject({
  error: z
    .looseObject({
      code: z.string(),
      message: z.string(),
      category: z.string(),
      hint: z.string(),
      correlation_id: z.string(),
    })
    .describe('Why the call was refused; isError is true'),
});

/**
 * Makes a tool of its specification: schemas and hash are computed here, once, and never per request. The output
 * schema admits refusals too, because older clients hold a result with `isError` to it.
 */
export function defineTool({ input, output, ...rest }: ToolSpec): Tool {
  const inputJson = jsonSchemaOf(input, 'input');
  const outputJson = { type: 'object', anyOf: [output, errorSchema].map((s) => jsonSchemaOf(s, 'output')) };
  const { name, title, description, annotations } = rest;
  const definition = JSON.stringify({ name, title, description, inputJson, outputJson, annotations });
  return {
    ...rest,
    inputSchema: advertise(inputJson),
    outputSchema: advertise(outputJson),
    definitionHash: `sha256:${sha256Hex(definition)}`,
  };
}

/** Reads a tool's arguments: a secret anywhere is refused before anything is looked at, unknown fields are refused. */
export function parseArgs<T>(schema: z.ZodType<T>, args: unknown): Result<T> {
  const secret = secretFault(args);
  if (secret) return refuse('SECRET_MATERIAL_DETECTED', secret.detail, { issues: secret.issues });
  const parsed = schema.safeParse(args ?? {});
  return parsed.success ? accept(parsed.data) : { ok: false, refusal: invalid(parsed.error) };
}
