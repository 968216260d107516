import { z } from "zod";
import { shipmentEventSchema } from "#app/erp/schemas.ts";
import { storedJson } from "#app/lib/stored-json.ts";
import type { ShippedLine } from "./plan-fulfillment.ts";
import type { MadeFulfillment } from "./shipment.ts";

const quantity = z.object({ lineId: z.string(), quantity: z.number() });
const shippedLine: z.ZodType<ShippedLine> = quantity.extend({
  description: z.string().exactOptional(),
});
const made: z.ZodType<MadeFulfillment> = z.object({
  fulfillmentId: z.string(),
  name: z.string(),
  lines: z.array(quantity),
});

/** `PostedShipment.event`, as the ERP's feed gave it last. */
export const storedShipmentEvent = storedJson("event", shipmentEventSchema);
/** `PostedShipment.lines`: Shopify lines and quantities that left. */
export const storedLines = storedJson("lines", z.array(shippedLine));
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
