import { useState } from "react";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { PolicyName } from "#app/domain/mapping/facts.ts";
import { ConfirmDialog } from "../confirm-dialog.tsx";
import { useCaptureHelp } from "../invoices/use-capture-help.ts";
import type { OrderAct, OrderPageView } from "./types.ts";

/** What is not done by one click: it says first what follows from it. */
export type Decision =
  | { about: "resolve" }
  | { about: "paidBack" }
  /** `document`: of another fulfillment order; without it the order's own. */
  | { about: "unlink"; document?: string }
  | { about: "release"; policy: PolicyName }
  | { about: "again"; documents: string }
  | { about: "capture"; line: OrderPageView["invoices"][number]["lines"][number] };

/** The decision that is being asked for, and its dialog. `create` asks only where a document of the order still exists in the ERP. */
export function useDecisions(view: OrderPageView, act: OrderAct) {
  const known = useKnownText();
  const [asked, setAsked] = useState<Decision | null>(null);
  const earlier = view.documents
    .filter(({ own, state, erpId }) => own && state === "unlinked" && erpId !== null)
    .map(({ kind, number }) => `${known("state.kind", kind, kind)} ${number ?? ""}`.trim());
  const create = () => {
    if (earlier.length === 0) act({ intent: "create" });
    else setAsked({ about: "again", documents: earlier.join(", ") });
  };
  return {
    ask: setAsked,
    create,
    dialog: (
      <DecisionDialog
        asked={asked}
        view={view}
        act={act}
        onClose={() => {
          setAsked(null);
        }}
      />
    ),
  };
}

function DecisionDialog({
  asked,
  view,
  act,
  onClose,
}: {
  asked: Decision | null;
  view: OrderPageView;
  act: OrderAct;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const known = useKnownText();
  const captureHelp = useCaptureHelp();
  const named = asked?.about === "unlink" ? asked.document : undefined;
  const current = view.documents.find(({ id, own, state }) =>
    named === undefined ? own && state === "created" : id === named,
  );
  const document = current
    ? `${known("state.kind", current.kind, current.kind)} ${current.number ?? ""}`.trim()
    : "";
  const order = view.order.name;
  const texts = {
    resolve: [t("order.confirm.resolveHelp"), t("order.confirm.resolveLater")],
    paidBack: [t("order.confirm.paidBackHelp")],
    unlink: [t("order.confirm.unlinkHelp", { document }), t("order.confirm.unlinkFeeds")],
    release: [
      asked?.about === "release" ? t(`order.confirm.releaseHelp.${asked.policy}`) : "",
      t("order.confirm.releaseUntil"),
    ],
    again: [
      t("order.confirm.againHelp", { documents: asked?.about === "again" ? asked.documents : "" }),
      t("order.confirm.againRisk"),
    ],
    capture: asked?.about === "capture" ? captureHelp(asked.line) : [],
  };
  const about = asked?.about ?? "resolve";
  return (
    <ConfirmDialog
      open={asked !== null}
      title={t(`order.confirm.${about}`, { order, document })}
      help={texts[about]}
      action={t(`order.confirm.${about}Do`)}
      destructive={about === "unlink" || about === "again"}
      reason={about === "again" || about === "capture" ? "none" : "required"}
      onClose={onClose}
      onConfirm={(reason) => {
        if (asked === null) return;
        if (asked.about === "capture") act({ intent: "capture", line: asked.line.id });
        else if (asked.about === "again") act({ intent: "create", again: true });
        else if (asked.about === "release")
          act({ intent: "release", policy: asked.policy, reason });
        else if (asked.about === "unlink" && asked.document !== undefined)
          act({ intent: "unlink", document: asked.document, reason });
        else act({ intent: asked.about, reason });
      }}
    />
  );
}
