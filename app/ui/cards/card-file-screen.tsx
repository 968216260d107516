import { BlockStack, Card, DropZone, InlineStack, Page, Spinner, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { CardFileReport, ImportRefusal } from "#app/domain/cards/file/import-card.server.ts";
import { paths, withQuery } from "#app/lib/paths.ts";
import { useCheckedFile } from "../use-checked-file.ts";
import { CardFileResult } from "./card-file-result.tsx";

/** A shop card's values from a file: what would change is shown first, then all of it is taken or nothing. */
export function CardFileScreen({ id, title }: { id: string; title: string }) {
  const { t } = useTranslation();
  const { file, answer, busy, choose, importIt } = useCheckedFile<CardFileReport, ImportRefusal>(
    (checked) =>
      withQuery(paths.cardFile(id), {
        revision: checked === null ? undefined : String(checked.revision),
      }),
  );
  return (
    <Page
      title={t("cards.file.title")}
      subtitle={t("cards.file.subtitle", { title })}
      backAction={{ content: title, url: paths.card(id) }}
    >
      <BlockStack gap="400">
        <Card>
          <BlockStack gap="300">
            <Text as="p">{t("cards.file.help")}</Text>
            <Text as="p" tone="subdued">
              {t("cards.file.stays")}
            </Text>
            <DropZone
              label={t("cards.file.choose")}
              accept=".json,application/json"
              allowMultiple={false}
              type="file"
              disabled={busy !== null}
              onDrop={(_all, accepted) => {
                if (accepted[0]) choose(accepted[0]);
              }}
            >
              <DropZone.FileUpload
                actionTitle={t("cards.file.add")}
                actionHint={t("cards.file.hint")}
              />
            </DropZone>
            {file ? (
              <InlineStack gap="200" blockAlign="center">
                <Text as="p" breakWord>
                  {file.name}
                </Text>
                {busy ? <Spinner size="small" accessibilityLabel={t("cards.file.busy")} /> : null}
              </InlineStack>
            ) : null}
          </BlockStack>
        </Card>
        {answer ? (
          <CardFileResult answer={answer} busy={busy !== null} onImport={importIt} />
        ) : null}
      </BlockStack>
    </Page>
  );
}
