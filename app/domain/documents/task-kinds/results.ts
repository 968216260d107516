import { z } from "zod";

/** ErpRef as a task's result keeps it. */
export const refSchema = z.object({
  kind: z.enum([
    "customer",
    "item",
    "salesOrder",
    "salesInvoice",
    "creditMemo",
    "shipment",
    "payment",
    "return",
  ]),
  id: z.string(),
  number: z.string().optional(),
  version: z.string().optional(),
  url: z.string().optional(),
});

const totals = z.object({ net: z.string(), tax: z.string(), gross: z.string() });

/** A document as read back from the ERP, beside what it must come to. */
export const documentResultSchema = z.object({
  ref: refSchema,
  kind: z.enum(["salesOrder", "salesInvoice", "creditMemo"]),
  status: z.string(),
  currency: z.string(),
  totals,
  expected: totals,
  tolerance: z.string(),
});

export type DocumentResult = z.infer<typeof documentResultSchema>;
