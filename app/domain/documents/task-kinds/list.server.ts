import { amendDocument } from "./amend-document.server.ts";
import { cancelDocument } from "./cancel-document.server.ts";
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
  amendDocument,
  cancelDocument,
] as const;
