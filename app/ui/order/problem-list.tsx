import { Banner, BlockStack, Box, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { FixHere } from "../problems/fix-here.tsx";
import { useCardPath } from "../picking-card.ts";
import { useProblemText } from "../problem-text.ts";
import type { PolicyName } from "#app/domain/mapping/facts.ts";
import { captureFor } from "./capture-offer.ts";
import type { Decision } from "./decisions.tsx";
import type { OrderPageView } from "./types.ts";
import { isOrderPath } from "#app/lib/paths.ts";

/** Holds that a person may lift for one order. */
const POLICIES: Record<string, PolicyName> = {
  "cancelled-order": "cancelled",
  "test-order": "test",
  "high-risk-order": "highRisk",
  "held-marketplace": "heldMarketplace",
  "refunded-order": "refunded",
};

/** Questions about what came after the order's document. */
const ABOUT_MADE = new Set(["memo-by-hand", "memo-by-hand-late"]);

/** What keeps the order from going on, each with the way out. */
export function ProblemList({
  view,
  busy,
  ask,
}: {
  view: OrderPageView;
  busy: boolean;
  ask: (decision: Decision) => void;
}) {
  const { t } = useTranslation();
  const cardPath = useCardPath();
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
                  ask({ about: "release", policy });
                },
                disabled: busy,
              }
            : undefined;
        const line = captureFor(view, problem.kind);
        const capture = line
          ? {
              content: t("invoices.capture"),
              onAction: () => {
                ask({ about: "capture", line });
              },
              disabled: busy,
            }
          : undefined;
        const entered =
          problem.kind === "credit-paid-back"
            ? {
                content: t("order.paidBack"),
                onAction: () => {
                  ask({ about: "paidBack" });
                },
                disabled: busy,
              }
            : undefined;
        const fix =
          problem.fixPath && !here
            ? { content: t("problems.fix"), url: cardPath(problem.fixPath) }
            : undefined;
        const [first, second] = [release, capture, entered, fix].filter(
          (action) => action !== undefined,
        );
        return (
          <Banner
            key={problem.kind + problem.cause}
            tone={problem.level}
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
            {problem.hasForm && (!view.made || ABOUT_MADE.has(problem.kind)) ? (
              <Box paddingBlockStart="200">
                <FixHere kind={problem.kind} cause={problem.cause} title={text.title} />
              </Box>
            ) : null}
          </Banner>
        );
      })}
    </BlockStack>
  );
}
