import { createCustomer } from "./create-customer.server.ts";
import { createDocument } from "./create-document.server.ts";
import { createItem } from "./create-item.server.ts";
import { releaseDocument } from "./release-document.server.ts";
import { writeDocumentAttribute } from "./write-attribute.server.ts";

/** Every outside act of making documents; the worker's catalog carries them out. */
export const documentTaskKinds = [
  createCustomer,
  createItem,
  createDocument,
  releaseDocument,
  writeDocumentAttribute,
] as const;
