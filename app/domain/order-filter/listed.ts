import { z } from "zod";
import { OrderId } from "#app/lib/ids.ts";
import { storedJson } from "#app/lib/stored-json.ts";
import { moneyBagSchema } from "#app/money/money-schema.ts";

const text = z.string();

const listedOrder = z.object({
  /** Order gid. */
  id: OrderId,
  name: text,
  /** The running number, for "from order number" filters. */
  number: z.number(),
  createdAt: text,
  updatedAt: text,
  processedAt: text,
  cancelledAt: text.nullable(),
  /** Archived. */
  closed: z.boolean(),
  test: z.boolean(),
  confirmed: z.boolean(),
  financialStatus: text.nullable(),
  fulfillmentStatus: text,
  fullyPaid: z.boolean(),
  unpaid: z.boolean(),
  sourceName: text.nullable(),
  /** Attribution of the channel: handle and its readable name. */
  channel: z.object({ handle: text, displayName: text }).nullable(),
  tags: z.array(text),
  attributes: z.array(z.object({ key: text, value: text.nullable() })),
  currency: text,
  total: moneyBagSchema,
  /** HIGH, MEDIUM, LOW, NONE, PENDING of each assessment; the order is high risk when one is HIGH (I-9). */
  riskLevels: z.array(text),
  highRisk: z.boolean(),
  riskRecommendation: text.nullable(),
  /** ISO country codes. */
  sellToCountry: text.nullable(),
  shipToCountry: text.nullable(),
  billToCountry: text.nullable(),
  /** Sell-to name for the table; personal data, emptied by redaction. */
  customerName: text.nullable(),
});

/**
 * An order as the listing told it (step 1): what filters and the verdict look at, and what the table of orders to import shows.
 * Times are ISO 8601 UTC, enum values as Shopify writes them; unknown ones are kept.
 */
export type ListedOrder = z.infer<typeof listedOrder>;

/** `OrderToImport.listed`. */
export const storedListed = storedJson("listing", listedOrder);
