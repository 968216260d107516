import type { Tx } from "#app/db/client.server.ts";
import { db } from "#app/db/client.server.ts";
import type { CustomerData } from "#app/erp/port/customers.ts";
import type { ItemData } from "#app/erp/port/items.ts";
import { now } from "#app/lib/clock.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { insertCustomer, updateCustomer } from "./customers/write.server.ts";
import type { ItemExtras } from "./items/write.server.ts";
import { insertItem } from "./items/write.server.ts";
import { saveVariant } from "./items/variants.server.ts";
import { moveStock, type StockMove } from "./posting/stock.server.ts";
import { detailsOf } from "./reference-kinds.ts";
import type { Scope } from "./scope.ts";
import { DEFAULT_SERIES, defaultBooks } from "./set-up/default-books.ts";

export interface CompanyData {
  name: string;
  /** ISO 4217. */
  currency: string;
  /** IANA name. */
  timeZone: string;
}

/**
 * Gives a connection its books: company, accounts, locations, terms, methods, agents, tax areas,
 * currencies, countries, number series.
 * What is there already stays as it is, so it may run any number of times. Five statements.
 */
export async function setUpLedger(scope: Scope, company: CompanyData, tx: Tx = db): Promise<void> {
  await tx.ledgerCompany.createMany({
    data: [{ ...scope, ...company, createdAt: now() }],
    skipDuplicates: true,
  });
  const { currency } = await tx.ledgerCompany.findUniqueOrThrow({
    where: { shop_connectionId: scope },
  });
  await tx.ledgerReference.createMany({
    data: defaultBooks(currency).map(({ kind, parent, code, title, details }) => ({
      ...scope,
      kind,
      parent: parent ?? "",
      code,
      title,
      details: detailsOf(kind, details),
    })),
    skipDuplicates: true,
  });
  await tx.ledgerNumberSeries.createMany({
    data: Object.entries(DEFAULT_SERIES).map(([code, series]) => ({ ...scope, code, ...series })),
    skipDuplicates: true,
  });
}

export interface SeedItem extends ItemData, ItemExtras {
  number: string;
  variants?: { code: string; description: string; barcode?: string }[];
  stock?: { location: string; quantity: Decimal }[];
}

export interface SeedCustomer extends CustomerData {
  blocked?: boolean;
}

/**
 * Adds items that are not there by number, and customers that are not there by name and e-mail. For
 * demos and tests.
 */
export async function seedLedger(
  scope: Scope,
  seed: { items?: SeedItem[]; customers?: SeedCustomer[] },
): Promise<void> {
  const items = new Set(
    (
      await db.ledgerItem.findMany({
        where: { ...scope, number: { in: (seed.items ?? []).map((item) => item.number) } },
        select: { number: true },
      })
    ).map((row) => row.number),
  );
  const stock: StockMove[] = [];
  for (const item of seed.items ?? []) {
    if (items.has(item.number)) continue;
    const itemId = await addItem(scope, item);
    for (const entry of item.stock ?? []) stock.push({ itemId, variantCode: "", ...entry });
  }
  await db.$transaction((tx) => moveStock(tx, scope, stock, { kind: "adjustment", by: "set-up" }));
  for (const { blocked, ...data } of seed.customers ?? []) {
    const there = await db.ledgerCustomer.findFirst({
      where: {
        ...scope,
        name: data.name,
        emailNormalised: (data.email ?? "").trim().toLowerCase(),
      },
      select: { id: true },
    });
    if (there) continue;
    const ref = await insertCustomer(scope, null, data);
    if (blocked) await updateCustomer(scope, ref, {}, { blocked: true });
  }
}

async function addItem(
  scope: Scope,
  { variants, stock: _stock, vendorItemNumber, salesUnit, stocked, blocked, ...data }: SeedItem,
): Promise<string> {
  const ref = await insertItem(scope, null, data, {
    ...(vendorItemNumber === undefined ? {} : { vendorItemNumber }),
    ...(salesUnit === undefined ? {} : { salesUnit }),
    ...(stocked === undefined ? {} : { stocked }),
    ...(blocked === undefined ? {} : { blocked }),
  });
  for (const variant of variants ?? []) await saveVariant(scope, ref.id, variant);
  return ref.id;
}
