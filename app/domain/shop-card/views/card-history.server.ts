import { db } from "#app/db/client.server.ts";
import type { OrderFilter } from "#app/domain/order-filter/order-filter.ts";
import { storedOrderFilter } from "#app/domain/order-filter/stored-filter.ts";
import { typedFilter } from "#app/domain/order-filter/typed-filter.ts";
import type { TextKey } from "#app/i18n/text-keys.ts";
import { readOrLog } from "#app/lib/read-or-log.server.ts";
import { cardHistory } from "../card-history.server.ts";
import { getCard } from "../cards.server.ts";
import { readSettings } from "../stored-settings.ts";
import { shownSettings } from "../settings.ts";
import type { Settings } from "../settings.ts";
import { cardChoices } from "./card-choice.server.ts";

/** A state of a card; what an older version did not keep is null. */
export interface CardState {
  settings: Settings;
  filter: OrderFilter;
  title: string | null;
  enabled: boolean | null;
  connectionId: string | null | undefined;
}

/** One value that a save changed. */
export interface CardChange {
  key: string;
  label: TextKey;
  optionLabels: Record<string, TextKey>;
  /** Its parts have texts of their own. */
  group?: "sync.payment" | "sync.fulfillment" | "sync.risk" | undefined;
  before: string | number | boolean;
  after: string | number | boolean;
}

/** Who changed what of a shop card and when, latest first; null when the shop has no card. */
export async function cardChanges(shop: string, cardId?: string) {
  const [card, cards] = await Promise.all([getCard(shop, cardId), cardChoices(shop)]);
  if (!card) return null;
  const [versions, connections] = await Promise.all([
    cardHistory(shop, card.id),
    db.erpConnection.findMany({ where: { shop }, select: { id: true, title: true } }),
  ]);
  const titleOf = (id: string | null | undefined): string =>
    connections.find((one) => one.id === id)?.title ?? "";
  const current: CardState = { ...card, filter: filterOf(card) };
  // A version is the state before a save; what it became is the next newer state.
  const states = versions.map((version): CardState => ({
    settings: readSettings(version.settings, `revision ${version.revision} of the shop card`),
    filter: filterOf(version),
    title: version.title,
    enabled: version.enabled,
    connectionId: version.title === null ? undefined : version.connectionId,
  }));
  return {
    card: card.id,
    cards,
    revision: card.revision,
    entries: versions.map((version, index) => ({
      id: version.id,
      at: version.savedAt.toISOString(),
      by: version.savedBy,
      changes: changesOf(states[index] ?? current, states[index - 1] ?? current, titleOf),
    })),
  };
}

export function changesOf(
  before: CardState,
  after: CardState,
  connection: (id: string | null | undefined) => string,
): CardChange[] {
  const own: (CardChange | null)[] = [
    before.title === null || after.title === null
      ? null
      : change("title", "cards.name", before.title, after.title),
    before.enabled === null || after.enabled === null
      ? null
      : change("enabled", "cards.enabled", before.enabled, after.enabled),
    before.connectionId === undefined || after.connectionId === undefined
      ? null
      : change(
          "connection",
          "cards.connection",
          connection(before.connectionId),
          connection(after.connectionId),
        ),
  ];
  const settings = shownSettings.map(({ key, label, optionLabels }) => ({
    key,
    label,
    optionLabels,
    before: before.settings[key],
    after: after.settings[key],
  }));
  return [
    ...own.filter((one) => one !== null),
    ...filterChanges(before.filter, after.filter),
    ...settings,
  ].filter((one) => one.before !== one.after);
}

const change = (
  key: string,
  label: TextKey,
  before: CardChange["before"],
  after: CardChange["after"],
): CardChange => ({ key, label, optionLabels: {}, before, after });

const FILTER_LABELS = {
  payment: "sync.paymentTitle",
  fulfillment: "sync.fulfillmentTitle",
  countries: "sync.countries",
  fromNumber: "sync.fromNumber",
  tags: "sync.tags",
  channels: "sync.channels",
  risk: "sync.riskTitle",
  attributeKey: "sync.attributeKey",
  attributeValue: "sync.attributeValue",
} as const satisfies Record<string, TextKey>;

function filterChanges(before: OrderFilter, after: OrderFilter): CardChange[] {
  const [old, saved] = [typedFilter(before), typedFilter(after)];
  return (Object.keys(FILTER_LABELS) as (keyof typeof FILTER_LABELS)[]).map((field) => ({
    ...change(`filter.${field}`, FILTER_LABELS[field], text(old[field]), text(saved[field])),
    ...(field === "payment" || field === "fulfillment" || field === "risk"
      ? { group: `sync.${field}` as const }
      : {}),
  }));
}

const text = (value: string | string[]): string =>
  Array.isArray(value) ? value.join(", ") : value;

/** A filter that cannot be read changes nothing that could be told. */
const filterOf = ({ filter }: { filter: unknown }): OrderFilter =>
  readOrLog(() => storedOrderFilter.read(filter, "a version of the shop card")) ?? {};

export type CardChanges = NonNullable<Awaited<ReturnType<typeof cardChanges>>>;
