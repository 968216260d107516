import { z } from "zod";
import { shipmentEventSchema } from "#app/erp/schemas.ts";
import { storedJson } from "#app/lib/stored-json.ts";
import { decimalSchema } from "#app/money/money-schema.ts";
import type { LineQuantity, ShippedLine } from "./plan-fulfillment.ts";
import type { MadeFulfillment } from "./shipment.ts";
import type { BeyondOrder } from "./shipment-lines.ts";
import { LineId } from "#app/lib/ids.ts";

const quantity = z.object({ lineId: LineId, quantity: z.number() });
const shippedLine: z.ZodType<ShippedLine> = quantity.extend({
  description: z.string().exactOptional(),
});
const made: z.ZodType<MadeFulfillment> = z.object({
  fulfillmentId: z.string(),
  name: z.string(),
  lines: z.array(quantity),
  cancelled: z.literal(true).exactOptional(),
  replaced: z.literal(true).exactOptional(),
});
const beyond: z.ZodType<BeyondOrder> = z.object({ name: z.string(), quantity: decimalSchema });

/** `PostedShipment.event`, as the ERP's feed gave it last. */
export const storedShipmentEvent = storedJson("event", shipmentEventSchema);
/** `PostedShipment.lines`: Shopify lines and quantities that left. */
export const storedLines = storedJson("lines", z.array(shippedLine));
/** `PostedShipment.beyond`: what left and is no line of the document. */
export const storedBeyond = storedJson("lines beyond the order", z.array(beyond));
/** `PostedShipment.fulfillments`: what each call fulfilled. */
export const storedFulfillments = storedJson("fulfillments", z.array(made));

interface Row {
  number: string;
  lines: unknown;
  fulfillments: unknown;
}

export const shippedOf = ({ number, lines }: Pick<Row, "number" | "lines">): ShippedLine[] =>
  storedLines.read(lines, `shipment ${number}`);
export const fulfilledOf = ({
  number,
  fulfillments,
}: Pick<Row, "number" | "fulfillments">): MadeFulfillment[] =>
  storedFulfillments.read(fulfillments, `shipment ${number}`);
/** Quantities that need no call any more: what was fulfilled, and what somebody cancelled since, unless it was let go again. */
export const settledOf = (row: Pick<Row, "number" | "fulfillments">): LineQuantity[] =>
  fulfilledOf(row).flatMap(({ replaced, lines }) => (replaced ? [] : lines));
/** Whether Shopify shows anything of the shipment as fulfilled. */
export const standsInShopify = (row: Pick<Row, "number" | "fulfillments">): boolean =>
  fulfilledOf(row).some(({ cancelled }) => !cancelled);
export const beyondOf = ({ number, beyond }: { number: string; beyond: unknown }): BeyondOrder[] =>
  storedBeyond.read(beyond, `shipment ${number}`);
