import { ChoiceList } from "@shopify/polaris";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { ListFilters } from "../list/list-filters.tsx";
import { useListParams } from "../list/list-params.ts";
import { TypedFilter } from "../list/typed-filter.tsx";
import { useFormat } from "../shop-context.tsx";
import { LOG_RESULTS, LOGS, type LogName } from "#app/domain/logs/kept.ts";

const GROUP = { webhooks: "webhook", api: "api", runs: "run" } as const satisfies Record<
  LogName,
  string
>;

/** Which log, and of it: an order's, one result, a time (TSK-5). Days are in the shop's time zone, both included. */
export function LogFilters({ log, loading }: { log: LogName; loading: boolean }) {
  const { t } = useTranslation();
  const known = useKnownText();
  const format = useFormat();
  const list = useListParams();
  const value = (key: string): string => list.params.get(key) ?? "";
  const clear = (...keys: string[]) => {
    list.change(Object.fromEntries(keys.map((key) => [key, null])));
  };
  const resultName = (one: string) => known(`state.${GROUP[log]}`, one, one);
  const shown: Record<string, string> = {
    order: t("logs.filter.orderIs", { order: value("order") }),
    result: resultName(value("result")),
    run: t("logs.filter.oneRun"),
    from: t("logs.filter.fromIs", { day: dayText(format.plainDay, value("from")) }),
    to: t("logs.filter.toIs", { day: dayText(format.plainDay, value("to")) }),
  };
  const text = (key: "order" | "from" | "to", type: "text" | "date") => ({
    key,
    label: t(`logs.filter.${key}`),
    shortcut: true,
    filter: (
      <TypedFilter
        key={`${key} ${value(key)}`}
        label={t(`logs.filter.${key}`)}
        type={type}
        value={value(key)}
        onGive={(given) => {
          list.change({ [key]: given });
        }}
      />
    ),
  });
  return (
    <ListFilters
      param="log"
      tabs={LOGS.map((id) => ({ id, label: t(`logs.tab.${id}`) }))}
      placeholder={t(`logs.search.${log}`)}
      loading={loading}
      filters={[
        ...(log === "runs" ? [] : [text("order", "text")]),
        {
          key: "result",
          label: t("logs.filter.result"),
          shortcut: true,
          filter: (
            <ChoiceList
              title={t("logs.filter.result")}
              titleHidden
              choices={LOG_RESULTS[log].map((one) => ({ value: one, label: resultName(one) }))}
              selected={value("result") ? [value("result")] : []}
              onChange={([one]) => {
                list.change({ result: one ?? null });
              }}
            />
          ),
        },
        text("from", "date"),
        text("to", "date"),
      ]}
      appliedFilters={["order", "result", "from", "to", "run"]
        .filter(
          (key) =>
            value(key) !== "" &&
            (key !== "result" || (LOG_RESULTS[log] as readonly string[]).includes(value("result"))),
        )
        .map((key) => ({
          key,
          label: shown[key] ?? key,
          onRemove: () => {
            clear(key);
          },
        }))}
      onClearAll={() => {
        clear("order", "result", "from", "to", "run");
      }}
    />
  );
}

const dayText = (plainDay: (day: string) => string, day: string): string =>
  /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day)) ? plainDay(day) : day;
