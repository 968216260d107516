import type { BusinessCentral } from "./server.ts";

export interface Told {
  status: number;
  body: Record<string, unknown>;
  headers: Headers;
  code?: string;
  message: string;
}

/** Asks a stand-in over HTTP as any program would, with a token of its own. */
export async function askerOf(bc: BusinessCentral) {
  const { registration } = bc.login;
  const tokenAddress = `${bc.url}/${registration.tenant}/oauth2/v2.0/token`;
  const form = (over: Record<string, string> = {}) =>
    new URLSearchParams({
      grant_type: "client_credentials",
      client_id: registration.clientId,
      client_secret: registration.clientSecret,
      scope: "https://api.businesscentral.dynamics.com/.default",
      ...over,
    });
  const logIn = async (over?: Record<string, string>, address = tokenAddress) =>
    told(await fetch(address, { method: "POST", body: form(over) }));
  const token = String((await logIn()).body.access_token);
  const root = `${bc.url}/v2.0/${registration.tenant}/${bc.environment}`;
  const base = `${root}/api/v2.0`;
  const company = `companies(${String(bc.books.company.id)})`;
  const send = async (
    method: string,
    path: string,
    { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Told> =>
    told(
      await fetch(path.startsWith("http") ? path : `${base}/${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
  return {
    logIn,
    base,
    root,
    company,
    send,
    get: (path: string, headers?: Record<string, string>) =>
      send("GET", `${company}/${path}`, headers ? { headers } : {}),
    post: (path: string, body?: unknown, headers?: Record<string, string>) =>
      send("POST", `${company}/${path}`, {
        ...(body === undefined ? {} : { body }),
        ...(headers ? { headers } : {}),
      }),
    patch: (path: string, body: unknown, etag?: string) =>
      send("PATCH", `${company}/${path}`, {
        body,
        ...(etag === undefined ? {} : { headers: { "if-match": etag } }),
      }),
    remove: (path: string, etag?: string) =>
      send("DELETE", `${company}/${path}`, {
        ...(etag === undefined ? {} : { headers: { "if-match": etag } }),
      }),
  };
}

async function told(answer: Response): Promise<Told> {
  const text = await answer.text();
  const body = (text.startsWith("{") ? JSON.parse(text) : {}) as Record<string, unknown>;
  const error = body.error as { code?: string; message?: string } | undefined;
  return {
    status: answer.status,
    body,
    headers: answer.headers,
    ...(error?.code === undefined ? {} : { code: error.code }),
    message: error?.message ?? text,
  };
}
