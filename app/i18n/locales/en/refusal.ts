import { answers } from "./refusal/answers.ts";
import { businessCentral } from "./refusal/business-central.ts";
import { documents } from "./refusal/documents.ts";
import { lines } from "./refusal/lines.ts";
import { masterData } from "./refusal/master-data.ts";
import { names } from "./refusal/names.ts";
import { outbound } from "./refusal/outbound.ts";
import { posting } from "./refusal/posting.ts";
import { setUp } from "./refusal/set-up.ts";
import { trytonCalls } from "./refusal/tryton-calls.ts";
import { trytonDocuments } from "./refusal/tryton-documents.ts";
import { trytonMasterData } from "./refusal/tryton-master-data.ts";
import { values } from "./refusal/values.ts";

/**
 * What an adapter refuses, in its own sentences. TypeScript and not JSON: the names between braces are types, so that a refusal with a
 * missing parameter does not compile.
 */
export const refusals = {
  ...answers,
  ...businessCentral,
  ...documents,
  ...lines,
  ...masterData,
  ...names,
  ...outbound,
  ...posting,
  ...setUp,
  ...trytonCalls,
  ...trytonDocuments,
  ...trytonMasterData,
  ...values,
} as const;
