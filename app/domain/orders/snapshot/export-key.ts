/** How the source identifiers of orders begin that were made of documents of the ERP: posted invoices, and sales orders. */
export const EXPORT_PREFIXES = { invoice: "ERP-INVOICE-", order: "ERP-ORDER-" } as const;

export const exportKeyOf = (sourceIdentifier: string | null): { exportKey?: string } =>
  sourceIdentifier !== null &&
  Object.values(EXPORT_PREFIXES).some((prefix) => sourceIdentifier.startsWith(prefix))
    ? { exportKey: sourceIdentifier }
    : {};
