import { Prisma } from "#app/db/generated/client.ts";
import { INFORMATION } from "#app/domain/problems/level.ts";
import { addToDay, startOfDay } from "#app/lib/day.ts";
import { searchText } from "#app/lib/search-text.ts";
import { isUuid } from "#app/lib/uuid.ts";
import { tagTerm, typedTerms, type TermKind, type TypedTerm } from "../snapshot/search-terms.ts";
import { nameLike } from "./name-like.server.ts";
import type { OrdersFilter, OrderView } from "./orders-filter.ts";

const view = (shop: string): Record<OrderView, Prisma.Sql> => ({
  all: Prisma.empty,
  open: Prisma.sql`AND NOT t."closed" AND t."cancelledAt" IS NULL`,
  unprocessed: Prisma.sql`AND t."documentState" <> 'created'`,
  // A divided order is processed once each of its fulfillment orders has its document (DOC-7).
  processed: Prisma.sql`AND t."documentState" = 'created' AND NOT EXISTS (SELECT 1 FROM "Problem" p WHERE p."shop" = t."shop" AND p."orderId" = t."orderId"
    AND p."clearedAt" IS NULL AND p."detail" ->> 'source' = 'share' AND p."kind" <> 'fulfillment-orders-changed')`,
  conflicts: Prisma.sql`AND t."conflict"`,
  earlier: Prisma.sql`AND t."documentState" IN ('unprocessed', 'failed') AND EXISTS (SELECT 1 FROM "SalesDocument" d WHERE d."shop" = t."shop" AND d."subject" = t."orderId" AND d."state" = 'unlinked' AND d."erpId" IS NOT NULL AND (d."erpStatus" IS NULL OR d."erpStatus" NOT IN ('gone', 'cancelled')))`,
  // From what is wrong to the orders: few problems are open, whatever the number of orders.
  errors: Prisma.sql`AND t."orderId" IN (
    SELECT p."orderId" FROM "Problem" p WHERE p."shop" = ${shop} AND p."orderId" IS NOT NULL AND p."clearedAt" IS NULL
      AND p."kind" <> ALL(${INFORMATION}::text[])
    UNION ALL SELECT f."orderId" FROM "Order" f WHERE f."shop" = ${shop} AND f."documentState" = 'failed')`,
});

/** The condition of the orders ("t") that a filter lets through. */
export function matching(shop: string, filter: OrdersFilter, timeZone: string): Prisma.Sql {
  const and = (condition: Prisma.Sql) => Prisma.sql`AND ${condition}`;
  const when = <T>(value: T | undefined, condition: (value: T) => Prisma.Sql) =>
    value === undefined ? Prisma.empty : and(condition(value));
  const parts = [
    view(shop)[filter.view ?? "all"],
    when(filter.search, (text) => searched(shop, text)),
    // An id that is none has no orders.
    when(filter.cardId, (id) =>
      isUuid(id) ? Prisma.sql`t."cardId" = ${id}::uuid` : Prisma.sql`false`,
    ),
    when(
      filter.channel,
      (channel) => Prisma.sql`COALESCE(t."channel", t."sourceName") = ${channel}`,
    ),
    when(filter.document, (state) => Prisma.sql`t."documentState" = ${state}`),
    when(filter.conflict, (conflict) => Prisma.sql`t."conflict" = ${conflict}`),
    when(filter.from, (day) => Prisma.sql`t."orderCreatedAt" >= ${startOfDay(timeZone, day)}`),
    when(
      filter.to,
      (day) => Prisma.sql`t."orderCreatedAt" < ${startOfDay(timeZone, addToDay(day, { days: 1 }))}`,
    ),
    when(filter.documentNumber, documentNumberLike),
    when(filter.customer, (text) => withTerms(shop, typedTerms(text, ["customer"]))),
    when(filter.tag, (tag) => hasTerms(Prisma.sql`t`, shop, tagTerm(tag))),
  ];
  return Prisma.join(parts, " ");
}

const documentNumberLike = (text: string): Prisma.Sql =>
  Prisma.sql`lower(t."documentNumber") LIKE lower(${`${searchText(text)}%`})`;

const SEARCHED: readonly TermKind[] = ["customer", "item", "poNumber", "tracking"];

/** One field for order number, document number, name, company, e-mail, phone, PO number, SKU and tracking number, Shopify's and the ERP's. */
const searched = (shop: string, text: string): Prisma.Sql => Prisma.sql`(
  ${nameLike(text, Prisma.sql`t."number"`)} OR ${documentNumberLike(text)}
  OR ${withTerms(
    shop,
    typedTerms(text, SEARCHED),
    Prisma.sql`UNION ALL SELECT p."orderId" FROM "PostedShipment" p
      WHERE p."shop" = ${shop} AND p."trackingNumbers" @> ARRAY[${text.replaceAll("\u0000", "")}] AND p."orderId" IS NOT NULL`,
  )})`;

/**
 * Found first, as a list of ids: how many orders have a term cannot be known beforehand, and a plan that guesses it walks through all
 * orders by their date to find none.
 */
const withTerms = (shop: string, terms: TypedTerm[], others = Prisma.empty): Prisma.Sql =>
  Prisma.sql`t."orderId" = ANY(ARRAY(
    SELECT f."orderId" FROM "Order" f WHERE f."shop" = ${shop} AND ${hasTerms(Prisma.sql`f`, shop, terms)} ${others}))`;

const hasTerms = (order: Prisma.Sql, shop: string, terms: TypedTerm[]): Prisma.Sql =>
  terms.length === 0
    ? Prisma.sql`false`
    : Prisma.sql`array_to_tsvector(${order}."searchTerms") @@ ${textQuery(shop, terms)}::tsquery`;

const textQuery = (shop: string, terms: readonly TypedTerm[]): string =>
  terms
    .map(({ term, prefix }) => {
      const lexeme = `${shop} ${term}`.replace(/['\\]/g, "$&$&");
      return `'${lexeme}'${prefix ? ":*" : ""}`;
    })
    .join(" | ");
