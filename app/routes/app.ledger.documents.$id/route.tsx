import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Banner, Page, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { dayIn } from "#app/lib/day.ts";
import { afterPosting } from "#app/domain/feeds/pull-feeds.server.ts";
import { ErpError } from "#app/erp/errors.ts";
import { wordsOf } from "#app/erp/refusals.ts";
import { useWords } from "#app/ui/words.ts";
import { agentServices, choices } from "#app/erp/ledger/back-office/choices.server.ts";
import { readDocument } from "#app/erp/ledger/back-office/documents.server.ts";
import { readCompany } from "#app/erp/ledger/back-office/set-up.server.ts";
import { now } from "#app/lib/clock.ts";
import type { FieldOutcome } from "#app/ui/fields/use-fields.ts";
import { DocumentScreen } from "#app/ui/ledger/document-screen.tsx";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { ledgerScope } from "#app/web/ledger.server.ts";
import { readJson } from "#app/web/read-json.server.ts";
import { notFound, authenticated } from "#app/web/authenticated.server.ts";
import { actOn, body, isPosting } from "./actions.server.ts";
import { paths } from "#app/lib/paths.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, async ({ shop, params }) => {
    const scope = await ledgerScope(shop);
    try {
      const [document, lists, services, company] = await Promise.all([
        readDocument(scope, params["id"] ?? ""),
        choices(scope, ["location", "shippingAgent", "paymentMethod"]),
        agentServices(scope),
        readCompany(scope),
      ]);
      return {
        document,
        forms: { lists, services, today: dayIn(company?.timeZone ?? "UTC", now()) },
        gone: null,
      };
    } catch (error) {
      if (!(error instanceof ErpError)) throw error;
      if (error.detail.class !== "gone") notFound();
      return { document: null, forms: null, gone: wordsOf(error.detail) };
    }
  });
}

export function action(args: ActionFunctionArgs) {
  return authenticated(args, async ({ shop, actor, request, params }): Promise<FieldOutcome> => {
    const sent = await readJson(request, body);
    const scope = await ledgerScope(shop);
    const outcome = await actOn(scope, params["id"] ?? "", sent, actor);
    if (isPosting(sent, outcome)) await afterPosting(shop, scope.connectionId);
    return outcome;
  });
}

export default function LedgerDocument() {
  const inWords = useWords();
  const { document, forms, gone } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  if (document && forms)
    return <DocumentScreen key={document.id} document={document} forms={forms} />;
  return (
    <Page
      title={t("ledger.document.gone")}
      backAction={{ content: t("ledger.documents.title"), url: paths.ledger }}
    >
      <Banner tone="warning" title={t("ledger.document.goneWhat")}>
        <Text as="p">{gone ? inWords(gone) : null}</Text>
      </Banner>
    </Page>
  );
}

export { ScreenError as ErrorBoundary };
