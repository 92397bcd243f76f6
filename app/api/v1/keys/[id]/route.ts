import { changeKey } from '@/lib/http/operations/key-changes';
import { showKey } from '@/lib/http/operations/keys';
import { route } from '@/lib/http/route';

export const runtime = 'nodejs';
export const dynamic = 'force-dynamic';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(showKey, changeKey);
