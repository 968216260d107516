import { ClientError, GraphQLClient } from "graphql-request";
import { parseJson } from "#app/lib/clean-text.ts";
import { now } from "#app/lib/clock.ts";
import { askedPauseMs } from "#app/lib/pause.ts";
import type { RawAnswer } from "./answer.ts";
import { API_VERSION, VERSION_HEADER } from "./api-version.ts";
import { classifyFailure, classifyStatus } from "./errors.ts";
import { shopifyFetch } from "./fetch.server.ts";
import type { Operation } from "./operation.ts";

interface Post {
  shop: string;
  token: string;
  operation: Operation;
  variables: Record<string, unknown>;
  timeoutMs: number;
}

/** Sends an operation once; whatever goes wrong is part of the answer. */
export async function postOperation<Data>({
  shop,
  token,
  operation,
  variables,
  timeoutMs,
}: Post): Promise<RawAnswer<Data>> {
  const client = new GraphQLClient(`https://${shop}/admin/api/${API_VERSION}/graphql.json`, {
    fetch: shopifyFetch,
    errorPolicy: "all",
    headers: { "X-Shopify-Access-Token": token },
    redirect: "error",
    jsonSerializer: { parse: parseJson, stringify: JSON.stringify },
  });
  try {
    const answer = await client.rawRequest<Data, Record<string, unknown>>({
      query: operation.text,
      variables,
      signal: AbortSignal.timeout(timeoutMs),
    });
    return {
      ...head(answer.status, answer.headers),
      data: answer.data ?? null,
      errors: (answer.errors ?? []).map(({ message, path, extensions }) => ({
        message,
        path: path && [...path],
        extensions,
      })),
      extensions: answer.extensions as RawAnswer<Data>["extensions"],
    };
  } catch (error) {
    if (error instanceof ClientError) {
      const { status, headers, body } = error.response as {
        status: number;
        headers?: Headers;
        body?: string;
      };
      return {
        ...head(status, headers),
        data: null,
        errors: [],
        extensions: undefined,
        failure: classifyStatus(status, operation.mutation, typeof body === "string" ? body : ""),
      };
    }
    return {
      status: null,
      requestId: null,
      version: undefined,
      pauseMs: undefined,
      data: null,
      errors: [],
      extensions: undefined,
      failure: classifyFailure(error, operation.mutation),
    };
  }
}

const head = (
  status: number,
  headers: Headers | undefined,
): Pick<RawAnswer<never>, "status" | "requestId" | "version" | "pauseMs"> => ({
  status,
  pauseMs: askedPauseMs(headers?.get("retry-after"), now()),
  requestId: headers?.get("x-request-id") ?? null,
  version: headers?.get(VERSION_HEADER) ?? undefined,
});
