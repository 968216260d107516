import { randomUUID } from "node:crypto";
import type { CustomerSync } from "#app/db/generated/client.ts";
import { readReference } from "#app/domain/erp-connections/reference-codes.server.ts";
import type { Deciding } from "./deciding.ts";
import type { CustomerReading } from "#app/erp/port/customers.ts";
import type { Result } from "#app/lib/result.ts";
import { ok } from "#app/lib/result.ts";
import type { ShopifyError } from "#app/shopify/errors.ts";
import { erpMatches, type ErpMatch } from "./erp-matches.server.ts";
import { customerHash } from "./plan/customer-hash.ts";
import { decideToErp } from "./plan/decide-to-erp.ts";
import { erpCustomer } from "./plan/erp-customer.ts";
import { storedPlan } from "./plan/planned.ts";
import type { ShopifyCustomer } from "./plan/shopify-customer.ts";
import { readCustomers } from "./read-shopify.server.ts";
import { excluded, type Decided } from "./store-decisions.server.ts";

/** CUS-1: Shopify customers that wait, read at Shopify and in the ERP, and what becomes of each. */
export async function toErpDecisions(
  deciding: Deciding,
): Promise<Result<Map<string, Decided>, ShopifyError>> {
  const { shop, rows, open } = deciding;
  const read = await readCustomers(
    shop,
    rows.map(({ sourceId }) => sourceId),
  );
  if (!read.ok) return read;
  const options = { traceId: randomUUID() };
  const matches = await erpMatches(deciding, [...read.value.values()], options);
  const templates = await readReference(open, "customerTemplates", options);
  const decided = new Map<string, Decided>();
  for (const row of rows) {
    const customer = read.value.get(row.sourceId);
    decided.set(
      row.id,
      customer
        ? decide(deciding, row, {
            customer,
            match: matches.get(row.sourceId) ?? null,
            hasTemplates: templates.length > 0,
          })
        : { state: "gone", reason: "deleted", detail: row.number, data: null },
    );
  }
  return ok(decided);
}

interface Facts {
  customer: ShopifyCustomer;
  match: ErpMatch | null;
  hasTemplates: boolean;
}

function decide(
  { shop, card, open }: Deciding,
  row: CustomerSync,
  { customer, match, hasTemplates }: Facts,
): Decided {
  const wanted = erpCustomer(customer, card.settings, open.capabilities);
  const hash = customerHash(wanted);
  const known: CustomerReading | null = match?.reading ?? null;
  const template = templateOf(card, customer);
  const decision = decideToErp({
    card,
    wanted,
    known,
    sentBefore: row.sentHash === hash,
    lacksTemplate: hasTemplates && template === "",
  });
  const erp = { erpId: known?.ref.id ?? "", number: known?.ref.number ?? "" };
  const found =
    known && match?.foundBy
      ? {
          link: {
            shop,
            connectionId: row.connectionId,
            shopifyId: customer.id,
            erpId: known.ref.id,
            erpNumber: known.ref.number ?? null,
            title: known.data.name ?? null,
            foundBy: match.foundBy,
          },
        }
      : {};
  switch (decision.do) {
    case "nothing":
      return {
        state: "done",
        reason: null,
        detail: "",
        data: null,
        sentHash: hash,
        ...erp,
        ...found,
      };
    case "exclude":
      // Nobody's link leads to a default customer.
      return {
        ...excluded(decision.reason),
        ...erp,
        ...(decision.reason === "defaultCustomer" ? {} : found),
      };
    case "update":
    case "create": {
      const data = decision.do === "create" && template ? { ...wanted, template } : wanted;
      return {
        state: "ready",
        reason: null,
        detail: "",
        data: storedPlan.store({ to: "erp", hash, data }),
        ...erp,
        ...found,
      };
    }
  }
}

/** M-20: of the country, else the card's own. */
const templateOf = (
  { templates, settings }: Deciding["card"],
  { address }: ShopifyCustomer,
): string => templates[(address?.countryCode ?? "").toUpperCase()] ?? settings.customerTemplate;
