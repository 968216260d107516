import { BlockStack, Text } from "@shopify/polaris";
import { useState } from "react";
import type { FieldError } from "#app/i18n/field-error.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { Dialog } from "../dialog.tsx";
import type { Outcome } from "../outcome.ts";
import { Refusal } from "../refusal.tsx";
import { PostedFields } from "./posted-fields.tsx";
import { EMPTY_POSTED } from "./posted-form.ts";
import type { TypedPosted } from "#app/domain/posted/posted-form.ts";

interface Props {
  /** Whose texts: shipments or invoices. */
  area: "shipments" | "invoices";
  open: boolean;
  busy: boolean;
  outcome: Outcome<FieldError> | undefined;
  onClose: () => void;
  onSync: (form: TypedPosted) => void;
}

/** Reads what the ERP posted and sends on what meets the filter (FUL-7); without a filter, all of it. */
export function PostedSyncDialog({ area, open, busy, outcome, onClose, onSync }: Props) {
  const { t } = useTranslation();
  const [form, setForm] = useState<TypedPosted>(EMPTY_POSTED);
  return (
    <Dialog
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
    >
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
    </Dialog>
  );
}
