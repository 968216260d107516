import { z } from "zod";
import { db } from "#app/db/client.server.ts";
import { now } from "#app/lib/clock.ts";
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
  const told = { currency: facts.currencyCode, timeZone: facts.ianaTimezone };
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
    await tx.shop.updateMany({
      where: { domain: shop },
      data: {
        ...told,
        name: facts.name,
        plan: facts.plan.publicDisplayName,
        scopes: currentAppInstallation.accessScopes.map(({ handle }) => handle).join(","),
        facts: {
          taxesIncluded: facts.taxesIncluded,
          taxShipping: facts.taxShipping,
          presentmentCurrencies: facts.enabledPresentmentCurrencies,
          orderPrefix: facts.orderNumberFormatPrefix,
          shopifyPlus: facts.plan.shopifyPlus,
          changes: [...changed, ...shopChanges(before.facts)].slice(0, MOST_CHANGES),
        },
      },
    });
  });
  return ok(null);
}
