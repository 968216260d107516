import { z } from "zod";
import { Prisma } from "#app/db/generated/client.ts";
import { DOCUMENT_ATTRIBUTE } from "#app/domain/orders/snapshot/own-attribute.ts";
import { gathered } from "#app/lib/gather.server.ts";
import { CardId, OrderId } from "#app/lib/ids.ts";
import { shopifyRequest, shopifyRequestNodes } from "#app/shopify/client.server.ts";
import {
  OrderAttributesDocument,
  WriteOrderAttributesDocument,
} from "#app/shopify/generated/admin.ts";
import type { TaskContext } from "#app/tasks/kind.ts";
import { storedJson } from "#app/lib/stored-json.ts";
import { defineTask } from "#app/tasks/kind.ts";
import { onShopify } from "#app/tasks/on-shopify.ts";
import { failShopifyCall, ShopifyCallFailed } from "#app/tasks/shopify-error-class.ts";
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

interface Asked {
  shop: string;
  orderId: OrderId;
  traceId: string;
}

interface Attributes {
  updatedAt: string;
  attributes: { key: string; value: string }[];
}

/** An order's attributes, one call for all orders that are asked for in the same moment. */
const readAttributes = gathered<Asked, Attributes>(
  async (asked) => {
    const [first] = asked;
    if (!first) return [];
    const { shop, traceId, orderId } = first;
    const answer = await shopifyRequestNodes(
      shop,
      OrderAttributesDocument,
      { ids: asked.map((one) => one.orderId) },
      asked.length === 1 ? { orderId, traceId } : { traceId },
    );
    if (!answer.ok) failShopifyCall(answer.error);
    const { data, nodeErrors } = answer.value;
    return asked.map((_, index) => {
      const unreadable = nodeErrors.get(index);
      if (unreadable !== undefined)
        return new ShopifyCallFailed({ kind: "transient", message: unreadable });
      const order = data.nodes[index];
      return order && "customAttributes" in order
        ? {
            updatedAt: order.updatedAt,
            attributes: order.customAttributes.map(({ key, value }) => ({
              key,
              value: value ?? "",
            })),
          }
        : new ShopifyCallFailed({
            kind: "notFound",
            message: "Shopify has no order with this id any more.",
          });
    });
  },
  { groupOf: ({ shop }) => shop, most: 50 },
);

const read = ({ shop, payload: { orderId }, traceId }: TaskContext<WriteDocumentAttribute>) =>
  readAttributes({ shop, orderId, traceId });

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
  together: 10,
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
  writtenTogether: (shop, ends) => ({
    parts: Prisma.sql`event AS (${insertEvents<TaskEvent<"writeDocumentAttribute">>(
      shop,
      ends.map(({ context: { payload }, result: { number } }) => ({
        orderId: payload.orderId,
        kind: "attributeWritten",
        actor: "app",
        data: { number },
      })),
    )})`,
  }),
});
