import { ChoiceList } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { useKnownText } from "#app/i18n/known-text.ts";
import type { SavedView } from "#app/domain/saved-views/saved-views.server.ts";
import type { CardChoice } from "#app/domain/shop-card/views/card-choice.server.ts";
import { ListFilters } from "../list/list-filters.tsx";
import { useListParams } from "../list/list-params.ts";
import { TypedFilter } from "../list/typed-filter.tsx";
import { useFormat } from "../shop-context.tsx";

const VIEWS = ["all", "unprocessed", "errors", "conflicts", "open", "processed"] as const;
/** Views that only a link leads to. */
const LINKED_VIEWS = ["earlier"] as const;
const DOCUMENT_STATES = ["unprocessed", "creating", "failed", "created"] as const;
const TYPED = { number: "text", customer: "text", tag: "text", from: "date", to: "date" } as const;
type TypedName = keyof typeof TYPED;

/** A filter by one of several values. */
interface Chosen {
  key: "card" | "channel" | "document" | "conflict";
  values: { value: string; label: string }[];
}

/** Views, the search over everything an order is known by, filters and the sort; all of it in the address. */
export function OrderFilters({
  cards,
  channels,
  saved,
  loading,
}: {
  cards: CardChoice[];
  channels: string[];
  saved: SavedView[];
  loading: boolean;
}) {
  const { t } = useTranslation();
  const known = useKnownText();
  const format = useFormat();
  const list = useListParams();
  const value = (key: string): string => list.params.get(key) ?? "";
  const linked = LINKED_VIEWS.filter((id) => id === value("view"));
  const chosen: Chosen[] = [
    { key: "card", values: cards.map(({ id, title }) => ({ value: id, label: title })) },
    { key: "channel", values: channels.map((channel) => ({ value: channel, label: channel })) },
    {
      key: "document",
      values: DOCUMENT_STATES.map((one) => ({
        value: one,
        label: known("state.document", one, one),
      })),
    },
    {
      key: "conflict",
      values: (["yes", "no"] as const).map((one) => ({
        value: one,
        label: t(`orders.filter.conflicts.${one}`),
      })),
    },
  ];
  const offered = chosen.filter(({ key, values }) => key !== "card" || values.length > 1);
  const typed = Object.keys(TYPED) as TypedName[];
  const shown = (key: Chosen["key"] | TypedName): string => {
    const text = value(key);
    if (key === "from" || key === "to")
      return t(`logs.filter.${key}Is`, { day: isDay(text) ? format.plainDay(text) : text });
    const named = chosen
      .find((one) => one.key === key)
      ?.values.find((one) => one.value === text)?.label;
    return `${t(`orders.filter.${key}`)}: ${named ?? text}`;
  };
  const keys = [...offered.map(({ key }) => key), ...typed];
  return (
    <ListFilters
      param="view"
      tabs={[...VIEWS, ...linked].map((id) => ({ id, label: t(`orders.view.${id}`) }))}
      saved={saved}
      placeholder={t("orders.search")}
      loading={loading}
      sort={{
        usual: "date desc",
        by: (["date", "number", "total"] as const).map((by) => ({
          by,
          label: t(`orders.sort.${by}`),
          up: t(by === "date" ? "orders.sort.oldest" : "orders.sort.up"),
          down: t(by === "date" ? "orders.sort.newest" : "orders.sort.down"),
        })),
      }}
      filters={[
        ...offered.map(({ key, values }) => ({
          key,
          label: t(`orders.filter.${key}`),
          filter: (
            <ChoiceList
              title={t(`orders.filter.${key}`)}
              titleHidden
              choices={values}
              selected={value(key) ? [value(key)] : []}
              onChange={([one]) => {
                list.change({ [key]: one ?? null });
              }}
            />
          ),
        })),
        ...typed.map((key) => ({
          key,
          label: t(`orders.filter.${key}`),
          filter: (
            <TypedFilter
              key={`${key} ${value(key)}`}
              label={t(`orders.filter.${key}`)}
              type={TYPED[key]}
              value={value(key)}
              onGive={(given) => {
                list.change({ [key]: given });
              }}
            />
          ),
        })),
      ]}
      appliedFilters={keys
        .filter((key) => value(key) !== "")
        .map((key) => ({
          key,
          label: shown(key),
          onRemove: () => {
            list.change({ [key]: null });
          },
        }))}
      onClearAll={() => {
        list.change(Object.fromEntries(keys.map((key) => [key, null])));
      }}
    />
  );
}

const isDay = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
