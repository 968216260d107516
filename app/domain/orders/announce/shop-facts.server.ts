import { z } from "zod";
import { db } from "#app/db/client.server.ts";
import { now } from "#app/lib/clock.ts";
import { canonicalJson } from "#app/lib/json.ts";
import { logger } from "#app/lib/logger.server.ts";
import type { Result } from "#app/lib/result.ts";
import { ok } from "#app/lib/result.ts";
import { shopifyRequest } from "#app/shopify/client.server.ts";
import type { ShopifyError } from "#app/shopify/errors.ts";
import { ShopFactsDocument } from "#app/shopify/generated/admin.ts";

const change = z.object({
  at: z.iso.datetime(),
  what: z.enum(["currency", "timeZone"]),
  from: z.string(),
  to: z.string(),
});

/** A change of the shop that bears on documents: amounts and their days. */
export type ShopChange = z.infer<typeof change>;

const MOST_CHANGES = 20;

/** `Shop.facts.changes`, the latest first; what cannot be read is none. */
export const shopChanges = (facts: unknown): ShopChange[] =>
  z.object({ changes: z.array(change) }).safeParse(facts).data?.changes ?? [];

/** Reads what screens and planning need of the shop itself (currency, time zone, plan, scopes): at the installation and with each sync, since a merchant may change them. */
export async function readShopFacts(shop: string): Promise<Result<null, ShopifyError>> {
  const answer = await shopifyRequest(shop, ShopFactsDocument, {});
  if (!answer.ok) return answer;
  const { shop: facts, currentAppInstallation } = answer.value;
  const told = {
    currency: facts.currencyCode,
    timeZone: facts.ianaTimezone,
    name: facts.name,
    plan: facts.plan.publicDisplayName,
    scopes: currentAppInstallation.accessScopes.map(({ handle }) => handle).join(","),
    facts: {
      taxesIncluded: facts.taxesIncluded,
      taxShipping: facts.taxShipping,
      presentmentCurrencies: facts.enabledPresentmentCurrencies,
      orderPrefix: facts.orderNumberFormatPrefix,
      shopifyPlus: facts.plan.shopifyPlus,
    },
  };
  const known = await db.shop.findUnique({ where: { domain: shop }, select: STORED });
  if (known && !isNews(known, told)) return ok(null);
  await db.$transaction(async (tx) => {
    const [before] = await tx.$queryRaw<
      { currency: string | null; timeZone: string | null; facts: unknown }[]
    >`SELECT currency, "timeZone", facts FROM "Shop" WHERE domain = ${shop} FOR UPDATE`;
    if (!before) return;
    const at = now().toISOString();
    const changed = (["currency", "timeZone"] as const).flatMap((what) => {
      const [from, to] = [before[what], told[what]];
      return from === null || from === to ? [] : [{ at, what, from, to }];
    });
    if (changed.length > 0) logger.warn({ shop, changed }, "the shop was changed in Shopify");
    const changes = [...changed, ...shopChanges(before.facts)].slice(0, MOST_CHANGES);
    await tx.shop.updateMany({
      where: { domain: shop },
      data: { ...told, facts: { ...told.facts, changes } },
    });
  });
  return ok(null);
}

const STORED = {
  currency: true,
  timeZone: true,
  name: true,
  plan: true,
  scopes: true,
  facts: true,
} as const;

type Stored = { [K in keyof typeof STORED]: unknown };

/** Whether Shopify tells anything else than is stored: most syncs have nothing to write. */
const isNews = (known: Stored, told: Omit<Stored, "facts"> & { facts: object }): boolean =>
  canonicalJson(known) !==
  canonicalJson({ ...told, facts: { ...told.facts, changes: shopChanges(known.facts) } });
