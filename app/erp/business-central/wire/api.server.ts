import { z } from "zod";
import { ErpError } from "#app/erp/errors.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import { misconfigured, refusal } from "#app/erp/refusals.ts";
import type { Together } from "./batch.ts";
import { batchAnswers, checkTogether, togetherBody } from "./batch.ts";
import type { Endpoint } from "./endpoint.ts";
import { apiAddress, webServiceAddress } from "./endpoint.ts";
import { answerDetail } from "./errors.ts";
import type { Act } from "./errors.ts";
import { queryText } from "./filter.ts";
import type { Body } from "./json.ts";
import type { Request, Way } from "./send.server.ts";
import { send } from "./send.server.ts";

export interface Listing {
  /** Below api/v2.0, e.g. "companies(…)/customers". */
  path: string;
  filter?: string;
  select?: string;
  expand?: string;
  orderBy?: string;
  /** Rows wanted at most in one answer. */
  pageSize?: number;
}

export interface Write {
  path: string;
  body?: Body;
  etag?: string;
}

/** Business Central's API as one application. Every method throws only ErpError. */
export interface Api {
  readonly endpoint: Endpoint;
  one<T>(
    path: string,
    expand: string | undefined,
    shape: z.ZodType<T>,
    options: CallOptions,
  ): Promise<T>;
  /** The first page, and whether there is more. */
  page<T>(
    listing: Listing,
    shape: z.ZodType<T>,
    options: CallOptions,
  ): Promise<{ rows: T[]; more: boolean }>;
  /** Every row: follows the pages, on the same server only. */
  all<T>(listing: Listing, shape: z.ZodType<T>, options: CallOptions): Promise<T[]>;
  /** Several readings in one request, answered in their order. */
  several<T>(
    listings: readonly Listing[],
    shape: z.ZodType<T>,
    options: CallOptions,
  ): Promise<T[][]>;
  create<T>(write: Write, shape: z.ZodType<T>, options: CallOptions): Promise<T>;
  change<T>(write: Write, shape: z.ZodType<T>, options: CallOptions): Promise<T>;
  remove(write: Write, options: CallOptions): Promise<void>;
  /** Several writes as one: all of them, or none. */
  together(requests: readonly Together[], options: CallOptions): Promise<void>;
  /** A bound action. Whether it had an effect must be read back. */
  act(write: Write, options: CallOptions): Promise<void>;
  metadata(options: CallOptions): Promise<string>;
  /** A page that an administrator published; `path` is "Company('…')/Service". */
  webService<T>(
    path: string,
    filter: string | undefined,
    shape: z.ZodType<T>,
    options: CallOptions,
  ): Promise<T[]>;
}

const optionsOf = ({ filter, select, expand, orderBy }: Listing): string =>
  queryText({ $filter: filter, $select: select, $expand: expand, $orderby: orderBy });

const pageOf = <T>(shape: z.ZodType<T>) =>
  z.object({ value: z.array(shape), "@odata.nextLink": z.string().optional() });

function checked<T>(shape: z.ZodType<T>, answer: unknown, act: Act): T {
  const read = shape.safeParse(answer);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new ErpError(answerDetail(`${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`, act));
}

