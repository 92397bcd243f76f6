/**
 * The hash of everything that this version shows to agents, which `GET /api/mcp/surface` publishes: for the doors that hold no
 * tools of their own. A test of `lib/mcp/surface.ts` compares.
 */
export const publishedSurface = 'sha256:aa2972c9fcc82a893690b7e5a0a010730ef2061ad014eac18e787b58b0701689';
