import { InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { DayOfOrders } from "#app/domain/home/views/orders-by-day.server.ts";
import { sumCounted } from "#app/lib/counted.ts";
import { useFormat } from "../shop-context.tsx";

/** From the foot of a bar to its top. */
export const STATES = ["created", "creating", "unprocessed", "failed"] as const;
type State = (typeof STATES)[number];

/** Each stands out from the card by 3:1 at least, and from its neighbour by a line. */
const COLOR: Record<State, string> = {
  created: "var(--p-color-icon-success)",
  creating: "var(--p-color-icon-info)",
  unprocessed: "var(--p-color-icon-secondary)",
  failed: "var(--p-color-icon-critical)",
};

const HEIGHT = 100;
const STEP = 100;
const BAR = 56;

interface Props {
  days: readonly DayOfOrders[];
  /** All that it shows, in words. */
  label: string;
  /** States that occur. */
  shown: readonly State[];
}

/** A bar for each day, its orders by how far their documents are. What it shows stands in a table beside it, too. */
export function DayBars({ days, label, shown }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const most = Math.max(...days.map(({ counts }) => sum(counts)), 1);
  return (
    <div>
      <svg
        role="img"
        aria-label={label}
        className="day-bars"
        viewBox={`0 0 ${days.length * STEP} ${HEIGHT}`}
        preserveAspectRatio="none"
      >
        {days.map(({ day, counts }, at) => {
          let top = HEIGHT;
          return shown.map((state) => {
            const height = (counts[state] * HEIGHT) / most;
            top -= height;
            return height === 0 ? null : (
              <rect
                key={`${day} ${state}`}
                x={at * STEP + (STEP - BAR) / 2}
                y={top}
                width={BAR}
                height={height}
                style={{ fill: COLOR[state] }}
              />
            );
          });
        })}
      </svg>
      <div className="day-names" aria-hidden="true">
        {days.map((one) => (
          <Text key={one.day} as="span" variant="bodySm" tone="subdued" alignment="center">
            {format.weekday(one.day)}
            <br />
            {format.counted(sumCounted(STATES.map((state) => one.counts[state])))}
          </Text>
        ))}
      </div>
      <InlineStack gap="400">
        {shown.map((state) => (
          <Text key={state} as="span" variant="bodySm">
            <span className="day-key" style={{ background: COLOR[state] }} />
            {t(`home.days.state.${state}`)}
          </Text>
        ))}
      </InlineStack>
    </div>
  );
}

const sum = (counts: DayOfOrders["counts"]): number =>
  STATES.reduce((total, state) => total + counts[state], 0);
