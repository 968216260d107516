import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigate } from "@remix-run/react";
import { Banner, BlockStack, Layout, Modal, Page, Text } from "@shopify/polaris";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { ErpError } from "#app/erp/errors.ts";
import { readDocument } from "#app/erp/ledger/back-office/documents.server.ts";
import { cancelDocument, deleteDocument, releaseDocument } from "#app/erp/ledger/documents/change.server.ts";
import type { FieldOutcome } from "#app/ui/fields/use-fields.ts";
import { DocumentLines } from "#app/ui/ledger/document-lines.tsx";
import { DocumentFacts, DocumentTotals, PostedList } from "#app/ui/ledger/document-facts.tsx";
import { Refusal } from "#app/ui/refusal.tsx";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { useAct } from "#app/ui/use-act.ts";
import { booksOf, tried } from "../app.ledger/books.server.ts";
import { readJson } from "../app/read-json.server.ts";
import { notFound, visit } from "../app/visit.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return visit(args, async ({ shop, params }) => {
    try {
      return { document: await readDocument(await booksOf(shop), params["id"] ?? ""), gone: null };
    } catch (error) {
      if (!(error instanceof ErpError)) throw error;
      if (error.detail.class !== "gone") notFound();
      return { document: null, gone: error.detail.message };
    }
  });
}

const body = z.object({ intent: z.enum(["release", "cancel", "delete"]), version: z.string().max(20) });

export function action(args: ActionFunctionArgs) {
  return visit(args, async ({ shop, actor, request, params }): Promise<FieldOutcome> => {
    const { intent, version } = await readJson(request, body);
    const scope = await booksOf(shop);
    const ref = { kind: "salesOrder" as const, id: params["id"] ?? "", version };
    switch (intent) {
      case "release": return tried("ledger.document.done.release", async () => void (await releaseDocument(scope, ref)));
      case "delete": return tried("ledger.document.done.delete", () => deleteDocument(scope, ref, actor));
      case "cancel": {
        let reason: string | undefined;
        const outcome = await tried("ledger.document.done.cancel", async () => { ({ reason } = await cancelDocument(scope, ref)); });
        return reason === undefined ? outcome : { refused: "ledger.refused.stateConflict", words: reason };
      }
    }
  });
}

export default function LedgerDocument() {
  const { document, gone } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [asking, setAsking] = useState<"cancel" | "delete" | null>(null);
  const onDone = useCallback((outcome: FieldOutcome) => { if (outcome.done === "ledger.document.done.delete") void navigate("/app/ledger"); }, [navigate]);
  const { act, busy, outcome } = useAct<FieldOutcome>({ onDone });
  const back = { content: t("ledger.documents.title"), url: "/app/ledger" };
  if (!document) return <Page title={t("ledger.document.gone")} backAction={back}><Banner tone="warning" title={t("ledger.document.goneWhat")}><Text as="p">{gone}</Text></Banner></Page>;
  const send = (intent: "release" | "cancel" | "delete") => { act({ intent, version: document.version }); };
  return (
    <Page
      title={document.number} subtitle={t(`state.kind.${document.kind}`, { defaultValue: document.kind })} titleMetadata={<StateBadge group="ledger" value={document.status} />} backAction={back} fullWidth
      {...(document.may.release ? { primaryAction: { content: t("ledger.document.release"), loading: busy, onAction: () => { send("release"); } } } : {})}
      secondaryActions={[
        ...(document.may.cancel ? [{ content: t("ledger.document.cancel"), disabled: busy, onAction: () => { setAsking("cancel"); } }] : []),
        ...(document.may.delete ? [{ content: t("common.delete"), destructive: true, disabled: busy, onAction: () => { setAsking("delete"); } }] : []),
      ]}
    >
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <Refusal outcome={outcome} />
            <DocumentLines document={document} />
            <DocumentTotals document={document} />
            <PostedList document={document} />
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird"><DocumentFacts document={document} /></Layout.Section>
      </Layout>
      {asking ? (
        <Modal
          open onClose={() => { setAsking(null); }} title={t(`ledger.document.${asking}Title`, { number: document.number })}
          primaryAction={{ content: t(`ledger.document.${asking}Do`), destructive: true, onAction: () => { send(asking); setAsking(null); } }}
          secondaryActions={[{ content: t("common.back"), onAction: () => { setAsking(null); } }]}
        >
          <Modal.Section><Text as="p">{t(`ledger.document.${asking}Help`)}</Text></Modal.Section>
        </Modal>
      ) : null}
    </Page>
  );
}

export { ScreenError as ErrorBoundary };
