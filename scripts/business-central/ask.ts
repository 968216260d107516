export interface Sandbox {
  address: string;
  loginAddress: string;
  tenant: string;
  environment: string;
  company: string;
  clientId: string;
  clientSecret: string;
  /** Numbers of a customer and an item that a test order may name. */
  customer: string;
  item: string;
}

export interface Told {
  status: number;
  body: Record<string, unknown>;
  code: string;
}

export type Ask = (
  method: string,
  path: string,
  sent?: { body?: unknown; headers?: Record<string, string> },
) => Promise<Told>;

async function told(answer: Response): Promise<Told> {
  const text = await answer.text();
  const body = (text.startsWith("{") ? JSON.parse(text) : {}) as Record<string, unknown>;
  const { code = "" } = (body.error ?? {}) as { code?: string };
  return { status: answer.status, body, code };
}

/** Requests below the company, in Business Central's own words: past the adapter, whose beliefs are to be checked. */
export async function askerOf(sandbox: Sandbox): Promise<{ ask: Ask; company: string }> {
  const login = await told(
    await fetch(`${sandbox.loginAddress}/${sandbox.tenant}/oauth2/v2.0/token`, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: sandbox.clientId,
        client_secret: sandbox.clientSecret,
        scope: "https://api.businesscentral.dynamics.com/.default",
      }),
    }),
  );
  if (login.status !== 200)
    throw new Error(`the log-in was refused: ${JSON.stringify(login.body.error_description)}`);
  const base = `${sandbox.address}/v2.0/${sandbox.tenant}/${sandbox.environment}/api/v2.0`;
  const ask: Ask = async (method, path, { body, headers = {} } = {}) =>
    told(
      await fetch(`${base}/${path}`, {
        method,
        headers: {
          authorization: `Bearer ${String(login.body.access_token)}`,
          "accept-language": "en-US",
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
  const companies = (await ask("GET", "companies")).body.value as
    { id: string; name: string }[] | undefined;
  const found = companies?.find(({ name }) => name === sandbox.company);
  if (!found) throw new Error(`there is no company ${sandbox.company}`);
  return { ask, company: `companies(${found.id})` };
}
