import { createDraft } from '@/lib/http/operations/create-draft';
import { listDrafts } from '@/lib/http/operations/list-drafts';
import { route } from '@/lib/http/route';

export const runtime = 'nodejs';
export const dynamic = 'force-dynamic';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(listDrafts, createDraft);
