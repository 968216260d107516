import { Banner, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { ConfirmDialog } from "../confirm-dialog.tsx";
import { Refusal } from "../refusal.tsx";
import { useFormat } from "../shop-context.tsx";
import type { useStock } from "./use-stock.ts";
import type { StockSyncView } from "#app/domain/stock/views/stock-screen.server.ts";
import { paths } from "#app/lib/paths.ts";

interface Props {
  sync: StockSyncView;
  locations: number;
  stock: ReturnType<typeof useStock>;
}

/** What stock waits for, and the one next step. */
export function StockBanner({ sync, locations, stock }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <Refusal outcome={stock.outcome} />
      {stock.declined ? (
        <Banner tone="warning" title={t("stock.declined")}>
          <Text as="p">{t("stock.declinedHelp")}</Text>
        </Banner>
      ) : null}
      {sync !== null && locations === 0 ? (
        <Banner
          tone="warning"
          title={t("stock.noLocations")}
          action={{ content: t("stock.mapLocations"), url: paths.mapping("locations") }}
        >
          <Text as="p">{t("stock.noLocationsHelp")}</Text>
        </Banner>
      ) : null}
      <State sync={sync} stock={stock} />
    </>
  );
}

function State({ sync, stock }: Pick<Props, "sync" | "stock">) {
  const { t } = useTranslation();
  const format = useFormat();
  const { act, turnOn, busy } = stock;
  if (sync === null || sync.refused)
    return (
      <Banner
        tone={sync === null ? "info" : "warning"}
        title={t(sync === null ? "stock.off" : "stock.refused")}
        action={{ content: t("stock.allow"), onAction: turnOn, loading: busy }}
      >
        <Text as="p">{t("stock.offHelp")}</Text>
      </Banner>
    );
  if (sync.held !== null) return <Held {...sync.held} act={act} busy={busy} />;
  if (sync.checking || sync.checkedAt === null)
    return (
      <Banner tone="info">
        <Text as="p">{t("stock.checking")}</Text>
      </Banner>
    );
  const at = format.time(sync.checkedAt);
  if (sync.sending)
    return (
      <Banner tone="success">
        <Text as="p">{t("stock.on", { at })}</Text>
      </Banner>
    );
  const send = () => {
    act({ intent: "send" });
  };
  return (
    <Banner
      tone="info"
      title={t("stock.dry")}
      action={{ content: t("stock.start"), onAction: send, loading: busy }}
    >
      <Text as="p">{t("stock.dryHelp", { at })}</Text>
    </Banner>
  );
}

function Held({
  gone,
  had,
  act,
  busy,
}: { gone: number; had: number; busy: boolean } & Pick<Props["stock"], "act">) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Banner
        tone="critical"
        title={t("stock.held")}
        action={{
          content: t("stock.confirm"),
          loading: busy,
          onAction: () => {
            setAsking(true);
          },
        }}
      >
        <Text as="p">{t("stock.heldHelp", { gone, had })}</Text>
      </Banner>
      <ConfirmDialog
        open={asking}
        destructive
        title={t("stock.confirmTitle")}
        help={[t("stock.confirmHelp", { gone })]}
        action={t("stock.confirm")}
        onClose={() => {
          setAsking(false);
        }}
        onConfirm={() => {
          setAsking(false);
          act({ intent: "confirm" });
        }}
      />
    </>
  );
}
