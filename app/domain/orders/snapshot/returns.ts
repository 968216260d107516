import { z } from "zod";
import { LineId } from "#app/lib/ids.ts";
import { moneyBagSchema } from "#app/money/money-schema.ts";

const text = z.string();

const returnLine = z.object({
  id: text,
  /** Null where Shopify does not know which line of the order came back. */
  lineId: LineId.nullable(),
  quantity: z.number(),
  processed: z.number(),
  refunded: z.number(),
  reason: z.object({ handle: text, name: text }).nullable(),
  /** Worth of all units after discounts. */
  total: moneyBagSchema.nullable(),
  restockingFee: z.object({ percentage: z.number(), amount: moneyBagSchema }).nullable(),
});

const disposition = z.object({
  id: text,
  type: text,
  quantity: z.number(),
  createdAt: text,
  locationId: text.nullable(),
  locationName: text.nullable(),
});

const reverseOrder = z.object({
  id: text,
  status: text,
  lines: z.array(
    z.object({
      id: text,
      lineId: LineId.nullable(),
      quantity: z.number(),
      dispositions: z.array(disposition),
    }),
  ),
});

/** A return as Shopify tells it, for information: what comes back, why, what becomes of it and where. */
export const orderReturn = z.object({
  id: text,
  name: text,
  status: text,
  quantity: z.number(),
  createdAt: text,
  closedAt: text.nullable(),
  approvedAt: text.nullable(),
  declineReason: text.nullable(),
  lines: z.array(returnLine),
  shippingFees: z.array(z.object({ id: text, amount: moneyBagSchema })),
  /** What the buyer gets instead; the lines of the order that it added. */
  exchanges: z.array(
    z.object({
      id: text,
      quantity: z.number(),
      processed: z.number(),
      lineIds: z.array(LineId),
    }),
  ),
  reverseOrders: z.array(reverseOrder),
});
export type OrderReturn = z.infer<typeof orderReturn>;
