/**
 * The hash of everything that this version shows to agents, which `GET /api/mcp/surface` publishes: for the doors that hold no
 * tools of their own. A test of `lib/mcp/surface.ts` compares.
 */
export const publishedSurface = 'sha256:f24dc895a074b59e5b7e728423550493a75419582f92f6e721ed322c82a9fbf0';
