import { documents } from "./refusal/documents.ts";
import { lines } from "./refusal/lines.ts";
import { masterData } from "./refusal/master-data.ts";
import { names } from "./refusal/names.ts";
import { posting } from "./refusal/posting.ts";
import { setUp } from "./refusal/set-up.ts";
import { values } from "./refusal/values.ts";

/**
 * What an adapter refuses, in its own sentences. TypeScript and not JSON: the names between braces are types, so that a refusal with a
 * missing parameter does not compile.
 */
export const refusals = {
  ...documents,
  ...lines,
  ...masterData,
  ...names,
  ...posting,
  ...setUp,
  ...values,
} as const;
