import { BlockStack, FormLayout, Modal, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Outcome } from "../outcome.ts";
import { Refusal } from "../refusal.tsx";
import { EMPTY_POSTED, type PostedForm } from "./posted-form.ts";
import { useFocusBack } from "../use-focus-back.ts";

interface Props {
  /** Whose texts: shipments or invoices. */
  area: "shipments" | "invoices";
  open: boolean;
  busy: boolean;
  outcome: Outcome | undefined;
  onClose: () => void;
  onSync: (form: PostedForm) => void;
}

/** Reads what the ERP posted and sends on what meets the filter (FUL-7); without a filter, all of it. */
export function PostedSyncDialog({ area, open, busy, outcome, onClose, onSync }: Props) {
  const { t } = useTranslation();
  useFocusBack(open);
  const [form, setForm] = useState<PostedForm>(EMPTY_POSTED);
  const field = (key: keyof PostedForm) => ({
    label: t(`shipments.sync.${key}`), value: form[key], autoComplete: "off",
    onChange: (value: string) => { setForm((before) => ({ ...before, [key]: value })); },
    ...(outcome?.errors?.[key] ? { error: t(outcome.errors[key]) } : {}),
  });
  return (
    <Modal
      open={open} onClose={onClose} title={t(`${area}.syncTitle`)}
      primaryAction={{ content: t(`${area}.syncTitle`), onAction: () => { onSync(form); }, loading: busy }}
      secondaryActions={[{ content: t("common.cancel"), onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="400">
          <Refusal outcome={outcome} />
          <Text as="p">{t(`${area}.syncHelp`)}</Text>
          <FormLayout>
            <FormLayout.Group>
              <TextField {...field("from")} type="date" />
              <TextField {...field("to")} type="date" />
            </FormLayout.Group>
            <TextField {...field("numbers")} helpText={t("shipments.sync.numbersHelp")} multiline={2} />
            <TextField {...field("orders")} helpText={t("shipments.sync.ordersHelp")} multiline={2} />
            <TextField {...field("tags")} helpText={t("shipments.sync.tagsHelp")} />
          </FormLayout>
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
