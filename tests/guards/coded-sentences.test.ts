import { expect, it } from "vitest";
import { appSources } from "./sql.ts";

/** An error's words or action, written where it is thrown: three words or more in quotes. */
const SENTENCE =
  /\b(?:message|action|reason|answer|lastAnswer|skippedReason|pausedReason):\s*(?:["`][^"`\n]*\s[^"`\n]*\s[^"`\n]*["`])|\b(?:invalid|misconfigured|conflict|missing|stale|gone|duplicate|unsupported|refusedAs)\((?:[^()]*,\s*)?["`][^"`]*\s[^"`]*\s[^"`]*["`]/g;

it("adapters refuse and tasks answer in coded sentences, which screens say in the reader's language", () => {
  const found = appSources()
    .filter(({ file }) => /^(erp|tasks)\//.test(file))
    .flatMap(({ file, text }) => [...text.matchAll(SENTENCE)].map(([said]) => `${file}: ${said}`));
  expect(found).toEqual([]);
});
