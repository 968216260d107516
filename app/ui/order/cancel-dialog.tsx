import {
  Banner,
  BlockStack,
  Checkbox,
  ChoiceList,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import { useState } from "react";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { Dialog } from "../dialog.tsx";
import { Refusal } from "../refusal.tsx";
import { useFormat } from "../shop-context.tsx";
import { useAct } from "../use-act.ts";
import type { OrderPageView } from "./types.ts";

/** As Shopify and this app's acts know them. */
const REASONS = ["CUSTOMER", "INVENTORY", "FRAUD", "DECLINED", "STAFF", "OTHER"] as const;
const REFUNDS = ["original", "storeCredit", "none"] as const;
const NOTE_MOST = 255;

interface Props {
  view: OrderPageView;
  /** Made once per opening; null: closed. */
  clickId: string | null;
  onClose: () => void;
}

/** Everything Shopify asks for before it cancels an order (PAY-4), and what that means for the ERP's document. */
export function CancelDialog({ view, clickId, onClose }: Props) {
  const { t } = useTranslation();
  const known = useKnownText();
  const format = useFormat();
  const { act, busy, outcome } = useAct({ onDone: onClose });
  const [reason, setReason] = useState<string>("CUSTOMER");
  const [refund, setRefund] = useState<string>("original");
  const [restock, setRestock] = useState(true);
  const [notify, setNotify] = useState(false);
  const [note, setNote] = useState("");
  const document = view.documents.find((one) => one.own && one.state === "created");
  const shipped = view.state.fulfillments.length > 0;
  return (
    <Dialog
      open={clickId !== null}
      onClose={onClose}
      title={t("order.acts.cancelTitle", { order: view.order.name })}
      primaryAction={{
        content: t("order.acts.cancelDo"),
        destructive: true,
        loading: busy,
        onAction: () => {
          if (clickId !== null)
            act({
              intent: "cancel",
              clickId,
              reason,
              refund,
              restock,
              notify,
              staffNote: note.trim(),
            });
        },
      }}
      closeText={t("order.acts.keep")}
    >
      <BlockStack gap="400">
        <Refusal outcome={outcome} />
        <Banner tone="warning" title={t("order.acts.cancelWarning")}>
          <Text as="p">
            {document
              ? t("order.acts.cancelDocument", {
                  document:
                    `${known("state.kind", document.kind, document.kind)} ${document.number ?? ""}`.trim(),
                })
              : t("order.acts.cancelNoDocument")}
          </Text>
          {shipped ? <Text as="p">{t("order.acts.cancelShipped")}</Text> : null}
        </Banner>
        <Select
          label={t("order.acts.reason")}
          options={REASONS.map((value) => ({ value, label: t(`order.acts.reasons.${value}`) }))}
          value={reason}
          onChange={setReason}
        />
        <ChoiceList
          title={t("order.acts.refund")}
          selected={[refund]}
          onChange={([value]) => {
            setRefund(value ?? "original");
          }}
          choices={REFUNDS.map((value) => ({
            value,
            label: t(`order.acts.refunds.${value}`),
            helpText: t(`order.acts.refundHelp.${value}`, {
              amount: format.money(
                view.state.received.presentment.amount,
                view.state.received.presentment.currency,
              ),
            }),
          }))}
        />
        <Checkbox
          label={t("order.acts.restock")}
          helpText={t("order.acts.restockHelp")}
          checked={restock}
          onChange={setRestock}
        />
        <Checkbox label={t("order.acts.notify")} checked={notify} onChange={setNotify} />
        <TextField
          label={t("order.acts.note")}
          helpText={t("order.acts.noteHelp")}
          value={note}
          onChange={setNote}
          autoComplete="off"
          maxLength={NOTE_MOST}
          showCharacterCount
          multiline={2}
        />
      </BlockStack>
    </Dialog>
  );
}
