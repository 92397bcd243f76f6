import { z } from 'zod';

/** How a tool's page of items is asked for. */
export const pageFields = {
  limit: z.int().min(1).max(100).default(50).describe('Items per page, 1 to 100'),
  cursor: z.string().max(500).optional().describe('next_cursor of the page before'),
};

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next_cursor: z.string().nullable().describe('null on the last page') });
