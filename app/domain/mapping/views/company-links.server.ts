import { groupedProblems } from "#app/domain/problems/problems.server.ts";
import { getCard } from "#app/domain/shop-card/cards.server.ts";
import { cardAt, cardChoices } from "#app/domain/shop-card/views/card-choice.server.ts";
import { pageRequest } from "#app/lib/paging.ts";
import { listCustomerLinks } from "../links.server.ts";

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** Links of companies as the address asks for them, and the companies that wait for one. `key` is the company a problem led to. */
export async function companyLinks(shop: string, params: URLSearchParams) {
  const [card, cards] = await Promise.all([getCard(shop, cardAt(params)), cardChoices(shop)]);
  const search = params.get("q") ?? params.get("key") ?? undefined;
  const [page, groups] = await Promise.all([
    listCustomerLinks(shop, card?.connectionId, {
      whose: "companies",
      ...pageRequest(params),
      ...(search ? { search } : {}),
    }),
    groupedProblems(shop, "missing-company"),
  ]);
  return {
    card: card?.id ?? "",
    cards,
    next: page.next,
    previous: page.previous,
    focus: params.get("key"),
    waiting: groups.flatMap(({ example: { params: told }, orders }) =>
      // Problems of earlier versions name no company; the next look at their orders does.
      text(told["companyId"]) === ""
        ? []
        : [{ key: text(told["companyId"]), title: text(told["company"]), hint: "", orders }],
    ),
    links: page.rows.map((link) => ({
      key: link.shopifyId,
      title: link.title ?? link.shopifyId.replace(/^.*\//, ""),
      erp: link.erpNumber ?? link.erpId,
      foundBy: link.foundBy,
    })),
  };
}
