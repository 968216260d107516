import { Banner, BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useEffect, useRef } from "react";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { KeyValues } from "../key-values.tsx";
import { useFormat } from "../shop-context.tsx";
import { FileErrors } from "./file-errors.tsx";
import type { FileAnswer } from "./use-file.ts";
import type { FileReport } from "#app/domain/gift-cards/file/import-cards.server.ts";
import { paths } from "#app/lib/paths.ts";

/** What the file would do, what is wrong with it, or what was imported. */
export function FileResult({
  answer,
  busy,
  onImport,
}: {
  answer: FileAnswer;
  busy: boolean;
  onImport: () => void;
}) {
  // The answer may stand below the edge of a small screen.
  const shown = useRef<HTMLDivElement>(null);
  useEffect(() => shown.current?.focus(), [answer]);
  return (
    <div ref={shown} tabIndex={-1}>
      {"refused" in answer ? (
        <FileRefused refused={answer.refused} />
      ) : (
        <FileReportCard report={answer.report} busy={busy} onImport={onImport} />
      )}
    </div>
  );
}

function FileReportCard({
  report,
  busy,
  onImport,
}: {
  report: FileReport;
  busy: boolean;
  onImport: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const news = report.added + report.changed;
  return (
    <BlockStack gap="400">
      {report.errorCount > 0 ? (
        <div role="alert">
          <Banner
            tone="critical"
            title={t("giftCards.file.wrongLines", { count: report.errorCount })}
          >
            <Text as="p">{t("giftCards.file.nothingImported")}</Text>
          </Banner>
        </div>
      ) : null}
      {report.imported ? (
        <div role="status">
          <Banner
            tone="success"
            title={t("giftCards.file.imported", { count: news })}
            action={{ content: t("giftCards.title"), url: paths.giftCards }}
          />
        </div>
      ) : null}
      <Card>
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            {t(report.imported ? "giftCards.file.result" : "giftCards.file.check")}
          </Text>
          <KeyValues
            rows={[
              [t("giftCards.file.added"), format.count(report.added)],
              [t("giftCards.file.changed"), format.count(report.changed)],
              [t("giftCards.file.unchanged"), format.count(report.unchanged)],
              [t("giftCards.file.amount"), format.money(report.amount, report.currency)],
            ]}
          />
          <FileErrors errors={report.errors} count={report.errorCount} />
          {!report.imported && report.errorCount === 0 ? (
            <InlineStack>
              <Button variant="primary" onClick={onImport} loading={busy} disabled={news === 0}>
                {t("giftCards.file.import", { count: news })}
              </Button>
            </InlineStack>
          ) : null}
        </BlockStack>
      </Card>
    </BlockStack>
  );
}

function FileRefused({
  refused,
}: {
  refused: Extract<FileAnswer, { refused: unknown }>["refused"];
}) {
  const { t } = useTranslation();
  return (
    <div role="alert">
      <Banner tone="critical" title={t("giftCards.file.refusedTitle")}>
        <Text as="p">
          {refused.kind === "columns"
            ? t("giftCards.file.refused.columns", {
                names: refused.missing
                  .map((column) => t(`giftCards.file.column.${column}`))
                  .join(", "),
              })
            : t(`giftCards.file.refused.${refused.kind}`, {
                line: refused.kind === "format" ? refused.line : 0,
              })}
        </Text>
      </Banner>
    </div>
  );
}
