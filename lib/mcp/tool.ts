import type { StandardSchemaWithJSON, ToolAnnotations } from '@modelcontextprotocol/server';
import type { z } from 'zod';
import type { Agent } from '@/lib/domain/actor';
import type { Client } from '@/lib/domain/draft/said-of';
import { invalid } from '@/lib/domain/invalid';
import { classesOf } from '@/lib/domain/policy/tool-classes';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { secretFault } from '@/lib/domain/resource/secret-material';
import type { Work } from '@/lib/domain/runs/work-of';
import { type JsonSchema, jsonSchemaOf } from '@/lib/door/json-schema';
import type { VerdictOn } from '@/lib/use-cases/policy/decide-call';
import { advertise } from './advertised-schema';
import { without } from './compact-schema';
import { definitionHash } from './definition-hash';

export type ToolCall = {
  agent: Agent;
  /** Attacker-controlled, as it arrived. */
  args: unknown;
  correlationId: string;
  /** What the program that calls says it is: hearsay. */
  client: Client;
  /** What the call is part of: hearsay too. */
  work: Work;
  /** The hash of everything that agents are shown. */
  surfaceHash: string;
  signal: AbortSignal;
  /** What the policy says to the same request as a call of that tool. */
  verdictOn: VerdictOn;
  /** Asks again whether the key may still be used: who waits must, before it is answered. */
  stands: () => Promise<Result<Agent>>;
};

/** A tool's answer: the object the model reads, and the draft that was made or changed. */
export type Answer = { content: Record<string, unknown>; draftId?: string };

export type ToolSpec = {
  name: string;
  title: string;
  description: string;
  input: z.ZodType;
  output: z.ZodType;
  /** What clients see instead of the schema of `input`: as strict, in fewer words. */
  advertised?: JsonSchema;
  annotations: ToolAnnotations;
  resultClass: 'public' | 'internal';
  /** The answer may hold text that an agent wrote. */
  untrustedContent: boolean;
  run: (call: ToolCall) => Promise<Result<Answer>>;
};

export type Tool = Omit<ToolSpec, 'input' | 'output' | 'advertised'> & {
  inputSchema: StandardSchemaWithJSON<unknown, unknown>;
  outputSchema: StandardSchemaWithJSON<unknown, unknown>;
  /** What it asks of a key and what it touches. */
  classes: ReturnType<typeof classesOf>;
  /** The definition as clients see it, but for what is said of it in `_meta`. */
  wire: WireTool;
  /** The hash of it. */
  definitionHash: string;
};

type ObjectSchema = JsonSchema & { type: 'object' };

export type WireTool = Pick<ToolSpec, 'name' | 'title' | 'description' | 'annotations'> & {
  inputSchema: ObjectSchema;
  outputSchema: ObjectSchema;
};

/** A refusal; its fields are told once, in the instructions. */
const refused: JsonSchema = { properties: { error: { type: 'object' } }, required: ['error'] };

/** What an answer is not held to: a reader passes over fields, and over words of a closed list, that it does not know. */
const strictness = new Set(['additionalProperties', 'pattern', 'propertyNames', 'enum']);

/**
 * Makes a tool of its specification: schemas and hash are computed here, once, and never per request. The output
 * schema admits refusals too, because older clients hold a result with `isError` to it.
 */
export function defineTool({ input, output, advertised, ...rest }: ToolSpec): Tool {
  const inputSchema = { ...(advertised ?? jsonSchemaOf(input, 'input')), type: 'object' as const };
  const outputSchema = {
    type: 'object' as const,
    anyOf: [without(strictness, jsonSchemaOf(output, 'output')), refused],
  };
  const { name, title, description, annotations } = rest;
  const wire = { name, title, description, inputSchema, annotations, outputSchema };
  return {
    ...rest,
    inputSchema: advertise(inputSchema),
    outputSchema: advertise(outputSchema),
    wire,
    classes: classesOf(name),
    definitionHash: definitionHash('mcp-tool/v1', wire),
  };
}

/** Reads a tool's arguments: a secret anywhere is refused before anything is looked at, unknown fields are refused. */
export function parseArgs<T>(schema: z.ZodType<T>, args: unknown): Result<T> {
  const secret = secretFault(args);
  if (secret) return refuse('SECRET_MATERIAL_DETECTED', secret.detail, { issues: secret.issues });
  const parsed = schema.safeParse(args ?? {});
  return parsed.success ? accept(parsed.data) : { ok: false, refusal: invalid(parsed.error) };
}
