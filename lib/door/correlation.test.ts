import { expect, it } from 'vitest';
import { correlationOf } from './correlation';

const named = (id: string): string => correlationOf(new Headers({ 'x-correlation-id': id }), null);
const made = /^req_[0-9a-f-]{36}$/;

// Assembled here so that no scanner takes the vectors for leaked secrets.
const letters = 'a1B2c3D4e5F6g7H8i9J0';
const github = `${['gh', 'p_'].join('')}${letters}`;

it.each([
  'run-2026-11-21',
  'req_0b7e6a5c-58a4-4c0e-9d0f-5a8a3f2f9a11',
  '4bf92f3577b34da6a3ce929d0e0e4736',
  'mcp-run-7',
])('takes %s', (id) => expect(named(id)).toBe(id));

it.each([
  ['a token of GitHub', github],
  ['a token in base64', Buffer.from(github).toString('base64url')],
  ['a token in hexadecimal', Buffer.from(github).toString('hex')],
  ['an agent key', `mcp_Ab3dEf6h_${letters}${letters}abc`],
  ['the start of an agent key', 'mcp_Ab3dEf6h'],
  ['the start of a service token', 'x-svc_Ab3dEf6h'],
  ['the start of a person’s token', 'hum_Ab3dEf6h'],
  ['a refresh token', `oar_Ab3dEf6h_${letters}${letters}abc`],
])('does not take %s, and makes its own', (_, id) => expect(named(id)).toMatch(made));
