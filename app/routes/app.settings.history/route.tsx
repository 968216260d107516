import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Button, Card, EmptyState, InlineStack, Page, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { cardHistory, getCard, restoreCard } from "#app/domain/shop-card/cards.server.ts";
import { parseSettings } from "#app/domain/shop-card/parse-settings.ts";
import { settingsList } from "#app/domain/shop-card/settings.ts";
import type { Outcome } from "#app/ui/outcome.ts";
import { Refusal } from "#app/ui/refusal.tsx";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { useFormat } from "#app/ui/shop-context.tsx";
import { useSettingText } from "#app/ui/settings/setting-text.ts";
import { useAct } from "#app/ui/use-act.ts";
import { readJson } from "#app/web/read-json.server.ts";
import { notFound, authenticated } from "#app/web/authenticated.server.ts";
import { paths } from "#app/lib/paths.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, async ({ shop }) => {
    const card = await getCard(shop);
    if (!card) notFound();
    const versions = await cardHistory(shop, card.id);
    // A version is the state before a save; what it became is the next newer state.
    return {
      revision: card.revision,
      entries: versions.map((version, index) => {
        const before = parseSettings(version.settings).settings;
        const newer = versions[index - 1];
        const after = newer ? parseSettings(newer.settings).settings : card.settings;
        return {
          id: version.id,
          at: version.savedAt.toISOString(),
          by: version.savedBy,
          changes: settingsList
            .filter(({ key }) => before[key] !== after[key])
            .map(({ key, label, type, optionLabels }) => ({
              key,
              label,
              type,
              optionLabels,
              before: before[key],
              after: after[key],
            })),
        };
      }),
    };
  });
}

const body = z.object({ intent: z.literal("restore"), version: z.string(), revision: z.int() });

export function action(args: ActionFunctionArgs) {
  return authenticated(args, async ({ shop, actor, request }): Promise<Outcome> => {
    const sent = await readJson(request, body);
    const card = await getCard(shop);
    if (!card) notFound();
    const result = await restoreCard(shop, card.id, sent.version, sent.revision, actor);
    return result.ok
      ? { done: "settings.restored" }
      : { refused: `settings.refused.${result.error.kind}` };
  });
}

/** Who changed what and when, and the way back. */
export default function History() {
  const { revision, entries } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  const text = useSettingText();
  const { act, busy, outcome } = useAct();
  return (
    <Page
      title={t("settings.history")}
      backAction={{ content: t("settings.title"), url: paths.settings }}
    >
      <BlockStack gap="400">
        <Refusal outcome={outcome} />
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
                    {entry.by}
                  </Text>
                </BlockStack>
                <Button
                  onClick={() => {
                    act({ intent: "restore", version: entry.id, revision });
                  }}
                  disabled={busy}
                  accessibilityLabel={t("settings.restoreThis", { at: format.time(entry.at) })}
                >
                  {t("settings.restore")}
                </Button>
              </InlineStack>
              <table className="plain-table as-list">
                <caption className="visually-hidden">{t("settings.changes")}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t("settings.conflict.setting")}</th>
                    <th scope="col">{t("settings.before")}</th>
                    <th scope="col">{t("settings.after")}</th>
                  </tr>
                </thead>
                <tbody>
                  {entry.changes.map((change) => (
                    <tr key={change.key}>
                      <th scope="row">{t(change.label)}</th>
                      <td data-label={t("settings.before")}>{text(change, change.before)}</td>
                      <td data-label={t("settings.after")}>{text(change, change.after)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </BlockStack>
          </Card>
        ))}
      </BlockStack>
    </Page>
  );
}

export { ScreenError as ErrorBoundary };
