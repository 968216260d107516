import { z } from "zod";
import { readOrLog } from "#app/lib/read-or-log.server.ts";
import { storedJson } from "#app/lib/stored-json.ts";
import type { RefusalText } from "./refusals.ts";

/** `Task.lastAnswerText`, `TaskAttempt.answerText`, `ErpConnection.pausedText`. */
export const storedSentence = storedJson<RefusalText>(
  "sentence",
  z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) }),
);

/**
 * What screens show of an answer or a reason: the coded sentence, else what is kept in words
 * (another's own, or an older version's).
 */
export function storedWords(text: unknown, words: string | null): string | RefusalText[] | null {
  const sentence =
    text === null ? null : readOrLog(() => storedSentence.read(text, "an answer in words"));
  return sentence ? [sentence] : words;
}
