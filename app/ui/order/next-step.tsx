import { Banner, Text } from "@shopify/polaris";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useTranslation } from "react-i18next";
import type { OrderAct, OrderPageView } from "./types.ts";
import { paths, withQuery } from "#app/lib/paths.ts";

/** The one next thing to do with this order. */
export function NextStep({
  view,
  busy,
  act,
  onPreview,
}: {
  view: OrderPageView;
  busy: boolean;
  act: OrderAct;
  onPreview: () => void;
}) {
  const { t } = useTranslation();
  const known = useKnownText();
  const { documentState, conflict } = view.order;
  const document = view.documents.find((one) => one.state === "created");
  const blocked = view.problems.some((problem) => problem.severity !== "warns");
  if (conflict) {
    return (
      <Banner
        tone="warning"
        title={t("order.next.conflict")}
        action={{
          content: t("order.resolve"),
          onAction: () => {
            act({ intent: "resolve" });
          },
          disabled: busy,
        }}
        secondaryAction={{ content: t("order.tab.changes"), url: "?tab=changes" }}
      >
        <Text as="p">{t("order.next.conflictHelp")}</Text>
      </Banner>
    );
  }
  if (documentState === "created")
    return (
      <Banner
        tone="success"
        title={t("order.next.created", {
          kind: known("state.kind", document?.kind ?? "salesOrder", ""),
          number: document?.number ?? "",
        })}
      />
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
      />
    );
  if (blocked) return null; // the problems below say what to do
  return (
    <Banner
      tone="info"
      title={t("order.next.ready")}
      action={{
        content: t("order.create"),
        onAction: () => {
          act({ intent: "create" });
        },
        disabled: busy,
      }}
      secondaryAction={{ content: t("order.next.preview"), onAction: onPreview }}
    >
      <Text as="p">{t("order.next.readyHelp")}</Text>
    </Banner>
  );
}
