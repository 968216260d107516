/** How the source identifiers of orders begin that were made of posted invoices of the ERP. */
export const EXPORT_PREFIX = "ERP-INVOICE-";

export const exportKeyOf = (sourceIdentifier: string | null): { exportKey?: string } =>
  sourceIdentifier?.startsWith(EXPORT_PREFIX) ? { exportKey: sourceIdentifier } : {};
