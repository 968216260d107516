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
      /** Ledger customers that stand for a company, or for somebody else too: they stay, without what leads to the person. */
      shared: { ids: readonly string[]; numbers: readonly string[] };
    };

export interface ErasedBooks {
  customers: number;
  documents: number;
}

/** What stands where a name was: the books need one. */
const ERASED = "Erased";

/** As many rows of everybody's as one call erases. */
const MOST = 500;

const address = (column: string): Prisma.Sql =>
  Prisma.raw(
    `jsonb_strip_nulls(jsonb_build_object('name', '${ERASED}', 'countryCode', d."${column}" -> 'countryCode'))`,
  );
const customerNames = Prisma.sql`(c.name, c.name2, c.contact, c."companyName", c.email, c."emailNormalised",
  c.phone, c."phoneDigits", c."taxId",
  c."registrationNumber", c.address1, c.address2, c.city, c.county, c.zip, c."deliveryPhone", c.tags, c.marketing)
  IS DISTINCT FROM (${ERASED}::text, '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '{}'::text[], NULL::boolean)`;
const documentNames = Prisma.sql`(d."sellToName", d.email, d.phone, d.note,
    d."sellToAddress", d."billToAddress", d."shipToAddress")
  IS DISTINCT FROM (${ERASED}::text, '', '', '',
    ${address("sellToAddress")}, ${address("billToAddress")}, ${address("shipToAddress")})`;

/**
 * Takes names, addresses, e-mail, phone, tracking and free texts of people out of the books.
 * Numbers, days, amounts, items and countries
 * stay: accounting and tax need them. In the caller's transaction; of everybody the next few, so
 * that it is called until nothing is left.
 */
export async function erasePeople(tx: Tx, shop: string, whose: WhoseBooks): Promise<ErasedBooks> {
  const at = now();
  const customers = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "LedgerCustomer" c SET name = ${ERASED}, name2 = '', contact = '', "companyName" = '', email = '',
      "emailNormalised" = '', phone = '', "phoneDigits" = '', "taxId" = '', "registrationNumber" = '', address1 = '', address2 = '',
      city = '', county = '', zip = '', "deliveryPhone" = '', tags = '{}', marketing = NULL, version = version + 1, "changedAt" = ${at}
    WHERE c.shop = ${shop} AND ${customerNames} AND ${customersOf(whose, shop)} RETURNING c.id::text`;
  const documents = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "LedgerDocument" d SET "sellToName" = ${ERASED}, "sellToAddress" = ${address("sellToAddress")},
      "billToAddress" = ${address("billToAddress")}, "shipToAddress" = ${address("shipToAddress")},
      "externalDocumentNumber" = CASE WHEN d."externalDocumentNumber" IN (d."shopifyOrderNumber", d.number)
        THEN d."externalDocumentNumber" ELSE '' END,
      email = '', phone = '', note = '', version = version + 1, "changedAt" = ${at}
    WHERE d.shop = ${shop} AND ${documentNames} AND ${documentsOf(
      whose,
      shop,
      customers.map(({ id }) => id),
    )} RETURNING d.id::text`;
  if (whose !== "everybody") await eraseContact(tx, shop, whose);
  await eraseTexts(
    tx,
    shop,
    documents.map(({ id }) => id),
  );
  return { customers: customers.length, documents: documents.length };
}

/** A company whose contact the person was keeps its name, address and tax id; how to reach it is entered anew. */
async function eraseContact(
  tx: Tx,
  shop: string,
  { email, shared }: Exclude<WhoseBooks, "everybody">,
): Promise<void> {
  if (email === null) return;
  await tx.$executeRaw`
    UPDATE "LedgerCustomer" c SET contact = '', email = '', "emailNormalised" = '', phone = '', "phoneDigits" = '',
      version = version + 1, "changedAt" = ${now()}
    WHERE c.shop = ${shop} AND ${isShared(shared)} AND c."emailNormalised" = ${email}`;
}

const isShared = ({ ids, numbers }: Exclude<WhoseBooks, "everybody">["shared"]): Prisma.Sql =>
  Prisma.sql`(c.id::text = ANY(${ids.filter(isUuid)}::text[]) OR c.number = ANY(${[...numbers]}::text[]))`;

/** Custom lines are what a person wrote for one order, and a carrier leads from a tracking number to a person. */
async function eraseTexts(tx: Tx, shop: string, documentIds: string[]): Promise<void> {
  if (documentIds.length === 0) return;
  const lines = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "LedgerDocumentLine" SET description = ''
    WHERE shop = ${shop} AND "documentId" = ANY(${documentIds}::uuid[])
      AND "itemId" IS NULL AND ("shopifyLineId" IS NOT NULL OR kind = 'comment') RETURNING id::text`;
  const ids = lines.map(({ id }) => id);
  await tx.$executeRaw`
    UPDATE "LedgerPostedShipment" SET "trackingNumbers" = '{}', "trackingUrl" = NULL
    WHERE shop = ${shop} AND "documentId" = ANY(${documentIds}::uuid[])`;
  await tx.$executeRaw`
    UPDATE "LedgerPostedShipmentLine" l SET description = '' FROM "LedgerPostedShipment" s
    WHERE s.shop = ${shop} AND s."documentId" = ANY(${documentIds}::uuid[]) AND l.shop = s.shop
      AND l."shipmentId" = s.id AND l."documentLineId" = ANY(${ids}::uuid[])`;
  await tx.$executeRaw`
    UPDATE "LedgerPostedInvoiceLine" l SET description = '' FROM "LedgerPostedInvoice" i
    WHERE i.shop = ${shop} AND i."documentId" = ANY(${documentIds}::uuid[]) AND l.shop = i.shop
      AND l."invoiceId" = i.id AND l."documentLineId" = ANY(${ids}::uuid[])`;
}

function customersOf(whose: WhoseBooks, shop: string): Prisma.Sql {
  if (whose === "everybody")
    return Prisma.sql`c.id IN (
      SELECT c.id FROM "LedgerCustomer" c WHERE c.shop = ${shop} AND ${customerNames} LIMIT ${MOST})`;
  // A customer created here has the number of the Shopify customer, or of the order of a guest;
  // later generations end in "-2", "-3" …
  const keys = [...whose.orderGids, ...(whose.customerGid ? [whose.customerGid] : [])].flatMap(
    (gid) => {
      const shopifyId = gid.slice(gid.lastIndexOf("/") + 1);
      return /^\d{1,20}$/.test(shopifyId)
        ? [renderExternalKey({ kind: "customer", shopifyId, generation: 1, label: "" })]
        : [];
    },
  );
  return Prisma.sql`NOT ${isShared(whose.shared)} AND (c.id::text = ANY(${whose.customerIds.filter(isUuid)}::text[])
    OR regexp_replace(c."externalKey", '^(SHOPIFY-CU-[0-9]+)-[0-9]+$', '\\1') = ANY(${keys}::text[])
    OR (${whose.email}::text IS NOT NULL AND c."emailNormalised" = ${whose.email}))`;
}

function documentsOf(whose: WhoseBooks, shop: string, customerIds: string[]): Prisma.Sql {
  return whose === "everybody"
    ? Prisma.sql`d.id IN (
        SELECT d.id FROM "LedgerDocument" d WHERE d.shop = ${shop} AND ${documentNames} LIMIT ${MOST})`
    : Prisma.sql`(d."shopifyOrderId" = ANY(${[...whose.orderGids]}::text[])
        OR d."sellToId" = ANY(${customerIds}::uuid[]) OR d."billToId" = ANY(${customerIds}::uuid[]))`;
}
