import { z } from "zod";
import { ErpError } from "#app/erp/errors.ts";
import { refusedDetail } from "./envelope.ts";
import { answerDetail } from "./errors.ts";
import type { Body } from "./json.ts";

/** One of several writes that are done all or none. */
export interface Together {
  method: "POST" | "PATCH" | "DELETE";
  path: string;
  body?: Body;
  etag?: string;
}

/** Business Central takes so many requests in one. */
export const MOST_TOGETHER = 100;

export const togetherBody = (requests: readonly Together[]): Body => ({
  requests: requests.map(({ method, path, body, etag }, index) => ({
    id: String(index),
    method,
    url: path,
    headers: {
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      ...(etag === undefined ? {} : { "If-Match": etag }),
    },
    body,
  })),
});

/** Throws what the one that failed was refused for: none of them is done then. */
export function checkTogether(answer: unknown, count: number): void {
  const read = answers.safeParse(answer);
  if (!read.success) throw new ErpError(answerDetail("it is no answer to a batch", "write"));
  const refused = read.data.responses.find(({ status }) => status >= 300);
  if (refused) throw new ErpError(refusedDetail(refused, "write"));
  if (read.data.responses.length !== count)
    throw new ErpError(answerDetail("a part of the batch has no answer", "write"));
}

const answers = z.object({
  responses: z.array(
    z
      .object({ id: z.coerce.string(), status: z.coerce.number(), body: z.unknown().optional() })
      .transform(({ id, status, body }) => ({ id, status, body })),
  ),
});

/** The bodies of a batch of readings in the order they were asked; the first that was refused is thrown. */
export function batchAnswers(answer: unknown, count: number): unknown[] {
  const read = answers.safeParse(answer);
  if (!read.success) throw new ErpError(answerDetail("it is no answer to a batch", "read"));
  const byId = new Map(read.data.responses.map((response) => [response.id, response]));
  return Array.from({ length: count }, (_, index) => {
    const response = byId.get(String(index));
    if (!response) throw new ErpError(answerDetail("a part of the batch has no answer", "read"));
    if (response.status >= 300) throw new ErpError(refusedDetail(response, "read"));
    return response.body;
  });
}
