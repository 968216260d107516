import { lockUntilCommit } from "#app/db/advisory-locks.server.ts";
import type { Tx } from "#app/db/client.server.ts";
import { db } from "#app/db/client.server.ts";
import type { Prisma } from "#app/db/generated/client.ts";
import type { CardId } from "#app/lib/ids.ts";
import { err, ok } from "#app/lib/result.ts";
import type { Result } from "#app/lib/result.ts";
import { codeOf } from "./card-code.ts";
import { storedSettings } from "./stored-settings.ts";
import type { Card } from "./cards.server.ts";

/** Each card's filter is tried on each order: a shop with more has no use for them. */
const MOST_CARDS = 25;

const ORDERED = [{ precedence: "asc" }, { createdAt: "asc" }, { id: "asc" }] as const;

/** A card behind all others and off, so that it takes no order before its filter is set; with the values of `like`, or with none. */
export async function addCard(
  tx: Tx,
  shop: string,
  card: { title: string; like?: Card },
): Promise<Result<{ id: CardId }, "too-many">> {
  await lockUntilCommit(tx, "cardOrder", shop);
  const cards = await tx.shopCard.findMany({
    where: { shop },
    select: { code: true, precedence: true, connectionId: true },
    orderBy: [...ORDERED],
  });
  if (cards.length >= MOST_CARDS) return err("too-many");
  const { like } = card;
  return ok(
    await tx.shopCard.create({
      data: {
        shop,
        code: codeOf(
          card.title,
          cards.map(({ code }) => code),
        ),
        title: card.title,
        enabled: false,
        precedence: Math.max(-1, ...cards.map(({ precedence }) => precedence)) + 1,
        connectionId: like ? like.connectionId : (cards[0]?.connectionId ?? null),
        ...(like
          ? {
              settings: storedSettings.store(like.stored),
              filter: like.filter as Prisma.InputJsonObject,
            }
          : {}),
      },
      select: { id: true },
    }),
  );
}

/** Puts a card one place before or behind; false when it stands at that end already. */
export async function moveCard(
  shop: string,
  id: string,
  direction: "up" | "down",
): Promise<boolean> {
  return db.$transaction(async (tx) => {
    await lockUntilCommit(tx, "cardOrder", shop);
    const cards = await tx.shopCard.findMany({
      where: { shop },
      select: { id: true },
      orderBy: [...ORDERED],
    });
    const from = cards.findIndex((card) => card.id === id);
    const to = from + (direction === "up" ? -1 : 1);
    const [moved, other] = [cards[from], cards[to]];
    if (!moved || !other) return false;
    cards[from] = other;
    cards[to] = moved;
    for (const [precedence, card] of cards.entries())
      await tx.shopCard.updateMany({ where: { shop, id: card.id }, data: { precedence } });
    return true;
  });
}

/** Takes a card's row away, and waits for whoever writes orders for it at this moment; false when there is none. */
export async function lockCard(tx: Tx, shop: string, id: CardId): Promise<boolean> {
  await lockUntilCommit(tx, "cardOrder", shop);
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM "ShopCard" WHERE shop = ${shop} AND id = ${id}::uuid FOR UPDATE`;
  return rows.length > 0;
}

/** Deletes a card that nothing belongs to, with its history. */
export async function eraseCard(tx: Tx, shop: string, id: CardId): Promise<void> {
  await tx.shopCardVersion.deleteMany({ where: { shop, cardId: id } });
  await tx.shopCard.deleteMany({ where: { shop, id } });
}
