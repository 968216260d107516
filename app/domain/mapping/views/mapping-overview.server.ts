import { db } from "#app/db/client.server.ts";
import { getCard } from "#app/domain/shop-card/cards.server.ts";
import type { CardChoice } from "#app/domain/shop-card/views/card-choice.server.ts";
import { cardChoices } from "#app/domain/shop-card/views/card-choice.server.ts";
import { countUnmapped } from "../mappings.server.ts";
import { MAPPING_PAGE_NAMES, MAPPING_PAGES, type MappingPageName } from "../pages.ts";

/** How many rows a page of mappings has, and how many of them need attention. */
interface MappingCount<Page extends string> {
  page: Page;
  total: number;
  open: number;
}

export interface MappingOverview {
  card: string;
  cards: CardChoice[];
  kinds: MappingCount<MappingPageName>[];
  /** Links of customers and items, which orders make by themselves. */
  links: MappingCount<"customers" | "companies" | "items">[];
}

export async function mappingOverview(shop: string, cardId?: string): Promise<MappingOverview> {
  const [card, cards] = await Promise.all([getCard(shop, cardId), cardChoices(shop)]);
  const [totals, unmapped, links, items, open] = await Promise.all([
    card
      ? db.mapping.groupBy({ by: ["kind"], where: { shop, cardId: card.id }, _count: true })
      : [],
    countUnmapped(shop, card?.id),
    db.$queryRaw<{ companies: number; customers: number }[]>`
      SELECT count(*) FILTER (WHERE "shopifyId" LIKE 'gid://shopify/Company%')::int AS companies,
        count(*) FILTER (WHERE "shopifyId" NOT LIKE 'gid://shopify/Company%')::int AS customers
      FROM "CustomerLink" WHERE shop = ${shop}`,
    db.itemLink.count({ where: { shop } }),
    db.problem.groupBy({
      by: ["kind"],
      where: {
        shop,
        clearedAt: null,
        kind: { in: ["unknown-item", "missing-customer", "missing-company"] },
      },
      _count: true,
    }),
  ]);
  const openOf = (kind: string): number => open.find((group) => group.kind === kind)?._count ?? 0;
  return {
    card: card?.id ?? "",
    cards,
    kinds: MAPPING_PAGE_NAMES.map((page) => {
      const kind = MAPPING_PAGES[page];
      const total = totals.find((row) => row.kind === kind)?._count ?? 0;
      return { page, total, open: unmapped[kind] ?? 0 };
    }),
    links: [
      { page: "customers", total: links[0]?.customers ?? 0, open: openOf("missing-customer") },
      { page: "companies", total: links[0]?.companies ?? 0, open: openOf("missing-company") },
      { page: "items", total: items, open: openOf("unknown-item") },
    ],
  };
}
