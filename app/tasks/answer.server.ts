import { Prisma } from "#app/db/generated/client.ts";
import type { RefusalText } from "#app/erp/refusals.ts";
import { isRefusalText, refusal, said } from "#app/erp/refusals.ts";
import { storedSentence } from "#app/erp/stored-sentence.server.ts";
import type { TaskProblem } from "./outcome.ts";

/** What is kept of an answer: its words, and the coded sentence where they are the app's or an adapter's own. */
export interface Answer {
  message: string;
  text?: RefusalText;
}

/** The columns of an answer. */
export const answerColumns = ({ message, text }: Answer) => ({
  lastAnswer: message,
  lastAnswerText: text ? (storedSentence.store(text) as Prisma.InputJsonObject) : Prisma.DbNull,
});
export const noAnswer = { lastAnswer: null, lastAnswerText: Prisma.DbNull };

/** The columns of why a connection is paused. */
export const pausedColumns = ({ message, text }: Answer) => ({
  pausedReason: message,
  pausedText: text ? (storedSentence.store(text) as Prisma.InputJsonObject) : Prisma.DbNull,
});

/** The coded sentence of an answer as SQL writes it. */
export const textJson = ({ text }: Answer): Prisma.Sql =>
  Prisma.sql`${text ? JSON.stringify(storedSentence.store(text)) : null}::jsonb`;

/** What a task that met this problem says. */
export function answerOf({ kind, params }: TaskProblem): Answer {
  const { message, text, trace, predecessor } = params;
  if (typeof message === "string" && message)
    return isRefusalText(text) ? { message, text } : { message };
  if (kind === "waits-for-task")
    return said(
      refusal(predecessor === "skipped" ? "answer.skippedBefore" : "answer.failedBefore"),
    );
  return typeof trace === "string"
    ? said(refusal("answer.unexpected", { trace }))
    : { message: kind };
}
