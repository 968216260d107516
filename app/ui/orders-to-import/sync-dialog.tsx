import { BlockStack, Button, Checkbox, ChoiceList, FormLayout, InlineStack, Modal, Select, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Outcome } from "../outcome.ts";
import { Refusal } from "../refusal.tsx";
import { EMPTY_SYNC, FULFILLMENT_STATUSES, PAID_UNSHIPPED, PAYMENT_STATUSES, RISKS, type SyncForm } from "./sync-form.ts";

interface Props {
  open: boolean;
  busy: boolean;
  outcome: Outcome | undefined;
  onClose: () => void;
  onSync: (form: SyncForm) => void;
}

/** Looks for orders to import: all changed ones, some of them (SET-17), or exactly those whose names are pasted. */
export function SyncDialog({ open, busy, outcome, onClose, onSync }: Props) {
  const { t } = useTranslation();
  const [form, setForm] = useState<SyncForm>(EMPTY_SYNC);
  const set = <K extends keyof SyncForm>(key: K) => (value: SyncForm[K]) => { setForm((before) => ({ ...before, [key]: value })); };
  const error = (key: keyof SyncForm) => (outcome?.errors?.[key] ? { error: t(outcome.errors[key] ?? "") } : {});
  const choices = (values: readonly string[], group: string) => values.map((value) => ({ value, label: t(`sync.${group}.${value}`) }));
  const named = form.names.trim() !== "";
  return (
    <Modal
      open={open}
      onClose={onClose}
      title={t("sync.title")}
      primaryAction={{ content: named ? t("sync.startNames") : t("sync.start"), onAction: () => { onSync(form); }, loading: busy }}
      secondaryActions={[{ content: t("common.cancel"), onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="400">
          <Refusal outcome={outcome} />
          <TextField label={t("sync.names")} helpText={t("sync.namesHelp")} value={form.names} onChange={set("names")} multiline={2} autoComplete="off" {...error("names")} />
          <Checkbox label={t("sync.archived")} helpText={t("sync.archivedHelp")} checked={form.archived} onChange={set("archived")} />
          {named ? null : <Checkbox label={t("sync.listOnly")} helpText={t("sync.listOnlyHelp")} checked={form.listOnly} onChange={set("listOnly")} />}
        </BlockStack>
      </Modal.Section>
      {named ? null : (
        <Modal.Section>
          <BlockStack gap="400">
            <InlineStack align="space-between" blockAlign="center" gap="200">
              <Text as="h2" variant="headingSm">{t("sync.filters")}</Text>
              <InlineStack gap="200">
                <Button variant="plain" onClick={() => { setForm({ ...form, ...PAID_UNSHIPPED }); }}>{t("sync.preset")}</Button>
                <Button variant="plain" onClick={() => { setForm({ ...EMPTY_SYNC, names: form.names, archived: form.archived, listOnly: form.listOnly }); }}>{t("sync.clear")}</Button>
              </InlineStack>
            </InlineStack>
            <Text as="p" tone="subdued">{t("sync.filtersHelp")}</Text>
            <FormLayout>
              <FormLayout.Group>
                <ChoiceList title={t("sync.paymentTitle")} allowMultiple choices={choices(PAYMENT_STATUSES, "payment")} selected={form.payment} onChange={set("payment")} />
                <ChoiceList title={t("sync.fulfillmentTitle")} allowMultiple choices={choices(FULFILLMENT_STATUSES, "fulfillment")} selected={form.fulfillment} onChange={set("fulfillment")} />
              </FormLayout.Group>
              <FormLayout.Group>
                <TextField label={t("sync.countries")} helpText={t("sync.countriesHelp")} value={form.countries} onChange={set("countries")} autoComplete="off" {...error("countries")} />
                <TextField label={t("sync.fromNumber")} helpText={t("sync.fromNumberHelp")} value={form.fromNumber} onChange={set("fromNumber")} inputMode="numeric" autoComplete="off" {...error("fromNumber")} />
              </FormLayout.Group>
              <TextField label={t("sync.tags")} helpText={t("sync.tagsHelp")} value={form.tags} onChange={set("tags")} autoComplete="off" {...error("tags")} />
              <FormLayout.Group>
                <TextField label={t("sync.channels")} helpText={t("sync.channelsHelp")} value={form.channels} onChange={set("channels")} autoComplete="off" {...error("channels")} />
                <Select label={t("sync.riskTitle")} options={choices(RISKS, "risk")} value={form.risk} onChange={(value) => { set("risk")(value as SyncForm["risk"]); }} />
              </FormLayout.Group>
              <FormLayout.Group>
                <TextField label={t("sync.attributeKey")} value={form.attributeKey} onChange={set("attributeKey")} autoComplete="off" {...error("attributeKey")} />
                <TextField label={t("sync.attributeValue")} helpText={t("sync.attributeHelp")} value={form.attributeValue} onChange={set("attributeValue")} autoComplete="off" {...error("attributeValue")} />
              </FormLayout.Group>
            </FormLayout>
          </BlockStack>
        </Modal.Section>
      )}
    </Modal>
  );
}
