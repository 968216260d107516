import { z } from "zod";
import type { ConnectionId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { mappingSchemas } from "#app/domain/mapping/kinds.ts";
import { listCards } from "#app/domain/shop-card/cards.server.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";
import { startOfDay } from "#app/lib/day.ts";
import type { TermsRules } from "./plan/export-terms.ts";
import { termsRules } from "./terms-rules.server.ts";

/** What the first card that exports them says about posted invoices: whatever cards there are, an invoice becomes one order of the shop. */
export interface ExportCard {
  connectionId: ConnectionId;
  shopCurrency: string;
  /** Null: from the day on which it was turned on. */
  from: Date | null;
  timeZone: string;
  gateway: string;
  /** The store's plan takes a payment of part of what is open. */
  takesParts: boolean;
  /** Null: orders get no payment terms. */
  terms: TermsRules | null;
  /** The merchant allows the app to give orders payment terms. */
  mayGiveTerms: boolean;
  shippingAccount: string;
  defaultCustomers: string[];
  templateCustomers: string[];
}

/** Null: no card with an ERP exports invoices. */
export async function exportCard(shop: string): Promise<ExportCard | null> {
  const cards = await listCards(shop);
  const card = cards.find(
    ({ connectionId, settings }) => connectionId !== null && settings.exportInvoices,
  );
  if (!card?.connectionId) return null;
  const facts = await db.shop.findUnique({
    where: { domain: shop },
    select: { currency: true, timeZone: true, facts: true, scopes: true },
  });
  const templates = await db.mapping.findMany({
    where: { shop, cardId: card.id, kind: "customerTemplate" },
    select: { erp: true },
  });
  const { settings } = card;
  const timeZone = facts?.timeZone ?? "UTC";
  return {
    connectionId: card.connectionId,
    shopCurrency: facts?.currency ?? "",
    from: dayOf(settings, timeZone),
    timeZone,
    gateway: settings.exportPaymentName.trim() || "manual",
    takesParts: plan.safeParse(facts?.facts).data?.shopifyPlus ?? false,
    terms: settings.exportPaymentTerms ? await termsRules(shop, card.id, settings, timeZone) : null,
    mayGiveTerms: (facts?.scopes ?? "").split(",").includes(TERMS_SCOPE),
    shippingAccount: settings.shippingAccount,
    defaultCustomers: [settings.defaultCustomer, settings.defaultCompany].filter(Boolean),
    templateCustomers: templates.flatMap(
      ({ erp }) => mappingSchemas.customerTemplate.safeParse(erp).data?.defaultCustomer ?? [],
    ),
  };
}

/** Orders get payment terms only from an app that the merchant has allowed to. */
const TERMS_SCOPE = "write_payment_terms";

const plan = z.object({ shopifyPlus: z.boolean() });

const dayOf = (settings: Settings, timeZone: string): Date | null =>
  settings.exportInvoicesFrom === "" ? null : startOfDay(timeZone, settings.exportInvoicesFrom);
