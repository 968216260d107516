import { db } from "#app/db/client.server.ts";

export interface CardChoice {
  id: string;
  title: string;
}

/** The shop's cards by name, in the merchant's own order, for choosing one. */
export async function cardChoices(shop: string): Promise<CardChoice[]> {
  return db.shopCard.findMany({
    where: { shop },
    orderBy: [{ precedence: "asc" }, { createdAt: "asc" }, { id: "asc" }],
    select: { id: true, title: true },
  });
}

/** The card that an address names; none: the shop's first. */
export const cardAt = (params: URLSearchParams): string | undefined =>
  params.get("card") ?? undefined;