export function openApi(way: Way): Api {
  const { endpoint } = way;
  const base = apiAddress(endpoint);
  const ask = (request: Request, options: CallOptions) => send(way, request, options);
  const url = (path: string): string => `${base}/${path}`;
  const read = async <T>(
    address: { url: string; query?: string },
    pageSize: number | undefined,
    shape: z.ZodType<T>,
    options: CallOptions,
  ): Promise<T> => {
    const headers = pageSize === undefined ? {} : { prefer: `odata.maxpagesize=${pageSize}` };
    const answer = await ask({ method: "GET", ...address, act: "read", headers }, options);
    return checked(shape, answer, "read");
  };
  const write = async <T>(
    method: "POST" | "PATCH",
    { path, body, etag }: Write,
    shape: z.ZodType<T>,
    options: CallOptions,
  ): Promise<T> => {
    const headers = etag === undefined ? {} : { "if-match": etag };
    const sent = body === undefined ? {} : { body };
    const answer = await ask({ method, url: url(path), ...sent, act: "write", headers }, options);
    return checked(shape, answer, "write");
  };
  return {
    endpoint,
    one: (path, expand, shape, options) =>
      read({ url: url(path), query: queryText({ $expand: expand }) }, undefined, shape, options),
    page: async (listing, shape, options) => {
      const address = { url: url(listing.path), query: optionsOf(listing) };
      const found = await read(address, listing.pageSize, pageOf(shape), options);
      return { rows: found.value, more: found["@odata.nextLink"] !== undefined };
    },
    all: async (listing, shape, options) => {
      let address: { url: string; query?: string } = {
        url: url(listing.path),
        query: optionsOf(listing),
      };
      const rows: z.infer<typeof shape>[] = [];
      for (;;) {
        const page = await read(address, listing.pageSize ?? 5_000, pageOf(shape), options);
        rows.push(...page.value);
        const next = page["@odata.nextLink"];
        if (next === undefined) return rows;
        address = following(base, next);
      }
    },
    several: async (listings, shape, options) => {
      const requests = listings.map((listing, index) => ({
        id: String(index),
        method: "GET",
        url: `${listing.path}?${optionsOf(listing)}`,
      }));
      const headers = { prefer: "odata.continue-on-error" };
      const answer = await ask(
        { method: "POST", url: url("$batch"), body: { requests }, act: "read", headers },
        options,
      );
      return batchAnswers(answer, listings.length).map(
        (body) => checked(pageOf(shape), body, "read").value,
      );
    },
    create: (entry, shape, options) => write("POST", entry, shape, options),
    change: (entry, shape, options) => write("PATCH", entry, shape, options),
    remove: async ({ path, etag }, options) => {
      const headers = etag === undefined ? {} : { "if-match": etag };
      await ask({ method: "DELETE", url: url(path), act: "write", headers }, options);
    },
    together: async (requests, options) => {
      const answer = await ask(
        {
          method: "POST",
          url: url("$batch"),
          body: togetherBody(requests),
          act: "write",
          headers: { isolation: "snapshot" },
        },
        options,
      );
      checkTogether(answer, requests.length);
    },
    act: async ({ path, etag }, options) => {
      const headers = etag === undefined ? {} : { "if-match": etag };
      await ask({ method: "POST", url: url(path), act: "write", headers }, options);
    },
    metadata: async (options) =>
      checked(
        z.string(),
        await ask(
          {
            method: "GET",
            url: url("$metadata"),
            act: "read",
            raw: true,
            headers: { accept: "application/xml" },
          },
          options,
        ),
        "read",
      ),
    webService: async (path, filter, shape, options) => {
      const address = {
        url: `${webServiceAddress(endpoint)}/${path}`,
        query: queryText({ $filter: filter }),
      };
      return (await read(address, undefined, pageOf(shape), options)).value;
    },
  };
}

/** The address of the next page. One on another server would be given the token. */
function following(base: string, next: string): { url: string; query?: string } {
  const [address = "", query] = next.split("?");
  if (!sameService(base, address))
    throw misconfigured(
      refusal("bc.otherHost", { host: hostOf(address) }),
      refusal("bcAction.checkAddress"),
    );
  return { url: address, ...(query === undefined ? {} : { query }) };
}

/** Business Central may spell the tenant otherwise, so the server is what must be the same. */
function sameService(base: string, address: string): boolean {
  try {
    return new URL(base).origin === new URL(address).origin;
  } catch {
    return false;
  }
}

const hostOf = (address: string): string =>
  /^\w+:\/\/([^/]*)/.exec(address)?.[1] ?? address.slice(0, 60);
