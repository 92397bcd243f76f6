/** The tenant that no tenant is: its log has one leaf for each anchored checkpoint of the others. */
export const anchorTenant = '00000000-0000-0000-0000-000000000000';

/** What stands for its tenant in an address and in the name of its log. */
export const anchorName = 'anchor';

/** The name of a log, which is also that of its verifier key. */
export const originOf = (host: string, tenantId: string): string =>
  `${host}/log/${tenantId === anchorTenant ? anchorName : tenantId}`;
