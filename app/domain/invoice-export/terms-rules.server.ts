import { z } from "zod";
import type { CardId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { mappingSchemas } from "#app/domain/mapping/kinds.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";
import type { Template, TermsRules } from "./plan/export-terms.ts";

/** What a mapping row knows of its template once the page was filled from Shopify. */
const template = z.object({ templateId: z.string(), type: z.string() });

/** The card's mapping of payment terms, from the ERP's side. Of several that have one code, the first by name. */
export async function termsRules(
  shop: string,
  cardId: CardId,
  settings: Settings,
  timeZone: string,
): Promise<TermsRules> {
  const rows = await db.mapping.findMany({
    where: { shop, cardId, kind: "paymentTerms" },
    orderBy: [{ title: "asc" }, { id: "asc" }],
    select: { title: true, shopify: true, erp: true },
  });
  const byCode = new Map<string, Template>();
  let primary: Template | null = null;
  for (const { title: name, shopify, erp } of rows) {
    const known = template.safeParse(shopify).data;
    if (!known) continue;
    const code = mappingSchemas.paymentTerms.safeParse(erp).data?.code;
    if (code !== undefined && !byCode.has(code)) byCode.set(code, { name, ...known });
    if (name.toLowerCase() === settings.exportPrimaryTerms.trim().toLowerCase())
      primary ??= { name, ...known };
  }
  return { byCode, primary, timeZone };
}
