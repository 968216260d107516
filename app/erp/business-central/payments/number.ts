import type { ExternalKey } from "#app/erp/port/refs.ts";

const PREFIX: Partial<Record<ExternalKey["kind"], string>> = { payment: "P", credit: "PC" };

/** The document number that a payment is posted with: the only trace of it that is left then. Business Central takes 20 characters. */
export const paymentNumber = ({ kind, shopifyId, generation }: ExternalKey): string =>
  `${PREFIX[kind] ?? "P"}${shopifyId}${generation > 1 ? `-${generation}` : ""}`;

/** A number that the app gave. */
export const isPaymentNumber = (number: string): boolean => /^PC?\d+(-\d+)?$/.test(number);
