import { BlockStack, Checkbox, Divider, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import type { FieldError } from "#app/i18n/field-error.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { useFieldError } from "../fields/use-field-error.ts";
import { Dialog } from "../dialog.tsx";
import type { Outcome } from "../outcome.ts";
import { Refusal } from "../refusal.tsx";
import { FilterPresets } from "./filter-presets.tsx";
import { FilterFields } from "./filter-fields.tsx";
import { EMPTY_SYNC } from "./sync-form.ts";
import type { TypedSync } from "#app/domain/order-filter/sync-form.ts";

interface Props {
  open: boolean;
  busy: boolean;
  outcome: Outcome<FieldError> | undefined;
  onClose: () => void;
  onSync: (form: TypedSync) => void;
}

/** Looks for orders to import: all changed ones, some of them (SET-17), or exactly those whose names are pasted. */
export function SyncDialog({ open, busy, outcome, onClose, onSync }: Props) {
  const { t } = useTranslation();
  const [form, setForm] = useState<TypedSync>(EMPTY_SYNC);
  const set =
    <K extends keyof TypedSync>(key: K) =>
    (value: TypedSync[K]) => {
      setForm((before) => ({ ...before, [key]: value }));
    };
  const error = useFieldError(outcome?.errors);
  const named = form.names.trim() !== "";
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t("sync.title")}
      primaryAction={{
        content: named ? t("sync.startNames") : t("sync.start"),
        onAction: () => {
          onSync(form);
        },
        loading: busy,
      }}
    >
      <BlockStack gap="400">
        <BlockStack gap="400">
          <Refusal outcome={outcome} />
          <TextField
            label={t("sync.names")}
            helpText={t("sync.namesHelp")}
            value={form.names}
            onChange={set("names")}
            multiline={2}
            autoComplete="off"
            {...error("names")}
          />
          <Checkbox
            label={t("sync.archived")}
            helpText={t("sync.archivedHelp")}
            checked={form.archived}
            onChange={set("archived")}
          />
          {named ? null : (
            <Checkbox
              label={t("sync.listOnly")}
              helpText={t("sync.listOnlyHelp")}
              checked={form.listOnly}
              onChange={set("listOnly")}
            />
          )}
        </BlockStack>
        {named ? null : (
          <>
            <Divider />
            <BlockStack gap="400">
              <FilterPresets
                title={t("sync.filters")}
                onChange={(change) => {
                  setForm((before) => ({ ...before, ...change }));
                }}
              />
              <Text as="p" tone="subdued">
                {t("sync.filtersHelp")}
              </Text>
              <FilterFields
                form={form}
                errors={outcome?.errors ?? {}}
                onChange={(change) => {
                  setForm((before) => ({ ...before, ...change }));
                }}
              />
            </BlockStack>
          </>
        )}
      </BlockStack>
    </Dialog>
  );
}
