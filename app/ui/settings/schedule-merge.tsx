import { Banner, BlockStack, Button, InlineStack, List, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { useKnownText } from "#app/i18n/known-text.ts";
import type { TextGroup } from "#app/i18n/text-keys.ts";
import type { Merge } from "./merge.ts";
import { FIELD_LABELS, type ScheduleValues } from "./schedule-values.ts";

/** Fields whose values have texts. */
const CHOICES: Readonly<Record<string, TextGroup>> = {
  payment: "sync.payment",
  fulfillment: "sync.fulfillment",
  risk: "sync.risk",
};

/** Somebody else saved the schedule while this person was typing: both stay, and where both changed one value the person decides. */
export function ScheduleMerge({
  merge,
  saved,
  busy,
  onSave,
  onTakeTheirs,
}: {
  merge: Merge;
  saved: ScheduleValues;
  busy: boolean;
  onSave: () => void;
  /** Gives up what was typed where both changed the value. */
  onTakeTheirs: () => void;
}) {
  const { t } = useTranslation();
  const known = useKnownText();
  const both = merge.both.length > 0;
  const told = (key: string): string => {
    const value = saved[key];
    if (typeof value === "boolean") return t(value ? "common.yes" : "common.no");
    const parts = Array.isArray(value) ? value : value ? [value] : [];
    const group = CHOICES[key];
    return parts.map((part) => (group ? known(group, part, part) : part)).join(", ") || "—";
  };
  return (
    <div role="alert">
      <Banner tone="warning" title={t("schedules.merge.title")}>
        <BlockStack gap="300">
          <Text as="p">{t(both ? "schedules.merge.both" : "schedules.merge.other")}</Text>
          {both ? (
            <List>
              {merge.both.map((key) => (
                <List.Item key={key}>
                  {FIELD_LABELS[key] ? t(FIELD_LABELS[key]) : key}: {t("settings.conflict.saved")}{" "}
                  {told(key)}
                </List.Item>
              ))}
            </List>
          ) : null}
          <InlineStack gap="200">
            <Button onClick={onSave} disabled={busy}>
              {t(both ? "schedules.merge.mine" : "schedules.merge.save")}
            </Button>
            {both ? (
              <Button onClick={onTakeTheirs} disabled={busy}>
                {t("schedules.merge.theirs")}
              </Button>
            ) : null}
          </InlineStack>
        </BlockStack>
      </Banner>
    </div>
  );
}
