import { List } from "@shopify/polaris";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { useFormat } from "../shop-context.tsx";

export interface LastSignsView {
  webhook: { topic: string; at: string } | null;
  sweep: string | null;
  shipments: string | null;
  invoices: string | null;
}

/** When Shopify and the ERP were last heard of, so that silence is noticed. */
export function LastSigns({ last }: { last: LastSignsView }) {
  const { t } = useTranslation();
  const known = useKnownText();
  const format = useFormat();
  return (
    <List>
      <List.Item>
        {last.webhook
          ? t("home.webhook", {
              topic: known("logs.topic", last.webhook.topic, last.webhook.topic),
              at: format.time(last.webhook.at),
            })
          : t("home.noWebhook")}
      </List.Item>
      <List.Item>
        {last.sweep ? t("home.sweep", { at: format.time(last.sweep) }) : t("home.noSweep")}
      </List.Item>
      {(["shipments", "invoices"] as const).map((feed) => {
        const at = last[feed];
        return (
          <List.Item key={feed}>
            {at ? t(`home.pulled.${feed}`, { at: format.time(at) }) : t(`home.notPulled.${feed}`)}
          </List.Item>
        );
      })}
    </List>
  );
}
