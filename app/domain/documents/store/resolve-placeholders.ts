import type { DocumentDraft } from "#app/erp/port/documents.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import { UnreadableRecord } from "#app/lib/stored-json.ts";

/** Ref id of a customer that its own task creates first. */
const NEW_CUSTOMER = "new";
const NEW_ITEM = /^new:(.+)$/;

/** Which placeholders a draft still holds. */
export function placeholdersOf(draft: DocumentDraft): { customer: boolean; variantIds: string[] } {
  const variantIds = draft.lines.flatMap(({ item }) => NEW_ITEM.exec(item?.id ?? "")?.[1] ?? []);
  return {
    customer: draft.sellTo.id === NEW_CUSTOMER || draft.billTo.id === NEW_CUSTOMER,
    variantIds: [...new Set(variantIds)],
  };
}

/** The draft with what was created meanwhile in place of the placeholders; nothing else changes. Throws when one is missing, naming `record`. */
export function resolvePlaceholders(
  draft: DocumentDraft,
  customer: ErpRef | null,
  items: ReadonlyMap<string, ErpRef>,
  record: string,
): DocumentDraft {
  const missing = (what: string): never => {
    throw new UnreadableRecord(record, what, "the task that created it is gone");
  };
  const party = (ref: ErpRef): ErpRef => {
    if (ref.id !== NEW_CUSTOMER) return ref;
    return customer ?? missing("customer");
  };
  const itemOf = (ref: ErpRef): ErpRef => {
    const variantId = NEW_ITEM.exec(ref.id)?.[1];
    if (variantId === undefined) return ref;
    return items.get(variantId) ?? missing(`item of variant ${variantId}`);
  };
  return {
    ...draft,
    sellTo: party(draft.sellTo),
    billTo: party(draft.billTo),
    lines: draft.lines.map((line) => (line.item ? { ...line, item: itemOf(line.item) } : line)),
  };
}
