import type { DocumentDraft } from "#app/erp/port/documents.ts";

/** The keys of a document's lines in their order: by their places an ERP without keys knows them again. */
export const keysOf = ({ lines }: DocumentDraft): string[] => lines.map(({ key }) => key);
