import { roleOf } from "#app/erp/port/line-kinds.ts";

/**
 * Keys of lines that were added in the ledger begin so. A sender's lines may not: feeds and
 * snapshots give no key for the ledger's own.
 */
const OWN = "ledger:";

export const ownKey = (id: string): string => `${OWN}${id}`;
export const isOwnKey = (key: string): boolean => key.startsWith(OWN);

/**
 * What a posted shipment tells of its line: the sender's key when the line came from an order line
 * (LineItem of the Shopify Admin API).
 * Lines added in the ledger (F-10) and shipping kept as an item are no order lines.
 */
export const orderLineKey = (line: { key: string; kind: string }): string | undefined =>
  roleOf(line.kind) === "goods" && !isOwnKey(line.key) ? line.key : undefined;
