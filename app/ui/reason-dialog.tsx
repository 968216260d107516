import { BlockStack, Modal, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFocusBack } from "./use-focus-back.ts";

interface Props {
  /** How many orders; 0 keeps it closed. */
  count: number;
  title: string;
  help: string;
  action: string;
  onClose: () => void;
  onGive: (reason: string) => void;
}

/** Asks for the reason of something that stays (excluding an order, skipping a task). A reason is not optional. */
export function ReasonDialog({ count, title, help, action, onClose, onGive }: Props) {
  const { t } = useTranslation();
  useFocusBack(count > 0);
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const give = () => {
    if (reason.trim() === "") {
      setTried(true);
      return;
    }
    onGive(reason.trim());
    setReason("");
    setTried(false);
  };
  return (
    <Modal
      open={count > 0}
      onClose={onClose}
      title={title}
      primaryAction={{ content: action, onAction: give }}
      secondaryActions={[{ content: t("common.cancel"), onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="300">
          <Text as="p">{help}</Text>
          <TextField
            label={t("common.reason")}
            value={reason}
            onChange={setReason}
            autoComplete="off"
            maxLength={300}
            requiredIndicator
            {...(tried && reason.trim() === "" ? { error: t("common.reasonMissing") } : {})}
          />
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
