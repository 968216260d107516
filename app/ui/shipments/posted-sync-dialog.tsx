import { BlockStack, Modal, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Outcome } from "../outcome.ts";
import { Refusal } from "../refusal.tsx";
import { PostedFields } from "./posted-fields.tsx";
import { EMPTY_POSTED } from "./posted-form.ts";
import { useFocusBack } from "../use-focus-back.ts";
import type { TypedPosted } from "#app/domain/posted/posted-form.ts";

interface Props {
  /** Whose texts: shipments or invoices. */
  area: "shipments" | "invoices";
  open: boolean;
  busy: boolean;
  outcome: Outcome | undefined;
  onClose: () => void;
  onSync: (form: TypedPosted) => void;
}

/** Reads what the ERP posted and sends on what meets the filter (FUL-7); without a filter, all of it. */
export function PostedSyncDialog({ area, open, busy, outcome, onClose, onSync }: Props) {
  const { t } = useTranslation();
  useFocusBack(open);
  const [form, setForm] = useState<TypedPosted>(EMPTY_POSTED);
  return (
    <Modal
      open={open}
      onClose={onClose}
      title={t(`${area}.syncTitle`)}
      primaryAction={{
        content: t(`${area}.syncTitle`),
        onAction: () => {
          onSync(form);
        },
        loading: busy,
      }}
      secondaryActions={[{ content: t("common.cancel"), onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="400">
          <Refusal outcome={outcome} />
          <Text as="p">{t(`${area}.syncHelp`)}</Text>
          <PostedFields
            form={form}
            errors={outcome?.errors ?? {}}
            onChange={(change) => {
              setForm((before) => ({ ...before, ...change }));
            }}
          />
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
