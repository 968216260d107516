import { Link } from "@shopify/polaris";
import { useKnownText } from "#app/i18n/known-text.ts";

export interface ErpDocumentRef {
  kind: string;
  number: string;
  /** Null: the ERP shows none. */
  url: string | null;
}

/** "Sales order SO-1", leading to the document in the ERP: in a new tab, unless it is the built-in ledger's. */
export function DocumentLink({ document }: { document: ErpDocumentRef }) {
  const known = useKnownText();
  const name = `${known("state.kind", document.kind, document.kind)} ${document.number}`;
  return document.url ? (
    <Link
      url={document.url}
      {...(document.url.startsWith("/") ? {} : { target: "_blank" as const })}
    >
      {name}
    </Link>
  ) : (
    <>{name}</>
  );
}
