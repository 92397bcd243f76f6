// Every pattern is bounded in length, so that a hostile text of any length is scanned in linear time. None asks for the end of a word
// before it, because whatever stands there would switch it off; only what is the end of an honest word too (`task_test_…`, `disk-…`) is
// longer, or odder, where it does.
const rules = [
  ['PRIVATE_KEY', /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY/],
  ['GCP_SERVICE_ACCOUNT', /"private_key_id"\s{0,8}:|"type"\s{0,8}:\s{0,8}"service_account"/],
  ['STRIPE_WEBHOOK_SECRET', /whsec_[A-Za-z0-9+/=_-]{16}/],
  [
    'STRIPE_KEY',
    /\b[srp]k_(?:live|test)_[A-Za-z0-9]{10}|[srp]k_(?:live|test)_(?=[a-z]{0,40}[A-Z0-9])[A-Za-z0-9]{16}/,
  ],
  ['GITHUB_TOKEN', /gh[pousr]_[A-Za-z0-9]{20}|github_pat_[A-Za-z0-9_]{20}/],
  ['GITLAB_TOKEN', /gl(?:pat|dt|rt|ft|cbt|ptt)-[A-Za-z0-9_-]{16}/],
  ['SLACK_TOKEN', /xox[abeprs]-[A-Za-z0-9-]{10}|\bxapp-\d-[A-Za-z0-9-]{10}|xapp-\d-[A-Z0-9]{8}/],
  [
    'CHAT_WEBHOOK',
    /hooks\.slack\.com\/(?:services|workflows)\/T[A-Z0-9]{6}|discord(?:app)?\.com\/api\/webhooks\/\d{15}/,
  ],
  [
    'AWS_KEY',
    /(?:AKIA|ABIA)[A-Z0-9]{16}|ASIA(?=[A-Z]{0,15}\d)[A-Z0-9]{16}|(?<![A-Za-z0-9])(?:ASIA|ACCA)[A-Z0-9]{16}(?![A-Za-z0-9])/,
  ],
  ['GOOGLE_KEY', /AIza[A-Za-z0-9_-]{35}|ya29\.[A-Za-z0-9_-]{20}|GOCSPX-[A-Za-z0-9_-]{20}/],
  ['SHOPIFY_TOKEN', /shp(?:at|ca|pa|ss)_[A-Fa-f0-9]{32}/],
  ['TWILIO_KEY', /(?<![A-Z])(?:SK[0-9a-f]{32}|AC[0-9a-f]{32}[\s:/,;]{1,4}[0-9a-f]{32})/],
  [
    'SENDGRID_KEY',
    /(?<![A-Za-z0-9])SG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{16}|SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}/,
  ],
  ['NPM_TOKEN', /npm_[A-Za-z0-9]{30}/],
  [
    'MODEL_PROVIDER_KEY',
    /sk-ant-[A-Za-z0-9_-]{16}|(?<![A-Za-z0-9])sk-(?:(?:proj|svcacct|or)-[A-Za-z0-9_-]{16}|[A-Za-z0-9]{32})|sk-(?:proj|svcacct|or)-(?=[A-Za-z_-]{0,64}\d)[A-Za-z0-9_-]{40}|sk-[A-Za-z0-9]{20}T3BlbkFJ/,
  ],
  [
    'COUNTERSIGN_KEY',
    /\b(?:mcp|svc|hum)_[A-Za-z0-9]{8,26}_[A-Za-z0-9_-]{20}|(?:mcp|svc|hum)_[A-Za-z0-9]{8,26}_(?=[a-z_-]{0,40}[A-Z0-9])[A-Za-z0-9_-]{40}/,
  ],
  ['JWT', /eyJ(?:(?!eyJ)[A-Za-z0-9_-]){8,1000}\.eyJ[A-Za-z0-9_-]{8,1000}\./],
  ['BEARER_TOKEN', /Bearer[ +:]{1,4}(?=[A-Za-z._~+/-]{0,64}\d)[A-Za-z0-9._~+/-]{16}/i],
  ['BASIC_CREDENTIALS', /Basic (?=[A-Za-z+/]{0,64}[\d=])[A-Za-z0-9+/]{8,512}={0,2}/],
  ['URL_CREDENTIALS', /[A-Za-z][A-Za-z0-9+.-]{0,19}:\/\/[^\s/@:?#"']{0,128}:[^\s/@?#"']{1,256}@/],
] as const satisfies readonly (readonly [id: string, pattern: RegExp])[];

/** Why a text is taken for a secret: by its form, by the name that it stands under, or because it cannot be looked through. */
export type SecretRule = (typeof rules)[number][0] | 'LITERAL_SECRET' | 'TOO_DEEPLY_ENCODED';

/** The rule that a text breaks by its form alone, or null. */
export const secretRuleOf = (text: string): SecretRule | null =>
  rules.find(([, pattern]) => pattern.test(text))?.[0] ?? null;

const notTokens: ReadonlySet<string> = new Set([
  'PRIVATE_KEY',
  'GCP_SERVICE_ACCOUNT',
  'CHAT_WEBHOOK',
  'BEARER_TOKEN',
  'BASIC_CREDENTIALS',
  'URL_CREDENTIALS',
]);

/** The rules for tokens, each for a text in which nothing says any more where a word ends. */
export const secretTokens: readonly (readonly [SecretRule, RegExp])[] = rules
  .filter(([rule]) => !notTokens.has(rule))
  .map(([rule, { source }]) => [rule, new RegExp(source.replace(/\\b|\(\?<?![^)]*\)/g, ''), 'g')]);
