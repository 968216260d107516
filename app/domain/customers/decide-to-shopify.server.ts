import { randomUUID } from "node:crypto";
import { db } from "#app/db/client.server.ts";
import type { CustomerSync } from "#app/db/generated/client.ts";
import type { CustomerReading } from "#app/erp/port/customers.ts";
import type { Result } from "#app/lib/result.ts";
import { ok } from "#app/lib/result.ts";
import type { ShopifyError } from "#app/shopify/errors.ts";
import { gidOf, numericId } from "#app/shopify/gid.ts";
import type { Deciding } from "./deciding.ts";
import { readLiving } from "./erp-matches.server.ts";
import { customerHash } from "./plan/customer-hash.ts";
import { decideToShopify } from "./plan/decide-to-shopify.ts";
import { storedPlan } from "./plan/planned.ts";
import type { ShopifyCustomer } from "./plan/shopify-customer.ts";
import { customerBy, readCustomers } from "./read-shopify.server.ts";
import { excluded, type Decided } from "./store-decisions.server.ts";
import { dialled } from "./plan/shopify-plan.ts";

/** CUS-2: customers of the ERP that wait, read there and at Shopify, and what becomes of each. */
export async function toShopifyDecisions(
  deciding: Deciding,
): Promise<Result<Map<string, Decided>, ShopifyError>> {
  const { shop, card, rows, open } = deciding;
  const options = { traceId: randomUUID() };
  const links = await db.customerLink.findMany({
    where: {
      shop,
      connectionId: card.connectionId,
      erpId: { in: rows.map(({ sourceId }) => sourceId) },
      shopifyId: { startsWith: "gid://shopify/C" },
    },
    orderBy: [{ createdAt: "asc" }, { shopifyId: "asc" }],
    select: { erpId: true, shopifyId: true },
  });
  const read = await readCustomers(shop, [
    ...new Set(links.map(({ shopifyId }) => shopifyId).filter(isCustomer)),
  ]);
  if (!read.ok) return read;
  const decided = new Map<string, Decided>();
  for (const row of rows) {
    const own = links.filter(({ erpId }) => erpId === row.sourceId);
    // A company of Shopify is no customer there, and several customers are nobody's own.
    if (own.length > 1 || own.some(({ shopifyId }) => !isCustomer(shopifyId))) {
      decided.set(row.id, excluded("shared"));
      continue;
    }
    const ref = {
      kind: "customer" as const,
      id: row.sourceId,
      ...(row.number ? { number: row.number } : {}),
    };
    const reading = await readLiving(open, ref, options);
    if (!reading) {
      decided.set(row.id, { state: "gone", reason: "deleted", detail: row.number, data: null });
      continue;
    }
    const one = await decideOne(
      deciding,
      row,
      reading,
      read.value.get(own[0]?.shopifyId ?? "") ?? null,
    );
    if (!one.ok) return one;
    decided.set(row.id, one.value);
  }
  return ok(decided);
}

const isCustomer = (shopifyId: string): boolean =>
  /^gid:\/\/shopify\/Customer\/\d+$/.test(shopifyId);

async function decideOne(
  { shop, card, open }: Deciding,
  row: CustomerSync,
  reading: CustomerReading,
  linked: ShopifyCustomer | null,
): Promise<Result<Decided, ShopifyError>> {
  let known = linked;
  const ofKey = /^SHOPIFY-CU-(\d+)/.exec(reading.externalKey ?? "")?.[1];
  if (!known && ofKey !== undefined) {
    const id = gidOf("Customer", ofKey);
    const read = await readCustomers(shop, [id]);
    if (!read.ok) return read;
    known = read.value.get(id) ?? null;
  }
  const taken = await whose(shop, reading, known);
  if (!taken.ok) return taken;
  const hash = customerHash(reading.data);
  const decision = decideToShopify({
    card,
    reading,
    able: open.capabilities,
    known,
    taken: taken.value,
    ofOtherStore: ofKey !== undefined && !known,
    sentBefore: row.sentHash === hash,
    unfinished: row.shopifyId !== "" && row.sentHash === null,
  });
  const names = {
    number: reading.ref.number ?? row.number,
    erpId: reading.ref.id,
    ...(known ? { shopifyId: known.id } : {}),
  };
  switch (decision.do) {
    case "nothing":
      return ok({
        ...names,
        state: "done",
        reason: decision.reason,
        detail: decision.detail,
        data: null,
        sentHash: hash,
      });
    case "exclude":
      return ok({ ...excluded(decision.reason, decision.detail), ...names });
    case "send":
      return ok({
        ...names,
        state: "ready",
        reason: decision.reason,
        detail: decision.detail,
        data: storedPlan.store({ ...decision.plan, hash }),
      });
  }
}
/** S3: e-mail and phone are one customer's each. Says by number whose they are, when they are another's. */
async function whose(
  shop: string,
  { data }: CustomerReading,
  known: ShopifyCustomer | null,
): Promise<Result<{ email: string | null; phone: string | null }, ShopifyError>> {
  const taken = { email: null as string | null, phone: null as string | null };
  const ask = [
    { field: "email" as const, value: data.email?.trim() ?? "" },
    { field: "phone" as const, value: dialled(data.phone ?? "") },
  ];
  for (const { field, value } of ask) {
    if (value === "" || (known && known[field] === value)) continue;
    const answer = await customerBy(
      shop,
      field === "email" ? { emailAddress: value } : { phoneNumber: value },
    );
    if (!answer.ok) {
      // What Shopify cannot read as an address or a number is nobody's; sending it says so in Shopify's own words.
      if (answer.error.kind === "invalid" || answer.error.kind === "notFound") continue;
      return answer;
    }
    if (answer.value && answer.value.id !== known?.id) taken[field] = numericId(answer.value.id);
  }
  return ok(taken);
}
