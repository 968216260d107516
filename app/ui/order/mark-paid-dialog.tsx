import { BlockStack, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { Dialog } from "../dialog.tsx";
import { Refusal } from "../refusal.tsx";
import { useFormat } from "../shop-context.tsx";
import { useAct } from "../use-act.ts";
import type { OrderPageView } from "./types.ts";

interface Props {
  view: OrderPageView;
  /** Made once per opening; null: closed. */
  clickId: string | null;
  onClose: () => void;
}

/** Asks before Shopify books the open amount as paid (PAY-3). */
export function MarkPaidDialog({ view, clickId, onClose }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const { act, busy, outcome } = useAct({ onDone: onClose });
  const { outstanding } = view.state;
  return (
    <Dialog
      open={clickId !== null}
      onClose={onClose}
      title={t("order.acts.paidTitle", { order: view.order.name })}
      primaryAction={{
        content: t("order.acts.markAsPaid"),
        loading: busy,
        onAction: () => {
          if (clickId !== null) act({ intent: "markAsPaid", clickId });
        },
      }}
      closeText={t("common.back")}
    >
      <BlockStack gap="300">
        <Refusal outcome={outcome} />
        <Text as="p">
          {t("order.acts.paidHelp", {
            amount: format.money(outstanding.presentment.amount, outstanding.presentment.currency),
          })}
        </Text>
      </BlockStack>
    </Dialog>
  );
}
