import { Banner, Text } from "@shopify/polaris";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { isBlocked } from "./document-state.ts";
import type { Decision } from "./decisions.tsx";
import type { OrderPageView } from "./types.ts";
import { paths, withQuery } from "#app/lib/paths.ts";

/** The one next thing to do with this order. */
const HELP = {
  own: "order.next.createdHelp",
  postedInvoice: "order.next.exportedHelp",
  erpOrder: "order.next.exportedOrderHelp",
} as const;

export function NextStep({
  view,
  busy,
  ask,
  create,
  onPreview,
}: {
  view: OrderPageView;
  busy: boolean;
  ask: (decision: Decision) => void;
  create: () => void;
  onPreview: () => void;
}) {
  const { t } = useTranslation();
  const known = useKnownText();
  const { documentState, conflict, exportedFrom } = view.order;
  const document = view.documents.find((one) => one.own && one.state === "created");
  if (conflict) {
    return (
      <Banner
        tone="warning"
        title={t(document ? "order.next.conflict" : "order.next.conflictUnlinked")}
        action={{
          content: t("order.tab.changes"),
          url: document ? paths.orderChanges(view.order.id) : "?tab=changes",
        }}
        secondaryAction={{
          content: t("order.resolve"),
          onAction: () => {
            ask({ about: "resolve" });
          },
        }}
      >
        <Text as="p">
          {t(document ? "order.next.conflictHelp" : "order.next.conflictUnlinkedHelp")}
        </Text>
      </Banner>
    );
  }
  if (documentState === "created")
    return (
      <Banner
        tone="success"
        title={t("order.next.created", {
          kind: known(
            "state.kind",
            exportedFrom ? exportedFrom.kind : (document?.kind ?? "salesOrder"),
            "",
          ),
          number: exportedFrom?.number ?? document?.number ?? "",
        })}
      >
        <Text as="p">{t(HELP[exportedFrom?.kind ?? "own"])}</Text>
      </Banner>
    );
  if (documentState === "creating")
    return (
      <Banner
        tone="info"
        title={t("order.next.creating")}
        action={{
          content: t("nav.tasks"),
          url: withQuery(paths.tasks, { order: view.order.id }),
        }}
      >
        <Text as="p">{t("order.next.creatingHelp")}</Text>
      </Banner>
    );
  if (isBlocked(view)) return null; // the problems below say what to do
  return (
    <Banner
      tone="info"
      title={t("order.next.ready")}
      action={{
        content: t("order.create"),
        onAction: create,
        disabled: busy,
      }}
      secondaryAction={{ content: t("order.next.preview"), onAction: onPreview }}
    >
      <Text as="p">{t("order.next.readyHelp")}</Text>
    </Banner>
  );
}
