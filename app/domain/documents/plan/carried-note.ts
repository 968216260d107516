import type { OrderSnapshot } from "#app/domain/orders/snapshot/snapshot.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";
import { documentText } from "./document-text.ts";

type Carried = Pick<
  Settings,
  "noteOnDocument" | "tagsOnDocument" | "attributesOnDocument" | "documentLanguage"
>;

/** DOC-9: what the order says in words, as the document's note: its own note, its tags, and its attributes, each by choice. */
export function carriedNote(
  { content, personal }: Pick<OrderSnapshot, "content" | "personal">,
  { noteOnDocument, tagsOnDocument, attributesOnDocument, documentLanguage }: Carried,
): string {
  const tags = content.tags.join(", ");
  const parts = [
    noteOnDocument ? (personal.note?.trim() ?? "") : "",
    tagsOnDocument && tags !== "" ? documentText(documentLanguage, "tags", { tags }) : "",
    ...(attributesOnDocument
      ? personal.attributes
          .filter(({ value }) => value !== null && value.trim() !== "")
          .map(({ key, value }) => `${key}: ${value ?? ""}`)
      : []),
  ];
  return parts.filter((part) => part !== "").join("\n");
}
