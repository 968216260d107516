import type { MoneyBag } from "#app/money/money.ts";

/**
 * An order as the listing told it (step 1): what filters and the verdict look at, and what the table of orders to import shows.
 * Stored as `OrderToImport.listed`. Times are ISO 8601 UTC, enum values as Shopify writes them; unknown ones are kept.
 */
export interface ListedOrder {
  /** Order gid. */
  id: string;
  name: string;
  /** The running number, for "from order number" filters. */
  number: number;
  createdAt: string;
  updatedAt: string;
  processedAt: string;
  cancelledAt: string | null;
  /** Archived. */
  closed: boolean;
  test: boolean;
  confirmed: boolean;
  financialStatus: string | null;
  fulfillmentStatus: string;
  fullyPaid: boolean;
  unpaid: boolean;
  sourceName: string | null;
  /** Attribution of the channel: handle and its readable name. */
  channel: { handle: string; displayName: string } | null;
  tags: string[];
  attributes: { key: string; value: string | null }[];
  currency: string;
  total: MoneyBag;
  /** HIGH, MEDIUM, LOW, NONE, PENDING of each assessment; the order is high risk when one is HIGH (I-9). */
  riskLevels: string[];
  highRisk: boolean;
  riskRecommendation: string | null;
  /** ISO country codes. */
  sellToCountry: string | null;
  shipToCountry: string | null;
  billToCountry: string | null;
  /** Sell-to name for the table; personal data, emptied by redaction. */
  customerName: string | null;
}

export type { MoneyBag };
