import { draftIdSchema } from '@/lib/domain/ids';
import { editDistance } from '@/lib/domain/text/edit-distance';
import { stillVisible } from '@/lib/domain/text/visible';
import type { Api } from './api';
import { exitCodes } from './exit-codes';
import { CliFailure, usageFailure } from './failure';
import { type DraftWire, draftPage } from './wire';

const shortLength = 6;
const leastLength = 4;
const pages = 5;

/** What people type: the end of an id. Ids begin with the time they were made, so beginnings are alike. */
export const shortId = (id: string): string => id.slice(-shortLength).toLowerCase();

/** The id that a reference means: a whole id, or at least four characters of its beginning or end. */
export async function draftIdOf(api: Api, given: string): Promise<string> {
  const reference = given.trim().toUpperCase().replace(/^DRF_/, '');
  const whole = draftIdSchema.safeParse(`drf_${reference}`);
  if (whole.success) return whole.data;
  if (reference.length < leastLength || !/^[0-9A-Z]+$/.test(reference)) {
    throw usageFailure(
      `${stillVisible(given)} is no draft id.`,
      `Give at least ${leastLength} of its characters.`,
    );
  }
  const drafts = await recent(api);
  const found = drafts.filter(({ id }) => matches(id, reference));
  const [only, another] = found;
  if (only !== undefined && another === undefined) return only.id;
  throw only === undefined ? unknown(given, reference, drafts) : ambiguous(given, found);
}

const matches = (id: string, reference: string): boolean =>
  id.slice('drf_'.length).startsWith(reference) || id.endsWith(reference);

/** All that is pending and the latest that was decided. */
async function recent(api: Api): Promise<DraftWire[]> {
  const pending = await some(api, 'status=pending&order=expires');
  return [...pending, ...(await some(api, 'decided=true'))];
}

async function some(api: Api, query: string): Promise<DraftWire[]> {
  const found: DraftWire[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < pages; page += 1) {
    const after: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const { value } = await api.get(`/api/v1/drafts?${query}&limit=100${after}`, draftPage);
    found.push(...value.items);
    cursor = value.next_cursor;
    if (cursor === null) break;
  }
  return found;
}

const named = ({ id, status, resource_name: name }: DraftWire) =>
  `  ${shortId(id)}  ${status}  ${name}  ${id}`;

const ambiguous = (given: string, found: readonly DraftWire[]): CliFailure =>
  usageFailure(
    `${stillVisible(given)} means ${found.length} drafts:\n${found.slice(0, 10).map(named).join('\n')}`,
    'Give more characters, or the whole id.',
  );

function unknown(given: string, reference: string, drafts: readonly DraftWire[]): CliFailure {
  const near = drafts.filter(({ id }) => editDistance(id.slice(-reference.length), reference, 1) <= 1);
  const meant = near.slice(0, 3).map(({ id }) => shortId(id));
  const hint = meant.length > 0 ? `Did you mean ${meant.join(' or ')}?` : 'Run: draft list';
  return new CliFailure(exitCodes.notFound, `There is no draft ${stillVisible(given)}.`, {
    code: 'DRAFT_NOT_FOUND',
    hint,
  });
}
