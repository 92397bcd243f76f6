import { closeSync, openSync, readSync } from 'node:fs';
import { parseDocument } from 'yaml';
import { isObject } from '@/lib/domain/json/read-value';
import { usageFailure } from './failure';
import type { Terminal } from './terminal';

/** What the server takes in one request. */
const mostBytes = 256 * 1024;

/** UNTRUSTED INPUT: a file, or stdin for `-`, as one object. JSON is read as the YAML that it is, so a key given twice is refused. */
export async function readProposal(terminal: Terminal, file: string): Promise<Record<string, unknown>> {
  const where = file === '-' ? 'stdin' : file;
  return parsed(decoded(file === '-' ? await fromStdin(terminal) : fromFile(file), where), where);
}

function fromFile(file: string): Buffer {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch {
    throw usageFailure(`${file} cannot be read.`);
  }
  try {
    // One byte more than may be tells a file that is too large, and a pipe or a device never fills the memory.
    const bytes = Buffer.alloc(mostBytes + 1);
    let size = 0;
    for (let read = -1; read !== 0 && size < bytes.length; size += read) {
      read = readSync(descriptor, bytes, size, bytes.length - size, null);
    }
    return bytes.subarray(0, size);
  } catch {
    throw usageFailure(`${file} cannot be read.`);
  } finally {
    closeSync(descriptor);
  }
}

async function fromStdin({ stdin }: Terminal): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stdin) {
    if (!Buffer.isBuffer(chunk)) throw new Error('stdin was given an encoding');
    chunks.push(chunk);
    size += chunk.length;
    if (size > mostBytes) break;
  }
  return Buffer.concat(chunks);
}

function decoded(bytes: Buffer, where: string): string {
  if (bytes.length > mostBytes) throw usageFailure(`${where} is larger than ${mostBytes / 1024} KiB.`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw usageFailure(`${where} is not UTF-8.`);
  }
}

function parsed(text: string, where: string): Record<string, unknown> {
  const { value, odd } = readOnce(text, where);
  if (!isObject(value)) throw usageFailure(`${where} must hold one object: a spec, or a whole proposal.`);
  if (odd !== null) throw usageFailure(`${where}: ${odd} holds what JSON cannot.`);
  return value;
}

/** An alias is expanded a bounded number of times, and no tag makes anything but JSON. */
function readOnce(text: string, where: string): { value: unknown; odd: string | null } {
  try {
    const document = parseDocument(text, { schema: 'core', uniqueKeys: true, logLevel: 'error' });
    const [problem] = [...document.errors, ...document.warnings];
    if (problem) throw usageFailure(`${where}: ${firstLine(problem.message)}`);
    const value: unknown = document.toJS({ maxAliasCount: 50 });
    return { value, odd: notJson(value, '') };
  } catch (fault) {
    // Too deep for the stack, an alias of itself, or too many aliases.
    if (fault instanceof RangeError || fault instanceof ReferenceError) {
      throw usageFailure(`${where} cannot be read as YAML or JSON.`);
    }
    throw fault;
  }
}

const firstLine = (message: string): string => message.split('\n')[0]?.replace(/:$/, '') ?? '';

/** Where a value stands that JSON would change in silence: `.nan`, `.inf`. Null where there is none. */
function notJson(value: unknown, path: string): string | null {
  if (typeof value === 'number' && !Number.isFinite(value)) return path;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    const found = notJson(inner, path === '' ? key : `${path}.${key}`);
    if (found !== null) return found;
  }
  return null;
}
