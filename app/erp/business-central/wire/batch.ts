import { z } from "zod";
import { ErpError } from "#app/erp/errors.ts";
import { refusedDetail } from "./envelope.ts";
import { answerDetail } from "./errors.ts";

const answers = z.object({
  responses: z.array(
    z.object({ id: z.coerce.string(), status: z.coerce.number(), body: z.unknown() }),
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
