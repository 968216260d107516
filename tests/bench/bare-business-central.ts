import http from "node:http";
import type { ConnectableBooks } from "#tests/fixtures/demo-business-central.ts";

/** As many at once as Business Central lets one application have. */
const AT_ONCE = 5;

/** A connection of its own to Business Central; nothing of the app's. */
export interface BareBusinessCentral {
  /** Makes each body an order under a reference of its own with the calls the app makes: is the key taken, create, read what became of it. */
  make(bodies: readonly object[]): Promise<{ ms: number; calls: number }>;
  close(): void;
}

export async function openBareBusinessCentral({
  settings,
  secrets,
}: ConnectableBooks): Promise<BareBusinessCentral> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const { address = "", tenant, environment, clientId, company } = settings;
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: String(clientId),
    client_secret: String(secrets.clientSecret),
    scope: "https://api.businesscentral.dynamics.com/.default",
  });
  const log = await fetch(`${address}/${tenant}/oauth2/v2.0/token`, { method: "POST", body: form });
  const { access_token: token } = (await log.json()) as { access_token: string };
  const root = `${address}/v2.0/${tenant}/${environment}/api/v2.0`;
  let calls = 0;
  let made = 0;
  const ask = <T>(method: string, path: string, body?: object): Promise<T> => {
    calls += 1;
    return exchange(agent, { method, url: `${root}/${path}`, token }, body) as Promise<T>;
  };
  const { value } = await ask<{ value: { id: string; name: string }[] }>("GET", "companies");
  const own = `companies(${value.find(({ name }) => name === company)?.id ?? ""})`;

  const makeOne = async (body: object): Promise<void> => {
    made += 1;
    const reference = `SHOPIFY-SO-9${process.pid}${made}`;
    const filter = encodeURIComponent(`externalDocumentNumber eq '${reference}'`);
    const sets = ["salesOrders", "salesInvoices", "salesCreditMemos", "salesShipments"];
    const { responses } = await ask<{ responses: { body: { value: unknown[] } }[] }>(
      "POST",
      "$batch",
      {
        requests: sets.map((set, id) => ({
          id: String(id),
          method: "GET",
          url: `${own}/${set}?$filter=${filter}`,
        })),
      },
    );
    if (responses.some((response) => response.body.value.length > 0))
      throw new Error(`${reference} is taken`);
    const { id } = await ask<{ id: string }>("POST", `${own}/salesOrders`, {
      ...body,
      externalDocumentNumber: reference,
    });
    await ask("GET", `${own}/salesOrders(${id})?$expand=salesOrderLines`);
  };

  return {
    make: async (bodies) => {
      calls = 0;
      const left = [...bodies];
      const started = performance.now();
      await Promise.all(
        Array.from({ length: AT_ONCE }, async () => {
          for (let body = left.shift(); body; body = left.shift()) await makeOne(body);
        }),
      );
      return { ms: performance.now() - started, calls };
    },
    close: () => agent.destroy(),
  };
}

function exchange(
  agent: http.Agent,
  { method, url, token }: { method: string; url: string; token: string },
  body?: object,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      url,
      {
        method,
        agent,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body ? { "content-type": "application/json" } : {}),
        },
      },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on("data", (part: Buffer) => parts.push(part));
        answer.on("error", reject);
        answer.on("end", () => {
          const text = Buffer.concat(parts).toString("utf8");
          if ((answer.statusCode ?? 500) < 300) resolve(JSON.parse(text));
          else reject(new Error(`Business Central answered ${answer.statusCode}: ${text}`));
        });
      },
    );
    request.on("error", reject);
    request.end(body ? JSON.stringify(body) : undefined);
  });
}
