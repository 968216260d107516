import { z } from "zod";
import { Prisma } from "#app/db/generated/client.ts";
import { DOCUMENT_ATTRIBUTE } from "#app/domain/orders/snapshot/own-attribute.ts";
import { CardId, OrderId } from "#app/lib/ids.ts";
import { shopifyRequest } from "#app/shopify/client.server.ts";
import {
  OrderAttributesDocument,
  WriteOrderAttributesDocument,
} from "#app/shopify/generated/admin.ts";
import type { TaskContext } from "#app/tasks/kind.ts";
import { storedJson } from "#app/lib/stored-json.ts";
import { defineTask } from "#app/tasks/kind.ts";
import { onShopify } from "#app/tasks/on-shopify.ts";
import { failShopifyCall } from "#app/tasks/shopify-error-class.ts";
import type { TaskEvent } from "#app/domain/timeline/task-events.ts";
import { insertEvents } from "#app/domain/timeline/timeline.server.ts";
import { documentKey } from "../store/subject.ts";
import { resultBefore } from "./results.ts";

const payload = z.object({
  orderId: OrderId,
  cardId: CardId,
  subject: z.string(),
  generation: z.number().int().min(1),
});
export type WriteDocumentAttribute = z.infer<typeof payload>;

const numberOf = (context: TaskContext<WriteDocumentAttribute>): string => {
  const { ref } = resultBefore(context);
  return ref.number ?? ref.id;
};

async function read({ shop, payload: { orderId }, traceId }: TaskContext<WriteDocumentAttribute>) {
  const answer = await shopifyRequest(
    shop,
    OrderAttributesDocument,
    { id: orderId },
    { orderId, traceId },
  );
  if (!answer.ok) failShopifyCall(answer.error);
  if (!answer.value.order)
    failShopifyCall({ kind: "notFound", message: "Shopify has no order with this id any more." });
  const { updatedAt, customAttributes } = answer.value.order;
  return {
    updatedAt,
    attributes: customAttributes.map(({ key, value }) => ({ key, value: value ?? "" })),
  };
}

/** Shopify's times of the order right before the number was written, and by it: that is how its echo is known. */
const result = z.object({
  number: z.string(),
  beforeAt: z.string().optional(),
  writtenAt: z.string().optional(),
});

/**
 * Puts the ERP's document number on the Shopify order (D-9), only after the document stands. orderUpdate replaces the whole list, so it is
 * read, changed and written (Admin API facts).
 */
export const writeDocumentAttribute = defineTask({
  ...onShopify,
  kind: "writeDocumentAttribute",
  payload: storedJson("payload", payload),
  result: storedJson("result", result),
  key: ({ subject, generation }) => documentKey(subject, generation),
  prepare: async (context) => ({ evidence: null, plan: await read(context) }),
  async lookUp(context) {
    const number = numberOf(context);
    return (await read(context)).attributes.some(
      ({ key, value }) => key === DOCUMENT_ATTRIBUTE && value === number,
    )
      ? { found: "one", result: { number } }
      : { found: "none" };
  },
  async act(context, { attributes, updatedAt: beforeAt }): Promise<z.infer<typeof result>> {
    const {
      shop,
      payload: { orderId, cardId },
      traceId,
    } = context;
    const number = numberOf(context);
    if (attributes.some(({ key, value }) => key === DOCUMENT_ATTRIBUTE && value === number))
      return { number };
    const changed = [
      ...attributes.filter(({ key }) => key !== DOCUMENT_ATTRIBUTE),
      { key: DOCUMENT_ATTRIBUTE, value: number },
    ];
    const answer = await shopifyRequest(
      shop,
      WriteOrderAttributesDocument,
      { input: { id: orderId, customAttributes: changed } },
      { orderId, cardId, traceId },
    );
    if (!answer.ok) failShopifyCall(answer.error);
    return { number, beforeAt, writtenAt: answer.value.orderUpdate?.order?.updatedAt };
  },
  written: ({ shop, payload: { orderId } }, { number }) => ({
    parts: Prisma.sql`event AS (${insertEvents<TaskEvent<"writeDocumentAttribute">>(shop, [
      { orderId, kind: "attributeWritten", actor: "app", data: { number } },
    ])})`,
  }),
});
