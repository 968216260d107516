import { BlockStack, Button, Card, EmptyState, InlineStack, Page, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { CardChanges } from "#app/domain/shop-card/views/card-history.server.ts";
import { useState } from "react";
import { paths } from "#app/lib/paths.ts";
import { ConfirmDialog } from "../confirm-dialog.tsx";
import { Refusal } from "../refusal.tsx";
import { useFormat } from "../shop-context.tsx";
import { useAct } from "../use-act.ts";
import { useActorText } from "../order/actor-text.ts";
import { CardSwitch } from "./card-switch.tsx";
import { ChangesTable } from "./changes-table.tsx";

/** Who changed what and when, and the way back. */
export function HistoryScreen({ card, cards, revision, entries }: CardChanges) {
  const { t } = useTranslation();
  const format = useFormat();
  const actorText = useActorText();
  const { act, busy, outcome } = useAct();
  const [restoring, setRestoring] = useState<CardChanges["entries"][number] | null>(null);
  return (
    <Page
      title={t("settings.history")}
      backAction={{ content: t("settings.title"), url: paths.cardSettings(card) }}
    >
      <BlockStack gap="400">
        <Refusal outcome={outcome} />
        {cards.length > 1 ? (
          <Card>
            <CardSwitch cards={cards} current={card} />
          </Card>
        ) : null}
        {entries.length === 0 ? (
          <Card>
            <EmptyState heading={t("settings.historyEmpty")} image="">
              <p>{t("settings.historyEmptyHelp")}</p>
            </EmptyState>
          </Card>
        ) : null}
        {entries.map((entry) => (
          <Card key={entry.id}>
            <BlockStack gap="300">
              <InlineStack align="space-between" blockAlign="center" gap="200">
                <BlockStack>
                  <Text as="h2" variant="headingSm">
                    {format.time(entry.at)}
                  </Text>
                  <Text as="p" tone="subdued" breakWord>
                    {actorText(entry.by)}
                  </Text>
                </BlockStack>
                <Button
                  onClick={() => {
                    setRestoring(entry);
                  }}
                  disabled={busy}
                  accessibilityLabel={t("settings.restoreThis", { at: format.time(entry.at) })}
                >
                  {t("settings.restore")}
                </Button>
              </InlineStack>
              <ChangesTable changes={entry.changes} />
            </BlockStack>
          </Card>
        ))}
      </BlockStack>
      <ConfirmDialog
        open={restoring !== null}
        title={t("settings.confirmRestore", { at: restoring ? format.time(restoring.at) : "" })}
        help={[t("settings.confirmRestoreHelp"), t("settings.confirmRestoreUndo")]}
        action={t("settings.restore")}
        onClose={() => {
          setRestoring(null);
        }}
        onConfirm={() => {
          if (restoring !== null) act({ intent: "restore", card, version: restoring.id, revision });
        }}
      />
    </Page>
  );
}
