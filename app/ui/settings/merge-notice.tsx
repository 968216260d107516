import { Banner, BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { ConflictTable } from "./conflict-table.tsx";
import type { Merge } from "./merge.ts";
import type { FieldSetting } from "./setting-field.tsx";

type Values = Record<string, string | number | boolean>;

/** Somebody else saved the shop card while this person was typing: both stay, and where both changed one setting the person decides. */
export function MergeNotice({
  settings,
  merge,
  typed,
  saved,
  busy,
  onSave,
  onTakeTheirs,
}: {
  settings: FieldSetting[];
  merge: Merge;
  typed: Values;
  saved: Values;
  busy: boolean;
  onSave: () => void;
  /** Gives up what was typed for the settings that both changed. */
  onTakeTheirs: () => void;
}) {
  const { t } = useTranslation();
  const names = settings
    .filter(({ key }) => merge.theirs.includes(key))
    .map(({ label }) => t(label))
    .join(", ");
  return (
    <div role="alert" id="merge" tabIndex={-1}>
      <Banner tone="warning" title={t("settings.merge.title")}>
        <BlockStack gap="300">
          <Text as="p">
            {t(merge.both.length > 0 ? "settings.merge.both" : "settings.merge.other")}
          </Text>
          {names ? (
            <Text as="p" breakWord>
              {t("settings.merge.theirs", { names })}
            </Text>
          ) : null}
          {merge.both.length > 0 ? (
            <ConflictTable
              settings={settings}
              mine={Object.fromEntries(merge.both.map((key) => [key, typed[key] ?? ""]))}
              theirs={saved}
            />
          ) : null}
          <InlineStack gap="200">
            <Button onClick={onSave} disabled={busy}>
              {t(merge.both.length > 0 ? "settings.conflict.mine" : "settings.merge.save")}
            </Button>
            {merge.both.length > 0 ? (
              <Button onClick={onTakeTheirs} disabled={busy}>
                {t("settings.conflict.theirs")}
              </Button>
            ) : null}
          </InlineStack>
        </BlockStack>
      </Banner>
    </div>
  );
}
