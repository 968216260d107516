import { Link } from "@shopify/polaris";
import type { ErpDocumentView } from "#app/domain/posted/views/erp-documents.server.ts";
import { linkTarget } from "#app/lib/web-address.ts";
import { useKnownText } from "#app/i18n/known-text.ts";

/** "Sales order SO-1", leading to the document in the ERP: in a new tab, unless it is the built-in ledger's. */
export function DocumentLink({ document }: { document: ErpDocumentView }) {
  const known = useKnownText();
  const name = `${known("state.kind", document.kind, document.kind)} ${document.number}`;
  const url = linkTarget(document.url);
  return url ? (
    <Link url={url} {...(url.startsWith("/") ? {} : { target: "_blank" as const })}>
      {name}
    </Link>
  ) : (
    <>{name}</>
  );
}
