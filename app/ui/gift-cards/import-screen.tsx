import {
  BlockStack,
  Card,
  DropZone,
  InlineStack,
  List,
  Page,
  Spinner,
  Text,
} from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { FileResult } from "./file-result.tsx";
import { useFile } from "./use-file.ts";
import { paths } from "#app/lib/paths.ts";

/** Older gift cards from a merchant's file: checked first, imported as a whole or not at all. */
export function ImportScreen() {
  const { t } = useTranslation();
  const { file, answer, busy, choose, importIt } = useFile();
  return (
    <Page
      title={t("giftCards.file.title")}
      subtitle={t("giftCards.file.subtitle")}
      backAction={{ content: t("giftCards.title"), url: paths.giftCards }}
    >
      <BlockStack gap="400">
        <Card>
          <BlockStack gap="300">
            <Text as="h2" variant="headingMd">
              {t("giftCards.file.form")}
            </Text>
            <List>
              <List.Item>{t("giftCards.file.columns")}</List.Item>
              <List.Item>{t("giftCards.file.amounts")}</List.Item>
              <List.Item>{t("giftCards.file.limits")}</List.Item>
            </List>
            <DropZone
              label={t("giftCards.file.choose")}
              accept=".csv,.txt,text/csv,text/plain"
              allowMultiple={false}
              type="file"
              disabled={busy !== null}
              onDrop={(_all, accepted) => {
                if (accepted[0]) choose(accepted[0]);
              }}
            >
              <DropZone.FileUpload
                actionTitle={t("giftCards.file.add")}
                actionHint={t("giftCards.file.hint")}
              />
            </DropZone>
            {file ? (
              <InlineStack gap="200" blockAlign="center">
                <Text as="p" breakWord>
                  {file.name}
                </Text>
                {busy ? (
                  <Spinner size="small" accessibilityLabel={t("giftCards.file.busy")} />
                ) : null}
              </InlineStack>
            ) : null}
          </BlockStack>
        </Card>
        {answer ? <FileResult answer={answer} busy={busy !== null} onImport={importIt} /> : null}
      </BlockStack>
    </Page>
  );
}
