import type { OrderId } from "#app/lib/ids.ts";
import { db, type Tx } from "#app/db/client.server.ts";
import { eraseJobErrors } from "#app/db/jobs.server.ts";
import { eraseSecrets } from "#app/domain/erp-connections/erase.server.ts";
import { eraseNotices } from "#app/domain/erp-notices/erase.server.ts";
import { eraseCatalog } from "#app/domain/catalog/erase.server.ts";
import { eraseGiftCards } from "#app/domain/gift-cards/erase.server.ts";
import { eraseFlow } from "#app/domain/flow/forget.server.ts";
import { eraseFacts } from "#app/domain/installation/erase.server.ts";
import {
  eraseMappings,
  forgetCustomer,
  linkedCustomers,
  sharedCustomers,
} from "#app/domain/mapping/erase.server.ts";
import { forgetListing, forgetWaiting, waitingOf } from "#app/domain/orders/erase.server.ts";
import { eraseViews } from "#app/domain/saved-views/saved-views.server.ts";
import { eraseProblems } from "#app/domain/problems/erase.server.ts";
import { eraseRunMentions, eraseRuns } from "#app/domain/runs/erase.server.ts";
import { eraseSchedules } from "#app/domain/schedules/erase.server.ts";
import { eraseStock } from "#app/domain/stock/erase.server.ts";
import { eraseCustomerOf, eraseCustomers } from "#app/domain/customers/erase.server.ts";
import { eraseItems } from "#app/domain/items/erase.server.ts";
import { eraseExports, eraseExportsOf } from "#app/domain/invoice-export/erase.server.ts";
import { eraseOrderExports, eraseOrderExportsOf } from "#app/domain/order-export/erase.server.ts";
import type { ErasedBooks } from "#app/erp/registry.server.ts";
import { eraseFromBooks } from "#app/erp/registry.server.ts";
import { now } from "#app/lib/clock.ts";
import { eraseMentions, eraseSessions, eraseSomeTraffic } from "#app/shopify/erase.server.ts";
import type { Subject } from "./compliance.ts";
import { ordersOf } from "./held-data.server.ts";
import { type Progress, START } from "./progress.ts";
import { redactSlice } from "./redact-orders.server.ts";
import { eraseReports, eraseReportsOf } from "./reports.server.ts";

export interface Redacted {
  orders: number;
  /** Orders with a call to the ERP or to Shopify under way: their copies go when it has been answered. */
  waiting: number;
  /** The built-in ledger's customers and documents that name nobody any more. */
  books: ErasedBooks;
  erased: string;
  kept: string;
}

/** One erasure: where it stands, and how that is kept in the transaction of each slice. */
export interface Erasure {
  shop: string;
  progress: Progress;
  keep(tx: Tx, progress: Progress): Promise<void>;
  /** When to let others have the worker; the next job goes on from there. */
  until: number;
}

export const erasureOf = (shop: string): Erasure => ({
  shop,
  progress: START,
  keep: () => Promise.resolve(),
  until: Infinity,
});

const ERASED =
  "names, addresses, e-mail, phone, notes, attributes, tags, PO numbers, discount codes, custom line texts, last characters of gift cards and tracking";
const KEPT =
  "order and document numbers, days, amounts, items and countries, which accounting and tax need; another ERP's own records are the merchant's to clean";

/** Orders of one transaction: a few tenths of a second, far below the five that a transaction may take. */
const SLICE = 100;
const ROWS = 5_000;
const TRANSACTION = { timeout: 30_000, maxWait: 30_000 };

/**
 * Empties our copies of a person's data (customers/redact), the built-in ledger's too, slice by slice. Documents are kept, tax law wants
 * them, with numbers, days and amounts. Undefined: not finished, go on with what was kept.
 */
export async function redactCustomer(
  erasure: Erasure,
  subject: Subject,
): Promise<Redacted | undefined> {
  const { shop } = erasure;
  const ids = await db.$transaction((tx) => ordersOf(tx, shop, subject), TRANSACTION);
  const all = [...new Set([...ids, ...subject.orderGids])].sort();
  const progress = await redactEach(erasure, (after, most) =>
    Promise.resolve(all.filter((id) => id > after).slice(0, most)),
  );
  if (!progress) return undefined;
  await db.$transaction(
    (tx) => redactAround(tx, shop, { ...subject, orderGids: all }),
    TRANSACTION,
  );
  // Their customer may still be needed by the call under way.
  if (progress.waiting.length > 0) return redacted(progress);
  return db.$transaction(async (tx) => {
    const customerIds = await linkedCustomers(tx, shop, subject.customerGid);
    const shared = await sharedCustomers(tx, shop, subject.customerGid, customerIds);
    if (subject.customerGid !== null)
      await forgetCustomer(tx, shop, subject.customerGid, shared.ids);
    const books = await eraseFromBooks(tx, shop, {
      orderGids: [],
      customerGid: subject.customerGid,
      email: subject.email,
      customerIds,
      shared,
    });
    return redacted({
      ...progress,
      customers: progress.customers + books.customers,
      documents: progress.documents + books.documents,
    });
  }, TRANSACTION);
}

