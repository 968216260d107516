import { BlockStack, Card, Text } from "@shopify/polaris";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useTranslation } from "react-i18next";
import { useProblemText } from "../problem-text.ts";
import { useActorText } from "./actor-text.ts";
import { useFormat } from "../shop-context.tsx";
import type { OrderPageView } from "./types.ts";

/** Every decision, call and person, newest first. */
export function Timeline({ view }: { view: OrderPageView }) {
  const { t } = useTranslation();
  const known = useKnownText();
  const format = useFormat();
  const problemText = useProblemText();
  const details = (data: Record<string, unknown>): string => {
    const problem = data["problem"] as { kind?: string; params?: unknown } | undefined;
    if (problem?.kind) return problemText(problem.kind, problem.params).title;
    const { amount, currency, ...rest } = data;
    const money =
      typeof amount === "string" && typeof currency === "string"
        ? [format.money(amount, currency)]
        : [];
    const words = Object.entries(money.length > 0 ? rest : data)
      .filter(([key, value]) => typeof value === "string" && !/Id$|^from$/.test(key))
      .map(([key, value]) =>
        key === "kind" ? known("state.kind", String(value), String(value)) : String(value),
      );
    return [...money, ...words].join(", ");
  };
  const actorText = useActorText();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("order.tab.timeline")}
        </Text>
        {view.events.length === 0 ? (
          <Text as="p" tone="subdued">
            {t("order.noEvents")}
          </Text>
        ) : (
          <ol style={{ listStyle: "none", margin: 0, padding: 0 }}>
            {view.events.map((event) => (
              <li
                key={event.id}
                style={{
                  paddingBlock: "var(--p-space-200)",
                  borderBlockEnd: "1px solid var(--p-color-border-secondary)",
                }}
              >
                <Text as="p">
                  <Text as="span" fontWeight="medium">
                    {known("order.event", event.kind, event.kind)}
                  </Text>{" "}
                  {details(event.data)}
                </Text>
                <Text as="p" tone="subdued" breakWord>
                  {format.time(event.at)} · {actorText(event.actor)}
                </Text>
              </li>
            ))}
          </ol>
        )}
      </BlockStack>
    </Card>
  );
}
