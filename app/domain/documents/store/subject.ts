import type { ExternalKey } from "#app/erp/port/refs.ts";
import { isGid, numericId } from "#app/shopify/gid.ts";

/** Key of a document act: the subject and its generation, so that neither another document kind nor another ERP makes a second one. */
export const documentKey = (subject: string, generation: number): string =>
  `${subject}#${generation}`;
export const subjectOfKey = (key: string): string => key.slice(0, key.lastIndexOf("#"));

/** Of the sales documents of an order: its own stands for the order, one of what an exchange sends out for the first order line it has. */
export const isExchange = (subject: string): boolean => isGid(subject, "LineItem");

/** What the ERP knows a sales document by; `label`: the order's name, for people. */
export const salesKey = (subject: string, generation: number, label: string): ExternalKey => ({
  kind: isExchange(subject) ? "exchange" : "order",
  shopifyId: numericId(subject),
  generation,
  label,
});
