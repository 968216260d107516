import type { ExternalKey } from "#app/erp/port/refs.ts";
import { isGid, numericId } from "#app/shopify/gid.ts";

/** Key of a document act: the subject and its generation, so that neither another document kind nor another ERP makes a second one. */
export const documentKey = (subject: string, generation: number): string =>
  `${subject}#${generation}`;
export const subjectOfKey = (key: string): string => key.slice(0, key.lastIndexOf("#"));

/** Of the sales documents of an order: its own stands for the order, one of what an exchange sends out for the first order line it has. */
export const isExchange = (subject: string): boolean => isGid(subject, "LineItem");
/** Of a divided order all but the first document stand for their fulfillment order (DOC-7). */
const isShare = (subject: string): boolean => isGid(subject, "FulfillmentOrder");
/** It stands beside the order's own document, and the order's state is not its. */
export const isBeside = (subject: string): boolean => isExchange(subject) || isShare(subject);

/** Who finds the problems of a document, by what it stands for. */
export const sourceOf = (subject: string): "task" | "exchange" | "share" =>
  isExchange(subject) ? "exchange" : isShare(subject) ? "share" : "task";

/** What the ERP knows a sales document by; `label`: the order's name, for people. */
export const salesKey = (subject: string, generation: number, label: string): ExternalKey => ({
  kind: isExchange(subject) ? "exchange" : isShare(subject) ? "fulfillmentOrder" : "order",
  shopifyId: numericId(subject),
  generation,
  label,
});
