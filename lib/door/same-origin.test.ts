import { describe, expect, it } from 'vitest';
import { sameOrigin } from './same-origin';

const publicUrl = 'https://countersign.example';
const allowed = (headers: Record<string, string>, url = publicUrl) =>
  sameOrigin(new Headers(headers), url).ok;

describe('sameOrigin', () => {
  it.each([
    { origin: 'https://countersign.example', host: 'countersign.example' },
    { origin: 'https://countersign.example', host: 'internal:3000', 'sec-fetch-site': 'same-origin' },
    { origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' },
    { origin: 'http://localhost:3000', host: 'localhost:3000' },
    { origin: 'http://[::1]:3000', host: '[::1]:3000' },
  ])('allows %j', (headers) => {
    expect(allowed(headers)).toBe(true);
  });

  it.each([
    {},
    { host: 'countersign.example' },
    { origin: 'null', host: 'countersign.example' },
    { origin: 'http://countersign.example', host: 'countersign.example' },
    { origin: 'https://evil.example', host: 'countersign.example' },
    { origin: 'http://rebound.example:3000', host: 'rebound.example:3000' },
    { origin: 'http://localhost:8080', host: 'localhost:3000' },
    { origin: 'http://127.0.0.1:3000', host: 'localhost:3000' },
    { origin: 'http://localhost:3000/x', host: 'localhost:3000' },
    { origin: 'http://localhost:3000', host: 'countersign.example' },
    { origin: 'https://countersign.example', host: 'countersign.example', 'sec-fetch-site': 'cross-site' },
  ])('refuses %j', (headers) => {
    expect(allowed(headers)).toBe(false);
  });
});
