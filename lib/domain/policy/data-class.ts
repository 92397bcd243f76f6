/** The classes of data that a tool can reach, after the boundary document's list. A key holds those it was granted. */
export const dataClasses = [
  'public_docs',
  'internal_engineering_docs',
  'customer_data',
  'security_material',
  'regulated_records',
  'production_telemetry',
  'business_workflows',
] as const;

export type DataClass = (typeof dataClasses)[number];