/** What else mentions the person: listed orders, reports of earlier requests, traffic, runs, failed jobs. */
async function redactAround(tx: Tx, shop: string, subject: Subject): Promise<void> {
  const { customerGid, orderGids, email } = subject;
  const gids = [...orderGids, ...(customerGid === null ? [] : [customerGid])];
  await forgetWaiting(tx, shop, await waitingOf(tx, shop, subject));
  await eraseReportsOf(tx, shop, subject);
  await eraseMentions(tx, shop, { gids, email });
  await eraseExportsOf(tx, shop, { customerGid, email });
  await eraseOrderExportsOf(tx, shop, { customerGid, email });
  const erpIds = await linkedCustomers(tx, shop, customerGid);
  await eraseCustomerOf(tx, shop, { customerGid, email, erpIds });
  await eraseRunMentions(tx, shop, subject.email);
  if (email !== null) await eraseViews(tx, shop, email);
  await eraseJobErrors(tx, shop);
}

/**
 * Erases a shop that left (shop/redact), all but what accounting needs: orders and documents without personal data, cards and connections
 * without secrets. Undefined: not finished.
 */
export async function redactShop(erasure: Erasure): Promise<Redacted | undefined> {
  const { shop } = erasure;
  const next = async (after: string, most: number): Promise<OrderId[]> =>
    (
      await db.order.findMany({
        where: { shop, orderId: { gt: after } },
        orderBy: { orderId: "asc" },
        take: most,
        select: { orderId: true },
      })
    ).map(({ orderId }) => orderId);
  const progress = await redactEach(erasure, next);
  if (!progress) return undefined;
  while (await db.$transaction((tx) => eraseSomeTraffic(tx, shop, ROWS), TRANSACTION))
    if (isOver(erasure)) return undefined;
  const total = { ...progress };
  for (;;) {
    const books = await db.$transaction((tx) => eraseFromBooks(tx, shop, "everybody"), TRANSACTION);
    if (books.customers + books.documents === 0) break;
    total.customers += books.customers;
    total.documents += books.documents;
    await db.$transaction((tx) => erasure.keep(tx, total), TRANSACTION);
    if (isOver(erasure)) return undefined;
  }
  await db.$transaction(async (tx) => {
    await eraseSessions(tx, shop);
    await forgetListing(tx, shop);
    await eraseMappings(tx, shop);
    await eraseProblems(tx, shop);
    await eraseSchedules(tx, shop);
    await eraseRuns(tx, shop);
    await eraseSecrets(tx, shop);
    await eraseNotices(tx, shop);
    await eraseGiftCards(tx, shop);
    await eraseStock(tx, shop);
    await eraseFlow(tx, shop);
    await eraseExports(tx, shop);
    await eraseOrderExports(tx, shop);
    await eraseCustomers(tx, shop);
    await eraseItems(tx, shop);
    await eraseCatalog(tx, shop);
    await eraseViews(tx, shop, null);
    await eraseFacts(tx, shop);
    await eraseReports(tx, shop);
    await eraseJobErrors(tx, shop);
  }, TRANSACTION);
  return redacted(total);
}

/** Slice after slice, each committed with how far it came. Undefined: the time is over. */
async function redactEach(
  erasure: Erasure,
  next: (after: string, most: number) => Promise<OrderId[]>,
): Promise<Progress | undefined> {
  let { progress } = erasure;
  for (;;) {
    const slice = await next(progress.after, SLICE);
    if (slice.length === 0) return progress;
    const before = progress;
    progress = await db.$transaction(async (tx) => {
      const after = await redactSlice(tx, erasure.shop, slice, before);
      await erasure.keep(tx, after);
      return after;
    }, TRANSACTION);
    if (isOver(erasure)) return undefined;
  }
}

const isOver = ({ until }: Erasure): boolean => now().getTime() >= until;

const redacted = ({ orders, waiting, customers, documents }: Progress): Redacted => ({
  orders,
  waiting: waiting.length,
  books: { customers, documents },
  erased: ERASED,
  kept: KEPT,
});
