import { BlockStack, Card, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { TimelineEvent } from "#app/domain/timeline/events.ts";
import { useProblemText } from "../problem-text.ts";
import { useFormat } from "../shop-context.tsx";
import { useActorText } from "./actor-text.ts";
import { problemsOfEvent, useEventDetails } from "./event-details.ts";
import type { OrderPageView } from "./types.ts";

/** Every decision, call and person, newest first. */
export function Timeline({ view }: { view: OrderPageView }) {
  const { t } = useTranslation();
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
                <Event event={event} />
              </li>
            ))}
          </ol>
        )}
      </BlockStack>
    </Card>
  );
}

function Event({ event }: { event: TimelineEvent }) {
  const { t } = useTranslation();
  const format = useFormat();
  const actorText = useActorText();
  const problemText = useProblemText();
  const details = useEventDetails()(event);
  return (
    <>
      <Text as="p" breakWord>
        <Text as="span" fontWeight="medium">
          {t(`order.event.${event.kind}`)}
        </Text>
        {details ? `: ${details}` : ""}
        {/[.!?]$/.test(details) ? "" : "."}
      </Text>
      {problemsOfEvent(event).map(({ kind, params, cause }) => {
        const text = problemText(kind, params);
        return (
          <Text key={cause} as="p" breakWord>
            {text.title} {text.cause}
          </Text>
        );
      })}
      <Text as="p" tone="subdued" breakWord>
        {format.time(event.at)}
        {format.between}
        {actorText(event.actor)}
      </Text>
    </>
  );
}
