import { db } from "#app/db/client.server.ts";
import { codesNotIn } from "#app/domain/erp-connections/reference-codes.server.ts";
import { mappingSchemas } from "#app/domain/mapping/kinds.ts";
import type { MappingKind } from "#app/domain/mapping/kinds.ts";
import { MAPPING_PAGE_NAMES, MAPPING_PAGES } from "#app/domain/mapping/pages.ts";
import type { MappingPageName } from "#app/domain/mapping/pages.ts";
import { codesOf } from "#app/domain/mapping/used-codes.ts";
import { getCard } from "#app/domain/shop-card/cards.server.ts";
import { shownSettings } from "#app/domain/shop-card/settings.ts";
import type { TextKey } from "#app/i18n/text-keys.ts";

/** A code of a card that its ERP does not have: in a setting, or in a row of a mapping page. */
export type Misfit =
  | { in: "setting"; key: string; label: TextKey; code: string }
  | { in: "mapping"; page: MappingPageName; key: string; title: string; code: string };

/** Every code of a card that its ERP does not have; null when the ERP does not answer. */
export async function misfitsOf(shop: string, cardId: string): Promise<Misfit[] | null> {
  const card = await getCard(shop, cardId);
  if (!card) return null;
  const rows = await db.mapping.findMany({
    where: { shop, cardId: card.id },
    orderBy: [{ kind: "asc" }, { title: "asc" }],
    select: { kind: true, key: true, title: true, erp: true },
  });
  const settings = shownSettings.flatMap(({ key, label, needs }) => {
    const code = card.settings[key];
    return needs && typeof code === "string" && code !== ""
      ? [{ kind: needs, code, misfit: { in: "setting" as const, key, label, code } }]
      : [];
  });
  const mappings = rows.flatMap(({ kind, key, title, erp }) => {
    const page = MAPPING_PAGE_NAMES.find((name) => MAPPING_PAGES[name] === kind);
    const value = mappingSchemas[kind as MappingKind].safeParse(erp).data;
    return page && value
      ? codesOf(kind as MappingKind, value).map(({ kind: of, code }) => ({
          kind: of,
          code,
          misfit: { in: "mapping" as const, page, key, title, code },
        }))
      : [];
  });
  const missing = await codesNotIn(shop, card.connectionId, [...settings, ...mappings]);
  return missing && missing.map(({ misfit }) => misfit);
}
