import type { ConnectionId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import type { Tx } from "#app/db/client.server.ts";
import type { Scope } from "#app/db/scope.ts";
import type { Prisma } from "#app/db/generated/client.ts";
import type { ShopCard } from "#app/db/generated/client.ts";
import { unknownCodes } from "#app/domain/erp-connections/reference-codes.server.ts";
import { recheckLater } from "#app/domain/recheck/request-recheck.server.ts";
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
export interface CardRevision {
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

/** Changes that were checked and fit, on top of the state they were checked against. */
export interface CheckedChanges {
  before: Card;
  settings: Settings;
  data: Prisma.ShopCardUpdateManyMutationInput;
}

/** Checks the whole card as the changes would leave it, its codes against the ERP's too. */
export async function checkChanges(
  before: Card,
  changes: CardChanges,
): Promise<
  Result<CheckedChanges, { kind: "not-found" } | { kind: "invalid"; errors: SettingProblem[] }>
> {
  const { shop } = before;
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
  return ok({
    before,
    settings: typed.settings,
    data: {
      settings: storedSettings.store(settings),
      connectionId,
      ...(changes.title === undefined ? {} : { title: changes.title }),
      ...(changes.enabled === undefined ? {} : { enabled: changes.enabled }),
      ...(filter?.ok ? { filter: filter.value } : {}),
    },
  });
}

/** Writes checked changes and keeps the state before them in the history; null: somebody saved meanwhile. */
export async function storeChanges(
  tx: Tx,
  by: string,
  { before, settings, data }: CheckedChanges,
): Promise<ShopCard | null> {
  const { shop, id, revision } = before;
  const [row] = await tx.shopCard.updateManyAndReturn({
    where: { shop, id, revision },
    data: { ...data, revision: { increment: 1 } },
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
  if (settings.allowOutgoingRequests && !before.settings.allowOutgoingRequests)
    await wakeWaiting(tx, shop, OUTGOING_DISABLED);
  return row;
}

/** Saves what was changed on top of `revision`, keeps the state before it in the history, and checks the whole. */
export async function saveCard(
  { shop, by }: Scope,
  { id, revision }: CardRevision,
  changes: CardChanges,
): Promise<Result<Card, SaveRefusal>> {
  const before = isUuid(id) ? await getCard(shop, id) : null;
  if (!before) return err({ kind: "not-found" });
  const yours = changes.values ?? {};
  if (before.revision !== revision) return err(await conflict(before, yours));
  const checked = await checkChanges(before, changes);
  if (!checked.ok) return checked;
  const saved = await db.$transaction((tx) => storeChanges(tx, by, checked.value));
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
