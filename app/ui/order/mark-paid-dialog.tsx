import { BlockStack, Modal, Text } from "@shopify/polaris";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Refusal } from "../refusal.tsx";
import { useFormat } from "../shop-context.tsx";
import { useAct } from "../use-act.ts";
import type { OrderPageView } from "./types.ts";

interface Props {
  view: OrderPageView;
  /** Made once per opening; null: closed. */
  clickId: string | null;
  activator: ReactElement;
  onClose: () => void;
}

/** Asks before Shopify books the open amount as paid (PAY-3). */
export function MarkPaidDialog({ view, clickId, activator, onClose }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const { act, busy, outcome } = useAct({ onDone: onClose });
  const { outstanding } = view.state;
  return (
    <Modal
      open={clickId !== null}
      onClose={onClose}
      activator={activator}
      title={t("order.acts.paidTitle", { order: view.order.name })}
      primaryAction={{
        content: t("order.acts.markAsPaid"),
        loading: busy,
        onAction: () => {
          if (clickId !== null) act({ intent: "markAsPaid", clickId });
        },
      }}
      secondaryActions={[{ content: t("common.back"), disabled: busy, onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="300">
          <Refusal outcome={outcome} />
          <Text as="p">
            {t("order.acts.paidHelp", {
              amount: format.money(
                outstanding.presentment.amount,
                outstanding.presentment.currency,
              ),
            })}
          </Text>
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
