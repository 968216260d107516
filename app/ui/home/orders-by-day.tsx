import { BlockStack, Card, Link, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { DayOfOrders } from "#app/domain/home/views/orders-by-day.server.ts";
import type { PlacedToday } from "#app/domain/home/views/placed-today.server.ts";
import { sumCounted } from "#app/lib/counted.ts";
import { paths, withQuery } from "#app/lib/paths.ts";
import { useFormat } from "../shop-context.tsx";
import { DayBars, STATES } from "./day-bars.tsx";
import { Today } from "./today.tsx";

type State = (typeof STATES)[number];

const listOf = (state: State | undefined, from: string, to: string): string =>
  withQuery(paths.orders, { document: state, from, to });

/** The orders of the last days: a sentence, a picture, and the numbers, each of which opens the orders it counts. */
export function OrdersByDay({
  days,
  placed,
}: {
  days: readonly DayOfOrders[];
  placed: Promise<PlacedToday>;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return null;
  const totalOf = ({ counts }: DayOfOrders) => sumCounted(STATES.map((state) => counts[state]));
  const all = sumCounted(days.map(totalOf));
  const shown = STATES.filter((state) => days.some(({ counts }) => counts[state] > 0));
  const summary = t("home.days.summary", {
    today: format.counted(totalOf(last)),
    created: format.counted(last.counts.created),
    all: format.counted(all),
  });
  const link = (count: number, to: string) =>
    count === 0 ? format.count(0) : <Link url={to}>{format.counted(count)}</Link>;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("home.days.title")}
        </Text>
        <Today today={last} placed={placed} />
        <Text as="p">{summary}</Text>
        {all === 0 ? null : (
          <>
            <DayBars days={days} label={`${t("home.days.title")}. ${summary}`} shown={shown} />
            <details className="folded">
              <summary>{t("home.days.table")}</summary>
              <table className="plain-table as-list">
                <caption className="visually-hidden">{t("home.days.title")}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t("home.days.day")}</th>
                    {shown.map((state) => (
                      <th key={state} scope="col" className="number">
                        {t(`home.days.state.${state}`)}
                      </th>
                    ))}
                    <th scope="col" className="number">
                      {t("home.days.total")}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {[...days].reverse().map((one) => (
                    <tr key={one.day}>
                      <th scope="row">{format.plainDay(one.day)}</th>
                      {shown.map((state) => (
                        <td
                          key={state}
                          className="number"
                          data-label={t(`home.days.state.${state}`)}
                        >
                          {link(one.counts[state], listOf(state, one.day, one.day))}
                        </td>
                      ))}
                      <td className="number" data-label={t("home.days.total")}>
                        {link(totalOf(one), listOf(undefined, one.day, one.day))}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </details>
          </>
        )}
      </BlockStack>
    </Card>
  );
}
