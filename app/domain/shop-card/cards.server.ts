import type { ConnectionId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import type { Tx } from "#app/db/client.server.ts";
import type { Scope } from "#app/db/scope.ts";
import type { Prisma } from "#app/db/generated/client.ts";
import type { ShopCard, ShopCardVersion } from "#app/db/generated/client.ts";
import { unknownCodes } from "#app/domain/erp-connections/reference-codes.server.ts";
import { recheckLater } from "#app/domain/recheck/request-recheck.server.ts";
import { storedOrderFilter } from "#app/domain/order-filter/stored-filter.ts";
import { parseOrderFilter } from "#app/domain/order-filter/order-filter.ts";
import { readProbe } from "#app/erp/stored-probe.server.ts";
import type { Json } from "#app/lib/json.ts";
import { err, ok } from "#app/lib/result.ts";
import type { Result } from "#app/lib/result.ts";
import { OUTGOING_DISABLED } from "#app/tasks/shopify-problem.ts";
import { wakeWaiting } from "#app/tasks/task-actions.server.ts";
import { isUuid } from "#app/lib/uuid.ts";
import { parseSettings } from "./parse-settings.ts";
import type { SettingProblem } from "./setting-types.ts";
import { effectiveSettings, settingsList } from "./settings.ts";
import type { Settings } from "./settings.ts";
import { storedSettings } from "./stored-settings.ts";
import { validateSettings, withinCapabilities } from "./validate-settings.ts";

export interface Card extends Omit<ShopCard, "settings"> {
  settings: Settings;
  /** As stored: only what was set, and keys this version does not know. */
  stored: Record<string, Json>;
}

export type SaveRefusal =
  | { kind: "not-found" }
  | { kind: "invalid"; errors: SettingProblem[] }
  /** Somebody saved meanwhile: their values and yours, so that nothing typed is lost. */
  | { kind: "conflict"; current: Card; yours: Record<string, Json>; savedBy: string | null };

/** Values as they stand in the database → every setting with its value. Values of a newer app are refused. */
export function readCard(row: ShopCard): Card {
  const stored = storedSettings.read(row.settings, `shop card ${row.code}`);
  return { ...row, stored, settings: parseSettings(stored).settings };
}

/** Makes the shop's first card at install, on the given connection; an existing one stays. */
export async function ensureDefaultCard(
  tx: Tx,
  shop: string,
  connectionId: ConnectionId,
): Promise<void> {
  if (await tx.shopCard.findFirst({ where: { shop }, select: { id: true } })) return;
  await tx.shopCard.createMany({
    data: [{ shop, code: "DEFAULT", title: "Default", connectionId }],
    skipDuplicates: true,
  });
}

/** Cards in the merchant's own order: the first that matches claims an order (SET-16). */
export async function listCards(shop: string): Promise<Card[]> {
  const rows = await db.shopCard.findMany({
    where: { shop },
    orderBy: [{ precedence: "asc" }, { createdAt: "asc" }, { id: "asc" }],
  });
  return rows.map(readCard);
}

/** One card by id; without one, the shop's first. */
export async function getCard(shop: string, id?: string): Promise<Card | null> {
  if (id !== undefined && !isUuid(id)) return null;
  const row = await db.shopCard.findFirst({
    where: { shop, ...(id === undefined ? {} : { id }) },
    orderBy: [{ precedence: "asc" }, { createdAt: "asc" }, { id: "asc" }],
  });
  return row ? readCard(row) : null;
}

/** A card as the person saw it: saved only on top of that. */
interface CardRevision {
  id: string;
  revision: number;
}

export interface CardChanges {
  /** Only the settings of the form that is saved; the others stay. */
  values?: Record<string, Json>;
  title?: string;
  connectionId?: ConnectionId;
  /** Off: the card claims no new order. */
  enabled?: boolean;
  /** As `parseOrderFilter` takes it; refusals are tied to `filter.<part>`. */
  filter?: Record<string, Json>;
}

/** Saves what was changed on top of `revision`, keeps the state before it in the history, and checks the whole. */
export async function saveCard(
  { shop, by }: Scope,
  { id, revision }: CardRevision,
  changes: CardChanges,
): Promise<Result<Card, SaveRefusal>> {
  const before = isUuid(id) ? await getCard(shop, id) : null;
  if (!before) return err({ kind: "not-found" });
  if (before.revision !== revision) return err(await conflict(before, changes.values ?? {}));
  const connectionId = changes.connectionId ?? before.connectionId;
  const connection =
    connectionId && isUuid(connectionId)
      ? await db.erpConnection.findFirst({
          where: { shop, id: connectionId },
          select: { id: true, probe: true },
        })
      : null;
  if (changes.connectionId !== undefined && !connection) return err({ kind: "not-found" });
  const capabilities = (connection && readProbe(connection))?.capabilities;
  // What the person saves is checked as it is; what another ERP cannot do of the rest is turned off with the choice.
  const yours: Record<string, Json> = {
    ...(changes.connectionId !== undefined && capabilities
      ? withinCapabilities(effectiveSettings(before.settings), capabilities)
      : {}),
    ...changes.values,
  };
  const typed = parseSettings({ ...before.stored, ...yours });
  const filter = changes.filter === undefined ? null : parseOrderFilter(changes.filter);
  const filterErrors =
    filter && !filter.ok
      ? filter.error.map(({ field, ...rest }): SettingProblem => ({
          key: `filter.${field}`,
          ...rest,
        }))
      : [];
  const errors = [
    ...filterErrors,
    ...typed.errors,
    ...validateSettings(effectiveSettings(typed.settings), {
      previous: effectiveSettings(before.settings),
      ...(capabilities ? { capabilities } : {}),
    }),
  ];
  if (errors.length > 0) return err({ kind: "invalid", errors });
  const notInErp = await unknownCodes(
    shop,
    connectionId,
    changedCodes(typed.settings, before.settings),
  );
  if (notInErp.length > 0)
    return err({
      kind: "invalid",
      errors: notInErp.map(({ key, code }) => ({
        key,
        problem: "settings.problem.notInErp",
        params: { value: code },
      })),
    });
  const settings = {
    ...before.stored,
    ...Object.fromEntries(
      Object.keys(yours).map((key) => [key, settingOr(typed.settings, key, yours[key] ?? null)]),
    ),
  };
  const saved = await db.$transaction(async (tx) => {
    const [row] = await tx.shopCard.updateManyAndReturn({
      where: { shop, id, revision },
      data: {
        settings: storedSettings.store(settings),
        revision: { increment: 1 },
        connectionId,
        ...(changes.title === undefined ? {} : { title: changes.title }),
        ...(changes.enabled === undefined ? {} : { enabled: changes.enabled }),
        ...(filter?.ok ? { filter: filter.value } : {}),
      },
    });
    if (!row) return null;
    await tx.shopCardVersion.create({
      data: {
        shop,
        cardId: id,
        revision,
        settings: storedSettings.store(before.stored),
        filter: before.filter as Prisma.InputJsonObject,
        title: before.title,
        connectionId: before.connectionId,
        enabled: before.enabled,
        savedBy: by,
      },
    });
    // Orders that wait for a setting go on.
    await recheckLater(tx, { shop, by }, { all: true });
    if (typed.settings.allowOutgoingRequests && !before.settings.allowOutgoingRequests)
      await wakeWaiting(tx, shop, OUTGOING_DISABLED);
    return row;
  });
  if (saved) return ok(readCard(saved));
  const current = await getCard(shop, id);
  return current ? err(await conflict(current, yours)) : err({ kind: "not-found" });
}

/** Codes and numbers of the ERP that this save sets; those it leaves are looked at when an order is planned. */
const changedCodes = (settings: Settings, before: Settings) =>
  settingsList.flatMap(({ key, needs }) => {
    const code = settings[key];
    return needs && code !== before[key] && typeof code === "string" && code !== ""
      ? [{ key, kind: needs, code }]
      : [];
  });

const settingOr = (settings: Settings, key: string, typed: Json): Json =>
  Object.hasOwn(settings, key) ? settings[key as keyof Settings] : typed;

async function conflict(current: Card, yours: Record<string, Json>): Promise<SaveRefusal> {
  const last = await db.shopCardVersion.findFirst({
    where: { shop: current.shop, cardId: current.id },
    orderBy: { revision: "desc" },
    select: { savedBy: true },
  });
  return { kind: "conflict", current, yours, savedBy: last?.savedBy ?? null };
}

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
