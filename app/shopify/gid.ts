import type { Gid, OrderId } from "#app/lib/ids.ts";

/** Shopify's global ids, "gid://shopify/Order/450789469": the one place that takes them apart or puts them together. */
const GID = /^gid:\/\/shopify\/([A-Za-z]+)\/(\d{1,20})$/;

/** Types of objects whose ids the app makes from a number that Shopify gave. */
export type GidType = "Order" | "Customer" | "FulfillmentOrder" | "Refund" | "Return";

/** What stands before the number in an order gid, for SQL. */
export const ORDER_GID = "gid://shopify/Order/";

export const gidOf = <Type extends GidType>(type: Type, number: string | number): Gid<Type> =>
  `gid://shopify/${type}/${number}`;

/** Whether text is a gid, of this type if one is named. */
export const isGid = <Type extends string>(text: string, type?: Type): text is Gid<Type> => {
  const found = GID.exec(text);
  return found !== null && (type === undefined || found[1] === type);
};

export const isOrderGid = (text: string): text is OrderId => isGid(text, "Order");

/** The order gid for the number in a page's address; undefined when it is not a number. */
export const orderGidFrom = (number: string | undefined): OrderId | undefined =>
  recordGidFrom("Order", number);

/** The same for the other records that have a page. */
export const recordGidFrom = <Type extends "Order" | "Refund" | "Return">(
  type: Type,
  number: string | undefined,
): Gid<Type> | undefined =>
  number !== undefined && /^\d{1,20}$/.test(number) ? gidOf(type, number) : undefined;

/** Numeric part: "gid://shopify/Order/450789469" → "450789469". Throws on anything else. */
export function numericId(gid: string): string {
  const number = GID.exec(gid)?.[2];
  if (number === undefined) throw new Error(`not a Shopify gid: ${gid}`);
  return number;
}

/** Order of creation: Shopify numbers objects as they are made. What has no number comes first. */
export function compareGids(a: string, b: string): number {
  const [x, y] = [numberOf(a), numberOf(b)];
  return x < y ? -1 : x > y ? 1 : a < b ? -1 : a > b ? 1 : 0;
}

const numberOf = (gid: string): bigint => BigInt(/(\d+)$/.exec(gid)?.[1] ?? "0");
