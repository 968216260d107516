import { db } from "#app/db/client.server.ts";
import { groupedProblems } from "#app/domain/problems/problems.server.ts";
import { pageRequest } from "#app/lib/paging.ts";
import { cardAt, cardChoices } from "#app/domain/shop-card/views/card-choice.server.ts";
import { getCard } from "#app/domain/shop-card/cards.server.ts";
import { listItemLinks } from "../links.server.ts";

/** Links of variants as the address asks for them, and the variants that wait for one. `key` is the variant a problem led to. */
export async function itemLinks(shop: string, params: URLSearchParams) {
  const [card, cards] = await Promise.all([getCard(shop, cardAt(params)), cardChoices(shop)]);
  const connectionId = card?.connectionId;
  const search = params.get("q") ?? undefined;
  const focus = params.get("key");
  const [page, groups, focused] = await Promise.all([
    listItemLinks(shop, connectionId, {
      ...pageRequest(params),
      ...(search ? { search } : {}),
    }),
    groupedProblems(shop, "unknown-item"),
    focus ? db.itemLink.findFirst({ where: { shop, variantId: focus } }) : null,
  ]);
  const text = (value: unknown) => (typeof value === "string" ? value : "");
  const links =
    focused && !page.rows.some((link) => link.variantId === focused.variantId)
      ? [focused, ...page.rows]
      : page.rows;
  return {
    card: card?.id ?? "",
    cards,
    next: page.next,
    previous: page.previous,
    focus,
    waiting: groups.flatMap(({ example: { params }, orders }) =>
      text(params["variantId"]) === ""
        ? []
        : [
            {
              key: text(params["variantId"]),
              title: text(params["name"]),
              hint: [params["sku"], params["barcode"]].map(text).filter(Boolean).join(" · "),
              orders,
            },
          ],
    ),
    links: links.map((link) => ({
      key: link.variantId,
      title: link.title ?? link.variantId.replace(/^.*\//, ""),
      erp: [link.erpNumber ?? link.erpId, link.variantCode, link.unit].filter(Boolean).join(" · "),
      foundBy: link.foundBy,
    })),
  };
}
