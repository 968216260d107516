import { db, type Tx } from "#app/db/client.server.ts";
import type { Scope } from "#app/db/scope.ts";
import { cleanText } from "#app/lib/clean-text.ts";
import { now } from "#app/lib/clock.ts";
import { isUuid, newId } from "#app/lib/uuid.ts";
import type { SavedList } from "./lists.ts";

export interface SavedView {
  id: string;
  name: string;
  /** The list's search parameters. */
  address: string;
}

export type ViewRefusal = "noName" | "longName" | "taken" | "tooMany" | "gone";

const LONGEST = 60;
/** More would be no choice any more. */
const MOST = 50;

/** The saved views of a list, in the order of their names: they are the shop's, not one person's. */
export const savedViews = (shop: string, list: SavedList): Promise<SavedView[]> =>
  db.savedView.findMany({
    where: { shop, list },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: { id: true, name: true, address: true },
    take: MOST,
  });

const nameOf = (typed: string): { name: string; refused?: never } | { refused: ViewRefusal } => {
  const name = cleanText(typed).trim();
  if (name === "") return { refused: "noName" };
  return name.length > LONGEST ? { refused: "longName" } : { name };
};

/** Saves how a list is looked at now under a new name. Gives its id, or why not. */
export async function saveView(
  { shop, by }: Scope,
  list: SavedList,
  view: { name: string; address: string },
): Promise<{ id: string } | { refused: ViewRefusal }> {
  const named = nameOf(view.name);
  if (named.refused) return named;
  if ((await db.savedView.count({ where: { shop, list } })) >= MOST) return { refused: "tooMany" };
  const id = newId(now());
  const { count } = await db.savedView.createMany({
    data: { ...{ shop, id, list, savedBy: by, savedAt: now() }, ...named, address: view.address },
    skipDuplicates: true,
  });
  return count === 1 ? { id } : { refused: "taken" };
}

/** Gives a saved view another name or another address. */
export async function changeView(
  { shop, by }: Scope,
  id: string,
  change: { name?: string; address?: string },
): Promise<{ id: string } | { refused: ViewRefusal }> {
  if (!isUuid(id)) return { refused: "gone" };
  const named = change.name === undefined ? null : nameOf(change.name);
  if (named?.refused) return named;
  const name = named?.name;
  return db.$transaction(async (tx) => {
    const [view] = await tx.$queryRaw<{ list: string }[]>`
      SELECT list FROM "SavedView" WHERE shop = ${shop} AND id = ${id}::uuid FOR UPDATE`;
    if (!view) return { refused: "gone" };
    if (name !== undefined) {
      const same = { shop, list: view.list, name, id: { not: id } };
      if (await tx.savedView.findFirst({ where: same })) return { refused: "taken" };
    }
    await tx.savedView.updateMany({
      where: { shop, id },
      data: {
        ...(name === undefined ? {} : { name }),
        ...(change.address === undefined ? {} : { address: change.address }),
        ...{ savedBy: by, savedAt: now() },
      },
    });
    return { id };
  });
}

export async function deleteView(shop: string, id: string): Promise<boolean> {
  if (!isUuid(id)) return false;
  const { count } = await db.savedView.deleteMany({ where: { shop, id } });
  return count === 1;
}

/** Views that look for this person by their e-mail address; `null`: all of a shop that left. */
export async function eraseViews(tx: Tx, shop: string, email: string | null): Promise<void> {
  if (email === null) {
    await tx.savedView.deleteMany({ where: { shop } });
    return;
  }
  const wanted = email.toLowerCase();
  const views = await tx.savedView.findMany({ where: { shop } });
  const ids = views
    .filter(({ name, address }) =>
      [name, ...new URLSearchParams(address).values()].some((text) =>
        text.toLowerCase().includes(wanted),
      ),
    )
    .map(({ id }) => id);
  if (ids.length > 0) await tx.savedView.deleteMany({ where: { shop, id: { in: ids } } });
}
