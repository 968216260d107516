import type { EntitySet } from "../api/schema.ts";
import type { Row } from "../api/value.ts";
import { bad, noSuchSet, notAllowed, notFound } from "../api/refusal.ts";
import type { Books } from "../books/books.ts";
import { etagOf } from "../books/books.ts";
import { queryOf } from "../odata/query.ts";
import { metadata } from "./metadata.ts";
import { childrenOf, entity, pageOf, rowById, rowsOf } from "./read.ts";
import type { ApiAnswer, ApiRequest, Segment } from "./request.ts";
import { segmentsOf } from "./request.ts";
import { act, change, checkEtag, insert, remove } from "./write.ts";

const pageSizeOf = (prefer: string | undefined): number =>
  Number(/odata\.maxpagesize=(\d+)/.exec(prefer ?? "")?.[1] ?? 20_000);

/** Answers one request about one company. `base` is the absolute address of api/v2.0. */
export function answer(books: Books, request: ApiRequest, base: string): ApiAnswer {
  const [first, ...rest] = segmentsOf(request.path);
  if (first?.name === "$metadata")
    return { status: 200, headers: { "content-type": "application/xml" }, body: metadata(books) };
  if (first?.name !== "companies") throw noSuchSet(first?.name ?? "");
  if (first.id === undefined) {
    if (request.method !== "GET") throw notAllowed(request.method);
    return list(
      books,
      { set: books.set("companies"), rows: books.rows("companies") },
      request,
      base,
    );
  }
  if (first.id !== books.company.id) throw notFound();
  const [setSegment, ...below] = rest;
  if (!setSegment) throw noSuchSet("");
  return below.length === 0 || setSegment.id === undefined
    ? onSet(books, setSegment, request, base)
    : onRecord(books, { set: setSegment, below }, request, base);
}

function onSet(books: Books, { name, id }: Segment, request: ApiRequest, base: string): ApiAnswer {
  const set = books.set(name);
  const { method, options, headers, body } = request;
  if (id === undefined) {
    if (method === "GET")
      return list(books, { set, rows: rowsOf(books, set, options.get("$filter")) }, request, base);
    if (method === "POST") return created(books, set, insert(books, set, body), headers.prefer);
    throw notAllowed(method);
  }
  const row = rowById(books, set, id);
  if (method === "GET") {
    rowsOf(books, set, `id eq ${id}`);
    return one(books, set, row, request);
  }
  if (method === "PATCH") {
    checkEtag(row, headers["if-match"], true);
    change(books, set, row, body);
    return one(books, set, row, { ...request, options: new Map() });
  }
  if (method === "DELETE") {
    checkEtag(row, headers["if-match"], false);
    remove(books, set, row);
    return { status: 204 };
  }
  throw notAllowed(method);
}

function onRecord(
  books: Books,
  { set: { name, id = "" }, below }: { set: Segment; below: Segment[] },
  request: ApiRequest,
  base: string,
): ApiAnswer {
  const [next, ...more] = below;
  if (!next || more.length > 0)
    throw bad("BadRequest", `The stand-in does not follow '${request.path}'.`);
  const set = books.set(name);
  const row = rowById(books, set, id);
  if (next.name.startsWith("Microsoft.NAV.")) {
    if (request.method !== "POST") throw notAllowed(request.method);
    checkEtag(row, request.headers["if-match"], false);
    act(books, set, row, next.name);
    return { status: 204 };
  }
  const children = childrenOf(books, set, row, next.name);
  if (request.method === "GET") return list(books, children, request, base);
  if (request.method === "POST") {
    const parentField = children.set.name === "customerPayments" ? "journalId" : "documentId";
    const sent = { ...(request.body as Record<string, unknown>), [parentField]: id };
    return created(books, children.set, insert(books, children.set, sent), request.headers.prefer);
  }
  throw notAllowed(request.method);
}

const setNamed =
  (books: Books) =>
  (name: string): EntitySet =>
    books.set(name);

function list(
  books: Books,
  { set, rows }: { set: EntitySet; rows: Row[] },
  { options, headers, path }: ApiRequest,
  base: string,
): ApiAnswer {
  const query = queryOf(set, options, setNamed(books));
  const page = pageOf(set, rows, query, pageSizeOf(headers.prefer));
  const following = new URLSearchParams([...options].filter(([name]) => name !== "$skiptoken"));
  following.set("$skiptoken", String(page.next));
  return {
    status: 200,
    body: {
      "@odata.context": `${base}/$metadata#${set.name}`,
      value: page.rows.map((row) => entity(books, set, row, query)),
      ...(page.next === undefined
        ? {}
        : { "@odata.nextLink": `${base}/${path}?${following.toString()}` }),
    },
  };
}

function one(
  books: Books,
  set: EntitySet,
  row: Row,
  { options }: Pick<ApiRequest, "options">,
): ApiAnswer {
  const query = queryOf(set, options, setNamed(books));
  return { status: 200, headers: { etag: etagOf(row) }, body: entity(books, set, row, query) };
}

function created(books: Books, set: EntitySet, row: Row, prefer: string | undefined): ApiAnswer {
  if (/return-no-content/.test(prefer ?? "")) return { status: 204 };
  return { ...one(books, set, row, { options: new Map() }), status: 201 };
}
