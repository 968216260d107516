import { z } from "zod";
import { erpRefSchema } from "#app/erp/schemas.ts";
import { storedJson } from "#app/lib/stored-json.ts";
import type { Choices, KnownCustomer, KnownItem } from "./facts.ts";

const text = z.string();

const customer: z.ZodType<KnownCustomer> = z.object({ ref: erpRefSchema, name: text });
const item: z.ZodType<KnownItem> = z.object({
  ref: erpRefSchema,
  variantCode: text.exactOptional(),
  unit: text.exactOptional(),
});

const choices: z.ZodType<Choices> = z.object({
  sellTo: customer.exactOptional(),
  billTo: customer.exactOptional(),
  createCustomer: z.object({ template: text }).exactOptional(),
  items: z.record(text, item).exactOptional(),
  shipmentMethod: text.exactOptional(),
  shippingAgent: text.exactOptional(),
  shippingAgentService: text.exactOptional(),
  paymentTerms: text.exactOptional(),
  paymentMethod: text.exactOptional(),
  useShopifyOrderNumber: z.boolean().exactOptional(),
  release: z
    .array(z.enum(["cancelled", "test", "highRisk", "heldMarketplace", "refunded"]))
    .exactOptional(),
});

/** `Order.choices`. */
export const storedChoices = storedJson("choices", choices);
