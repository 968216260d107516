import { z } from "zod";
import { VersionId } from "#app/lib/ids.ts";
import { storedJson } from "#app/lib/stored-json.ts";
import type { DocumentPlan } from "../plan/plan.ts";
import { storedPlan } from "../plan/stored-plan.ts";

const plan = z.custom<DocumentPlan>((value) => {
  try {
    storedPlan.check(value);
    return true;
  } catch {
    return false;
  }
});

/** `SalesDocument.amendment`: what the task of this click makes of the document, seen as this revision. */
export const storedAmendment = storedJson(
  "amendment",
  z.object({ clickId: z.string(), versionId: VersionId, revision: z.string(), plan }),
);
