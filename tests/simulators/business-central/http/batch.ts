import { Refusal, bad, envelope } from "../api/refusal.ts";
import type { Books } from "../books/books.ts";
import type { ApiAnswer, ApiRequest } from "./request.ts";
import { optionsOf } from "./request.ts";

interface Sent {
  id: string;
  method: string;
  url: string;
  headers?: Record<string, string>;
  body?: unknown;
}

const MOST = 100;

/** `$batch`: each request has its own status. With `Isolation: snapshot` one that fails undoes those before it; without, it ends the rest unless they are to go on. */
export function answerBatch(
  books: Books,
  request: ApiRequest,
  answerOne: (request: ApiRequest) => ApiAnswer,
  correlation: () => string,
): ApiAnswer {
  const { requests } = (request.body ?? {}) as { requests?: Sent[] };
  if (!Array.isArray(requests)) throw bad("BadRequest", "A batch holds 'requests'.");
  if (requests.length > MOST) throw bad("BadRequest", `A batch holds at most ${MOST} requests.`);
  const together = request.headers.isolation === "snapshot";
  const undo = together ? books.remember() : undefined;
  const goesOn = /odata\.continue-on-error/.test(request.headers.prefer ?? "");
  const responses: object[] = [];
  for (const sent of requests) {
    const response = respond(sent, answerOne, correlation);
    responses.push({ id: sent.id, ...response });
    if (response.status < 400) continue;
    if (undo) {
      undo();
      break;
    }
    if (!goesOn) break;
  }
  return { status: 200, body: { responses } };
}

function respond(
  { method, url, headers = {}, body }: Sent,
  answerOne: (request: ApiRequest) => ApiAnswer,
  correlation: () => string,
): ApiAnswer {
  const [path = "", query = ""] = url.split("?");
  try {
    if (path.startsWith("http") || path.startsWith("/"))
      throw bad("BadRequest", "The address of a request in a batch is relative to the service.");
    const lower = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
    );
    return answerOne({
      method: method.toUpperCase(),
      path,
      options: optionsOf(query),
      headers: lower,
      body,
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { status: error.status, body: envelope(error, correlation()) };
  }
}
