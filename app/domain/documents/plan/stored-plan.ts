import { z } from "zod";
import {
  customerDataSchema,
  documentDraftSchema,
  erpRefSchema,
  itemDataSchema,
} from "#app/erp/schemas.ts";
import type { Explanation } from "#app/domain/mapping/decision.ts";
import { problemSchema } from "#app/domain/problems/stored-problem.ts";
import { storedJson } from "#app/lib/stored-json.ts";
import { decimalSchema, moneyBagSchema } from "#app/money/money-schema.ts";
import { documentShareSchema } from "#app/domain/orders/snapshot/order-share.ts";
import type { DocumentPlan, ProofRow } from "./plan.ts";
import { VariantId } from "#app/lib/ids.ts";

const text = z.string();
const sentence = z.object({ text, params: z.record(text, z.json()) });
const reason = sentence.extend({
  about: text,
  rule: text,
  lost: z.array(sentence),
  change: text.exactOptional(),
});

/** Texts and kinds of earlier versions of the app are kept as they were: a made document shows why it is as it is. */
const explanation = z.custom<Explanation>((value) => reason.safeParse(value).success);
const proofKind = z.custom<ProofRow["kind"]>((value) => typeof value === "string");

const plan: z.ZodType<DocumentPlan> = z.object({
  document: documentDraftSchema.nullable(),
  newCustomer: z
    .object({ shopifyId: text, link: text.exactOptional(), data: customerDataSchema })
    .nullable(),
  newItems: z.array(z.object({ variantId: VariantId, data: itemDataSchema })),
  found: z.object({
    customers: z.array(z.object({ link: text, ref: erpRefSchema, name: text, foundBy: text })),
    items: z.array(
      z.object({
        variantId: VariantId,
        ref: erpRefSchema,
        variantCode: text.exactOptional(),
        unit: text.exactOptional(),
        title: text,
        foundBy: text,
      }),
    ),
  }),
  refunds: z.array(text).exactOptional(),
  offDocument: moneyBagSchema.exactOptional(),
  share: documentShareSchema.exactOptional(),
  proof: z.object({
    currency: text,
    rows: z.array(
      z.object({
        kind: proofKind,
        label: text.exactOptional(),
        shopify: decimalSchema,
        document: decimalSchema,
        difference: decimalSchema,
      }),
    ),
    tolerance: decimalSchema,
    proved: z.boolean(),
  }),
  explanation: z.array(explanation),
  problems: z.array(problemSchema),
});

/** `SalesDocument.plan`, its proof and its why included. */
export const storedPlan = storedJson("plan", plan);
