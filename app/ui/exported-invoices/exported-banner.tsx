import { Banner, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { useFormat } from "../shop-context.tsx";
import type { ExportScreenData } from "#app/domain/invoice-export/views/export-screen.server.ts";
import { paths } from "#app/lib/paths.ts";

type Props = Pick<ExportScreenData, "on" | "sending" | "readAt" | "since" | "ready"> & {
  busy: boolean;
  onSend: () => void;
};

/** What the export waits for, and the one next step. */
export function ExportedBanner({ on, sending, readAt, since, ready, busy, onSend }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!on)
    return (
      <Banner
        tone="info"
        title={t("exportedInvoices.off")}
        action={{
          content: t("exportedInvoices.settings"),
          url: paths.setting("exportInvoices"),
        }}
      >
        <Text as="p">{t("exportedInvoices.offHelp")}</Text>
      </Banner>
    );
  if (!sending)
    return (
      <Banner
        tone="info"
        title={t("exportedInvoices.dry")}
        action={{ content: t("exportedInvoices.start"), onAction: onSend, loading: busy }}
      >
        <Text as="p">{t("exportedInvoices.dryHelp", { count: ready })}</Text>
      </Banner>
    );
  const from = since === null ? "" : format.day(since);
  return (
    <Banner tone="success">
      <Text as="p">
        {readAt === null
          ? t("exportedInvoices.onSoon", { since: from })
          : t("exportedInvoices.on", { since: from, at: format.time(readAt) })}
      </Text>
    </Banner>
  );
}
