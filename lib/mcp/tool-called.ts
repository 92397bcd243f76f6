import type { Message } from './message';
import type { Tool } from './tool';
import { tools } from './tools';

/** The tool that a message calls, or null where it calls none of ours: a prompt may bear any name. */
export const toolCalled = ({ method, name }: Message): Tool | null =>
  method === 'tools/call' ? (tools.find((tool) => tool.name === name) ?? null) : null;
