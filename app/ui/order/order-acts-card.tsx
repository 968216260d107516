import { BlockStack, Button, Card, Text } from "@shopify/polaris";
import { useState } from "react";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { useProblemText } from "../problem-text.ts";
import { useFormat } from "../shop-context.tsx";
import { CancelDialog } from "./cancel-dialog.tsx";
import { MarkPaidDialog } from "./mark-paid-dialog.tsx";
import { actsOf } from "./running-acts.ts";
import type { OrderPageView } from "./types.ts";

/** Acts on the whole order in Shopify: mark as paid, cancel, and whether it is archived. What cannot be done says why beside its button. */
export function OrderActsCard({ view }: { view: OrderPageView }) {
  const { t } = useTranslation();
  const known = useKnownText();
  const format = useFormat();
  const problemText = useProblemText();
  // One id for each opening of a dialog: however often its button is pressed, it is one act.
  const [paying, setPaying] = useState<string | null>(null);
  const [cancelling, setCancelling] = useState<string | null>(null);
  const { markAsPaid, cancel } = actsOf(view);
  const why = (about: "markAsPaid" | "cancel", reason: string): string =>
    reason === "marketplace" && view.marketplace?.reason
      ? problemText(view.marketplace.reason.kind, view.marketplace.reason.params).title
      : known(`order.acts.${about}Why`, reason, reason);
  const { closed, closedAt } = view.state;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("order.acts.title")}
        </Text>
        <BlockStack gap="100" inlineAlign="start">
          <Button
            disabled={markAsPaid !== null}
            onClick={() => {
              setPaying(crypto.randomUUID());
            }}
          >
            {t("order.acts.markAsPaid")}
          </Button>
          {markAsPaid ? (
            <Text as="p" tone="subdued">
              {why("markAsPaid", markAsPaid)}
            </Text>
          ) : null}
        </BlockStack>
        <BlockStack gap="100" inlineAlign="start">
          <Button
            tone="critical"
            disabled={cancel !== null}
            onClick={() => {
              setCancelling(crypto.randomUUID());
            }}
          >
            {t("order.acts.cancel")}
          </Button>
          {cancel ? (
            <Text as="p" tone="subdued">
              {why("cancel", cancel)}
            </Text>
          ) : null}
        </BlockStack>
        <Text as="p" tone="subdued">
          {closed
            ? closedAt
              ? t("order.acts.archivedAt", { at: format.time(closedAt) })
              : t("order.archived")
            : t(view.archives ? "order.acts.willArchive" : "order.acts.notArchived")}
        </Text>
      </BlockStack>
      <MarkPaidDialog
        view={view}
        clickId={paying}
        onClose={() => {
          setPaying(null);
        }}
      />
      <CancelDialog
        view={view}
        clickId={cancelling}
        onClose={() => {
          setCancelling(null);
        }}
      />
    </Card>
  );
}
