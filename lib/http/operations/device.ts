import { z } from 'zod';
import { config } from '@/lib/config';
import { invalid } from '@/lib/domain/invalid';
import { accept } from '@/lib/domain/refusal';
import { plainText } from '@/lib/domain/resource/atom/plain-text';
import { deviceStartSchema, deviceTokenSchema } from '@/lib/domain/wire/login-wire';
import { redeemDeviceLogin } from '@/lib/use-cases/device/redeem-device-login';
import { startDeviceLogin } from '@/lib/use-cases/device/start-device-login';
import type { Operation } from '../operation';

const grantType = 'urn:ietf:params:oauth:grant-type:device_code';

const startSchema = z.strictObject({
  client_name: plainText(100).describe('The program that asks, as the person will read it'),
  host_name: plainText(100).describe('The machine it says it runs on'),
});

const tokenSchema = z.strictObject({ grant_type: z.literal(grantType), device_code: z.string().max(200) });

const askAgain = [
  'MALFORMED_JSON',
  'PAYLOAD_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  'VALIDATION_FAILED',
] as const;

/** RFC 8628 section 3.1 and 3.2, in JSON. */
export const startDevice: Operation = {
  name: 'startDevice',
  method: 'POST',
  path: '/api/v1/device',
  summary: 'Ask for a login of a terminal, RFC 8628: a signed-in person approves it in the browser',
  body: startSchema,
  bodyExample: { client_name: 'draft', host_name: 'bastion-2' },
  answer: {
    status: 200,
    description: 'Show the person the code and the address, and poll',
    schema: deviceStartSchema,
    example: {
      device_code: 'vZ3m6Wl1pX0y8q2n5s7t9u4r1o6e3a0b2c5d8f1g4h7',
      user_code: 'WDJB-MJHT',
      verification_uri: 'https://countersign.example.com/device',
      verification_uri_complete: 'https://countersign.example.com/device?code=WDJB-MJHT',
      expires_in: 600,
      interval: 2,
    },
  },
  refusals: [...askAgain, 'RATE_LIMITED'],
  run: async (call) => {
    const parsed = startSchema.safeParse(call.input);
    if (!parsed.success) return { ok: false, refusal: invalid(parsed.error) };
    const { client_name: clientName, host_name: hostName } = parsed.data;
    const started = await startDeviceLogin({ clientName, hostName }, call.address);
    if (!started.ok) return started;
    const { deviceCode, userCode, expiresInSeconds, intervalSeconds } = started.value;
    const page = `${config().publicUrl}/device`;
    return accept({
      body: {
        device_code: deviceCode,
        user_code: userCode,
        verification_uri: page,
        verification_uri_complete: `${page}?code=${userCode}`,
        expires_in: expiresInSeconds,
        interval: intervalSeconds,
      },
    });
  },
};

/** RFC 8628 section 3.4 and 3.5, in JSON; a refusal is a problem whose `error` is the word of the RFC. */
export const redeemDevice: Operation = {
  name: 'redeemDevice',
  method: 'POST',
  path: '/api/v1/device/token',
  summary: 'Poll for the token of a login that was asked for',
  body: tokenSchema,
  bodyExample: { grant_type: grantType, device_code: 'vZ3m6Wl1pX0y8q2n5s7t9u4r1o6e3a0b2c5d8f1g4h7' },
  answer: {
    status: 200,
    description: 'Approved: the token, told once',
    schema: deviceTokenSchema,
    example: { access_token: 'hum_…', token_type: 'Bearer', expires_in: 43_200 },
  },
  refusals: [...askAgain, 'AUTHORIZATION_PENDING', 'SLOW_DOWN', 'EXPIRED_TOKEN', 'ACCESS_DENIED'],
  run: async (call) => {
    const parsed = tokenSchema.safeParse(call.input);
    if (!parsed.success) return { ok: false, refusal: invalid(parsed.error) };
    const redeemed = await redeemDeviceLogin(parsed.data.device_code);
    if (!redeemed.ok) return redeemed;
    const { token, expiresInSeconds } = redeemed.value;
    return accept({ body: { access_token: token, token_type: 'Bearer', expires_in: expiresInSeconds } });
  },
};
