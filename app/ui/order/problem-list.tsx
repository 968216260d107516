import { Banner, BlockStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useProblemText } from "../problem-text.ts";
import type { OrderAct, OrderPageView } from "./types.ts";
import { isOrderPath } from "#app/lib/paths.ts";

/** Holds that a person may lift for one order. */
const POLICIES: Record<string, string> = {
  "cancelled-order": "cancelled",
  "test-order": "test",
  "high-risk-order": "highRisk",
  "held-marketplace": "heldMarketplace",
};

/** What keeps the order from going on, each with the way out. */
export function ProblemList({
  view,
  busy,
  act,
}: {
  view: OrderPageView;
  busy: boolean;
  act: OrderAct;
}) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const shown = view.problems.filter(
    (problem) => !(view.order.conflict && problem.kind === "order-changed-after-processing"),
  );
  if (shown.length === 0) return null;
  return (
    <BlockStack gap="300">
      {shown.map((problem) => {
        const text = problemText(problem.kind, problem.params);
        const policy = POLICIES[problem.kind];
        const here = problem.fixPath !== null && isOrderPath(problem.fixPath);
        const release =
          policy && !view.made
            ? {
                content: t("order.release"),
                onAction: () => {
                  act({ intent: "release", policy });
                },
                disabled: busy,
              }
            : undefined;
        const fix =
          problem.fixPath && !here
            ? { content: t("problems.fix"), url: problem.fixPath }
            : undefined;
        const [first, second] = [release, fix].filter((action) => action !== undefined);
        return (
          <Banner
            key={problem.kind + problem.cause}
            tone={problem.severity === "blocks" ? "critical" : "warning"}
            title={text.title}
            {...(first ? { action: first } : {})}
            {...(second ? { secondaryAction: second } : {})}
          >
            <Text as="p" breakWord>
              {text.cause}
            </Text>
            <Text as="p" breakWord>
              {text.action}
            </Text>
          </Banner>
        );
      })}
    </BlockStack>
  );
}
