import type { AnyTaskKind } from "#app/tasks/kind.ts";
import { foldKind } from "#app/tasks/kind.ts";
import { createCustomer } from "./create-customer.server.ts";
import { createDocument } from "./create-document.server.ts";
import { createItem } from "./create-item.server.ts";
import { releaseDocument } from "./release-document.server.ts";
import { writeDocumentAttribute } from "./write-attribute.server.ts";

/** Every outside act of making documents; the worker's catalog carries them out. */
export const documentTaskKinds: readonly AnyTaskKind[] = [
  foldKind(createCustomer),
  foldKind(createItem),
  foldKind(createDocument),
  foldKind(releaseDocument),
  foldKind(writeDocumentAttribute),
];
