import { useNavigate } from "@remix-run/react";
import { BlockStack, Layout, Page, Text } from "@shopify/polaris";
import { useCallback, useState } from "react";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { FieldOutcome } from "../fields/use-fields.ts";
import { Dialog } from "../dialog.tsx";
import { Refusal } from "../refusal.tsx";
import { StateBadge } from "../state-badge.tsx";
import { useAct } from "../use-act.ts";
import { DocumentFacts, DocumentTotals } from "./document-facts.tsx";
import { DocumentLines } from "./document-lines.tsx";
import type { DocumentForms, DocumentView } from "./document-view.ts";
import { InvoiceDialog, postingOf } from "./invoice-dialog.tsx";
import { LineEditor } from "./line-editor.tsx";
import { PostedInvoices } from "./posted-invoices.tsx";
import { PostedShipments } from "./posted-shipments.tsx";
import { statusWord } from "../document-status.ts";
import { ShipDialog } from "./ship-dialog.tsx";
import { paths } from "#app/lib/paths.ts";
import { useNamedDocument } from "#app/ui/document-title.tsx";

type Asked = "cancel" | "delete" | "ship" | "invoice";

/** A document of the ledger: what it says, what was posted of it, and what may be done with it now. */
export function DocumentScreen({
  document,
  forms,
}: {
  document: DocumentView;
  forms: DocumentForms;
}) {
  const { t } = useTranslation();
  const known = useKnownText();
  const navigate = useNavigate();
  const [asked, ask] = useState<Asked | null>(null);
  const close = useCallback(() => {
    ask(null);
  }, []);
  const [editing, setEditing] = useState(false);
  const onDone = useCallback(
    (outcome: FieldOutcome) => {
      if (outcome.done === "ledger.document.done.delete") void navigate(paths.ledger);
    },
    [navigate],
  );
  const { act, busy, outcome } = useAct<FieldOutcome>({ onDone });
  const endEditing = useCallback(() => {
    setEditing(false);
  }, []);
  const { may } = document;
  const send = (intent: "release" | "cancel" | "delete") => {
    act({ intent, version: document.version });
  };
  const actions = [
    ...(may.release
      ? [
          {
            content: t("ledger.document.release"),
            loading: busy,
            onAction: () => {
              send("release");
            },
          },
        ]
      : []),
    ...(may.ship
      ? [
          {
            content: t(
              document.kind === "returnOrder" ? "ledger.receive.open" : "ledger.ship.open",
            ),
            onAction: () => {
              ask("ship");
            },
          },
        ]
      : []),
    ...(may.invoice
      ? [
          {
            content: t(`ledger.${postingOf(document)}.open`),
            onAction: () => {
              ask("invoice");
            },
          },
        ]
      : []),
  ];
  const [primary, ...others] = editing ? [] : actions;
  const less = editing
    ? []
    : [
        ...(may.edit
          ? [
              {
                content: t("ledger.edit.open"),
                onAction: () => {
                  setEditing(true);
                },
              },
            ]
          : []),
        ...(may.cancel
          ? [
              {
                content: t("ledger.document.cancel"),
                disabled: busy,
                onAction: () => {
                  ask("cancel");
                },
              },
            ]
          : []),
        ...(may.delete
          ? [
              {
                content: t("common.delete"),
                destructive: true,
                disabled: busy,
                onAction: () => {
                  ask("delete");
                },
              },
            ]
          : []),
      ];
  useNamedDocument(document.number);
  return (
    <Page
      title={document.number}
      subtitle={known("state.kind", document.kind, document.kind)}
      titleMetadata={<StateBadge group="ledger" value={statusWord(document)} />}
      backAction={{ content: t("ledger.documents.title"), url: paths.ledger }}
      fullWidth
      {...(primary ? { primaryAction: primary } : {})}
      secondaryActions={[...others, ...less]}
    >
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <Refusal outcome={outcome} />
            {editing ? (
              <LineEditor document={document} forms={forms} onEnd={endEditing} />
            ) : (
              <DocumentLines document={document} />
            )}
            <DocumentTotals document={document} />
            <PostedShipments document={document} />
            <PostedInvoices document={document} forms={forms} />
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <DocumentFacts document={document} />
        </Layout.Section>
      </Layout>
      {asked === "ship" ? <ShipDialog document={document} forms={forms} onClose={close} /> : null}
      {asked === "invoice" ? <InvoiceDialog document={document} onClose={close} /> : null}
      {asked === "cancel" || asked === "delete" ? (
        <Dialog
          open
          onClose={close}
          title={t(`ledger.document.${asked}Title`, { number: document.number })}
          primaryAction={{
            content: t(`ledger.document.${asked}Do`),
            destructive: true,
            onAction: () => {
              send(asked);
              close();
            },
          }}
          closeText={t("common.back")}
        >
          <Text as="p">{t(`ledger.document.${asked}Help`)}</Text>
        </Dialog>
      ) : null}
    </Page>
  );
}
