import { Banner, BlockStack, Button, Card, InlineStack, List, Text } from "@shopify/polaris";
import { useEffect, useRef } from "react";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { CardFileReport, ImportRefusal } from "#app/domain/cards/file/import-card.server.ts";
import { useKnownText } from "#app/i18n/known-text.ts";
import { ChangesTable } from "../settings/changes-table.tsx";
import type { SettingProblem } from "../settings/refused-settings.tsx";
import type { FileAnswer } from "../use-checked-file.ts";
import { FileMappings } from "./file-mappings.tsx";

/** What a card's file would change, what keeps it from being taken, or what was imported. */
export function CardFileResult({
  answer,
  busy,
  onImport,
}: {
  answer: FileAnswer<CardFileReport, ImportRefusal>;
  busy: boolean;
  onImport: () => void;
}) {
  const { t } = useTranslation();
  // The answer may stand below the edge of a small screen.
  const shown = useRef<HTMLDivElement>(null);
  useEffect(() => shown.current?.focus(), [answer]);
  return (
    <div ref={shown} tabIndex={-1}>
      {"refused" in answer ? (
        <div role="alert">
          <Banner
            tone="critical"
            title={t(`cards.file.refused.${answer.refused.kind}`, {
              where: "where" in answer.refused ? answer.refused.where : "",
            })}
          />
        </div>
      ) : (
        <Report report={answer.report} busy={busy} onImport={onImport} />
      )}
    </div>
  );
}

function Report({
  report,
  busy,
  onImport,
}: {
  report: CardFileReport;
  busy: boolean;
  onImport: () => void;
}) {
  const { t } = useTranslation();
  const wrong = report.problems.length + report.notInErp.length > 0;
  const news = report.settings.length + report.mappings.length > 0;
  return (
    <BlockStack gap="400">
      {wrong ? <Wrong report={report} /> : null}
      {report.imported ? (
        <div role="status">
          <Banner tone="success" title={t("cards.file.imported")} />
        </div>
      ) : null}
      <NotTaken
        title={t("cards.file.unknown")}
        names={report.unknown.map((name) => ({ key: name, name }))}
      />
      <NotTaken
        title={t("cards.file.foreign")}
        names={report.foreign.map(({ page, title, key }) => ({
          key: `${page} ${key}`,
          name: `${t(`mappings.page.${page}.title`)}: ${title} (${key})`,
        }))}
      />
      <Card>
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            {t("cards.file.form")}
          </Text>
          <Text as="p" tone="subdued" breakWord>
            {t("cards.file.from", report.from)}
          </Text>
          {!news && !wrong ? <Text as="p">{t("cards.file.nothing")}</Text> : null}
          {report.settings.length > 0 ? <ChangesTable changes={report.settings} /> : null}
          {report.mappings.length > 0 ? <FileMappings changes={report.mappings} /> : null}
          {news && !wrong && !report.imported ? (
            <InlineStack>
              <Button variant="primary" loading={busy} onClick={onImport}>
                {t("cards.file.import")}
              </Button>
            </InlineStack>
          ) : null}
        </BlockStack>
      </Card>
    </BlockStack>
  );
}

function Wrong({ report }: { report: CardFileReport }) {
  const { t } = useTranslation();
  const known = useKnownText();
  return (
    <div role="alert">
      <Banner tone="critical" title={t("cards.file.problems")}>
        <List>
          {report.problems.map(({ key, problem, params }: SettingProblem) => (
            <List.Item key={`${key} ${problem}`}>
              {known("settings", `${key}.label`, key)}: {t(problem, params)}
            </List.Item>
          ))}
          {report.notInErp.map(({ page, title, code }) => (
            <List.Item key={`${page} ${title} ${code}`}>
              {t(`mappings.page.${page}.title`)}, {title}: {t("cards.file.notInErp", { code })}
            </List.Item>
          ))}
        </List>
      </Banner>
    </div>
  );
}

function NotTaken({ title, names }: { title: string; names: { key: string; name: string }[] }) {
  if (names.length === 0) return null;
  return (
    <Banner tone="warning" title={title}>
      <List>
        {names.map(({ key, name }) => (
          <List.Item key={key}>
            <span className="wrap-anywhere">{name}</span>
          </List.Item>
        ))}
      </List>
    </Banner>
  );
}
