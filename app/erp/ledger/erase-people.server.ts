import type { Tx } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { renderExternalKey } from "#app/erp/external-key.ts";
import { now } from "#app/lib/clock.ts";
import { isUuid } from "#app/lib/uuid.ts";

/** Whose data goes: a person's (their orders, their customers here), or everybody's of the shop. */
export type WhoseBooks =
  | "everybody"
  | {
      orderGids: readonly string[];
      customerGid: string | null;
      /** Trimmed, lower case. */
      email: string | null;
      /** Ledger customers linked to the person. */
      customerIds: readonly string[];
    };

export interface ErasedBooks {
  customers: number;
  documents: number;
}

/** What stands where a name was: the books need one. */
const ERASED = "Erased";

/**
 * Takes names, addresses, e-mail and phone of people out of the books. Numbers, days, amounts, items and countries stay: accounting and tax need
 * them. In the caller's transaction.
 */
export async function erasePeople(tx: Tx, shop: string, whose: WhoseBooks): Promise<ErasedBooks> {
  const at = now();
  const customers = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "LedgerCustomer" c SET name = ${ERASED}, name2 = '', contact = '', "companyName" = '', email = '', "emailNormalised" = '', phone = '', "phoneDigits" = '', "taxId" = '', address1 = '', address2 = '',
      city = '', county = '', zip = '', version = version + 1, "changedAt" = ${at}
    WHERE c.shop = ${shop} AND ${customersOf(whose)} RETURNING c.id::text`;
  const address = (column: string): Prisma.Sql =>
    Prisma.raw(
      `jsonb_strip_nulls(jsonb_build_object('name', '${ERASED}', 'countryCode', d."${column}" -> 'countryCode'))`,
    );
  const documents = await tx.$executeRaw`
    UPDATE "LedgerDocument" d SET "sellToName" = ${ERASED}, "sellToAddress" = ${address("sellToAddress")}, "billToAddress" = ${address("billToAddress")}, "shipToAddress" = ${address("shipToAddress")},
      email = '', phone = '', note = '', version = version + 1, "changedAt" = ${at}
    WHERE d.shop = ${shop} AND ${documentsOf(
      whose,
      customers.map(({ id }) => id),
    )}`;
  return { customers: customers.length, documents };
}

function customersOf(whose: WhoseBooks): Prisma.Sql {
  if (whose === "everybody") return Prisma.sql`TRUE`;
  // A customer made here bears the number of the Shopify customer, or of the order of a guest; later generations end in "-2", "-3" …
  const keys = [...whose.orderGids, ...(whose.customerGid ? [whose.customerGid] : [])].flatMap(
    (gid) => {
      const shopifyId = gid.slice(gid.lastIndexOf("/") + 1);
      return /^\d{1,20}$/.test(shopifyId)
        ? [renderExternalKey({ kind: "customer", shopifyId, generation: 1, label: "" })]
        : [];
    },
  );
  return Prisma.sql`(c.id::text = ANY(${whose.customerIds.filter(isUuid)}::text[]) OR regexp_replace(c."externalKey", '^(SHOPIFY-CU-[0-9]+)-[0-9]+$', '\\1') = ANY(${keys}::text[])
    OR (${whose.email}::text IS NOT NULL AND c."emailNormalised" = ${whose.email}))`;
}

const documentsOf = (whose: WhoseBooks, customerIds: string[]): Prisma.Sql =>
  whose === "everybody"
    ? Prisma.sql`TRUE`
    : Prisma.sql`(d."shopifyOrderId" = ANY(${[...whose.orderGids]}::text[]) OR d."sellToId"::text = ANY(${customerIds}::text[]) OR d."billToId"::text = ANY(${customerIds}::text[]))`;
