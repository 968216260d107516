import { db } from "#app/db/client.server.ts";
import type { Scope } from "#app/db/scope.ts";
import type { ShopCardVersion } from "#app/db/generated/client.ts";
import { storedOrderFilter } from "#app/domain/order-filter/stored-filter.ts";
import type { Json } from "#app/lib/json.ts";
import { err } from "#app/lib/result.ts";
import type { Result } from "#app/lib/result.ts";
import { isUuid } from "#app/lib/uuid.ts";
import {
  getCard,
  saveCard,
  type Card,
  type CardRevision,
  type SaveRefusal,
} from "./cards.server.ts";
import { parseSettings } from "./parse-settings.ts";
import type { Settings } from "./settings.ts";
import { storedSettings } from "./stored-settings.ts";

/** Earlier states, latest first: each says who replaced it and when (SET-18). */
export async function cardHistory(
  shop: string,
  id: string,
  limit = 50,
): Promise<ShopCardVersion[]> {
  return isUuid(id)
    ? db.shopCardVersion.findMany({
        where: { shop, cardId: id },
        orderBy: { revision: "desc" },
        take: limit,
      })
    : [];
}

/** Puts an earlier state back, as a new revision on top of `revision`. */
export async function restoreCard(
  { shop, by }: Scope,
  { id, revision }: CardRevision,
  versionId: string,
): Promise<Result<Card, SaveRefusal>> {
  if (!isUuid(id) || !isUuid(versionId)) return err({ kind: "not-found" });
  const version = await db.shopCardVersion.findFirst({
    where: { shop, id: versionId, cardId: id },
  });
  if (!version) return err({ kind: "not-found" });
  const before = await getCard(shop, id);
  if (!before) return err({ kind: "not-found" });
  const record = `revision ${version.revision} of shop card ${before.code}`;
  const earlier = storedSettings.read(version.settings, record);
  const filter = storedOrderFilter.read(version.filter, record);
  const connection =
    version.connectionId &&
    (await db.erpConnection.findFirst({
      where: { shop, id: version.connectionId },
      select: { id: true },
    }));
  // What was set since has no value in the earlier state: back to its default.
  const defaults = parseSettings({}).settings;
  const values = {
    ...Object.fromEntries(
      Object.keys(before.stored)
        .filter((key) => Object.hasOwn(defaults, key))
        .map((key) => [key, defaults[key as keyof Settings]]),
    ),
    ...earlier,
  };
  return saveCard(
    { shop, by },
    { id, revision },
    {
      values,
      filter: filter as Record<string, Json>,
      ...(version.title === null ? {} : { title: version.title }),
      ...(version.enabled === null ? {} : { enabled: version.enabled }),
      ...(connection ? { connectionId: connection.id } : {}),
    },
  );
}
