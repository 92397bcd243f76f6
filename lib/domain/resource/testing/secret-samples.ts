import { writeCliToken } from '../../keys/cli-token';

// Assembled here so that no scanner takes the vectors for leaked secrets.
const some = (prefix: string, length: number, alphabet = 'a1B2c3D4e5F6g7H8i9J0') =>
  prefix + alphabet.repeat(Math.ceil(length / alphabet.length)).slice(0, length);
const hex = (prefix: string, length: number) => some(prefix, length, '0123456789abcdef');
const upper = (prefix: string, length: number) => some(prefix, length, 'A1B2C3D4E5F6G7H8');

export const github = some('ghp_', 36);
const jwt = [btoa('{"alg":"HS256","typ":"JWT"}'), btoa('{"sub":"12345","admin":true}'), 'c2lnbmF0dXJl']
  .join('.')
  .replaceAll('=', '');
export const pem = ['-----BEGIN RSA', 'PRIVATE KEY-----\nMIIEow\n-----END'].join(' ');

/** One of each form of secret that is known, with the rule that it breaks. */
export const secretSamples: [rule: string, text: string][] = [
  ['STRIPE_WEBHOOK_SECRET', some('whsec_', 24)],
  ['STRIPE_KEY', some('sk_live_', 24)],
  ['STRIPE_KEY', some('rk_live_', 24)],
  ['STRIPE_KEY', some('sk_test_', 24)],
  ['GITHUB_TOKEN', github],
  ['GITHUB_TOKEN', some('gho_', 36)],
  ['GITHUB_TOKEN', some('ghs_', 36)],
  ['GITHUB_TOKEN', some('github_pat_', 60)],
  ['GITLAB_TOKEN', some('glpat-', 20)],
  ['SLACK_TOKEN', some('xoxb-', 30)],
  ['SLACK_TOKEN', some('xoxp-', 30)],
  ['CHAT_WEBHOOK', 'https://hooks.slack.com/services/' + upper('T', 8) + '/B0/x'],
  ['AWS_KEY', upper('AKIA', 16)],
  ['GOOGLE_KEY', some('AIza', 35)],
  ['GCP_SERVICE_ACCOUNT', '{"type": "service_account", "project_id": "p"}'],
  ['SHOPIFY_TOKEN', hex('shpat_', 32)],
  ['TWILIO_KEY', hex('SK', 32)],
  ['TWILIO_KEY', `${hex('AC', 32)}:${hex('', 32)}`],
  ['SENDGRID_KEY', `${some('SG.', 22)}.${some('', 43)}`],
  ['NPM_TOKEN', some('npm_', 36)],
  ['MODEL_PROVIDER_KEY', some('sk-ant-', 30)],
  ['COUNTERSIGN_KEY', `${some('mcp_', 8)}_${some('', 43)}`],
  ['COUNTERSIGN_KEY', `${some('svc_', 8)}_${some('', 43)}`],
  ['COUNTERSIGN_KEY', writeCliToken('ses_01J1ZZZZZZZZZZZZZZZZZZZZZZ', Buffer.alloc(32, 251))],
  ['JWT', jwt],
  ['PRIVATE_KEY', pem],
  ['BEARER_TOKEN', 'Bearer abcdefghijklmnop1234'],
  ['BASIC_CREDENTIALS', `Basic ${btoa('admin:hunter2x')}`],
  ['URL_CREDENTIALS', 'https://admin:hunter2@ledger.acme.example.com/'],
  ['URL_CREDENTIALS', 'postgres://app:pw@db.acme.example.com/x'],
];
