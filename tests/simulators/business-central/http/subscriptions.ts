import { randomUUID } from "node:crypto";
import type { Books } from "../books/books.ts";
import { etagOf } from "../books/books.ts";
import { Refusal, bad, notAllowed, notFound } from "../api/refusal.ts";
import { checkEtag } from "./write.ts";
import type { ApiAnswer, ApiRequest } from "./request.ts";

/** Sets whose changes can be subscribed to, of those this stand-in has; posted shipments are not among them. */
const TOLD = new Set(["salesOrders", "salesInvoices", "salesCreditMemos", "customers", "items"]);
const DAYS_3 = 3 * 86_400_000;
const HOURS_36 = 36 * 3_600_000;
/** More changes of one set are one notice that names where to read them. */
const MOST_NOTICES = 1_000;

interface Subscription {
  id: string;
  notificationUrl: string;
  resource: string;
  clientState: string;
  expires: number;
  set: string;
  $version: number;
  /** What its subscriber was told of: each row's stamp by its id. */
  told: Map<string, string>;
  /** Notices that were not taken yet, and since when. */
  waiting?: { notices: object[]; since: number };
}

/** Subscriptions to changes, below api/v2.0/subscriptions. Nothing is told by itself: `tell` does what Business Central does after its 30 seconds. */
export class Subscriptions {
  readonly held: Subscription[] = [];
  /** What subscribers answered, oldest first. */
  readonly answers: number[] = [];
  /** Calls for a token before a subscription is taken, with what came back. */
  readonly handshakes: { url: string; taken: boolean }[] = [];
  private ahead = 0;

  constructor(private readonly books: Books) {}

  private now(): number {
    return Date.now() + this.ahead;
  }

  /** Its clock is so far ahead from now on: what was not renewed is over. */
  setAhead(ms: number): void {
    this.ahead = ms;
    this.end();
  }

  private end(): void {
    this.forget(({ expires }) => expires <= this.now());
  }

  private forget(which: (subscription: Subscription) => boolean): void {
    const kept = this.held.filter((subscription) => !which(subscription));
    this.held.splice(0, this.held.length, ...kept);
  }

  async answer({ method, path, headers, body }: ApiRequest): Promise<ApiAnswer> {
    this.end();
    const id = /^subscriptions\('([^']+)'\)$/.exec(path)?.[1];
    if (id === undefined && method === "GET")
      return { status: 200, body: { value: this.held.map((one) => this.entity(one)) } };
    if (id === undefined && method === "POST") {
      const made = await this.create(fieldsOf(body));
      return { status: 201, body: this.entity(made) };
    }
    const found = this.held.find((one) => one.id === id);
    if (!found) throw id === undefined ? notAllowed(method) : notFound();
    checkEtag(rowOf(found), headers["if-match"], method === "PATCH");
    if (method === "GET") return { status: 200, body: this.entity(found) };
    if (method === "DELETE") {
      this.forget((one) => one === found);
      return { status: 204 };
    }
    if (method !== "PATCH") throw notAllowed(method);
    const { notificationUrl, resource, clientState } = fieldsOf(body);
    await this.shakeHands(notificationUrl);
    Object.assign(found, {
      notificationUrl,
      resource,
      clientState,
      expires: this.now() + DAYS_3,
      $version: found.$version + 1,
    });
    return { status: 200, body: this.entity(found) };
  }

  private async create(fields: Fields): Promise<Subscription> {
    const [, company = "", set = ""] =
      /^\/api\/v2\.0\/companies\(([^)]+)\)\/(\w+)$/.exec(fields.resource) ?? [];
    if (company !== this.books.company.id || !TOLD.has(set))
      throw bad("BadRequest", `The resource '${fields.resource}' does not support webhooks.`);
    if (
      this.held.some(
        (one) => one.notificationUrl === fields.notificationUrl && one.resource === fields.resource,
      )
    )
      throw bad("Internal_EntityWithSameKeyExists", "The subscription already exists.");
    if (this.held.length >= 200)
      throw bad("BadRequest", "The limit of 200 subscriptions is reached.");
    await this.shakeHands(fields.notificationUrl);
    const made: Subscription = {
      ...fields,
      id: randomUUID().replaceAll("-", ""),
      set,
      expires: this.now() + DAYS_3,
      $version: 1,
      told: this.stampsOf(set),
    };
    this.held.push(made);
    return made;
  }

  /** Who takes a subscription proves that it is meant: it gives the token back. */
  private async shakeHands(notificationUrl: string): Promise<void> {
    const token = randomUUID();
    const url = `${notificationUrl}?validationToken=${encodeURIComponent(token)}`;
    const given = await fetch(url, { method: "POST" })
      .then(async (answer) => answer.status === 200 && (await answer.text()) === token)
      .catch(() => false);
    this.handshakes.push({ url: notificationUrl, taken: given });
    if (!given)
      throw new Refusal(
        400,
        "BadRequest",
        `The notification URL '${notificationUrl}' did not return the validation token.`,
      );
  }

  private stampsOf(set: string): Map<string, string> {
    return new Map(
      this.books.rows(set).map((row) => [String(row.id), String(row.lastModifiedDateTime)]),
    );
  }

  private entity(one: Subscription): object {
    return {
      "@odata.etag": etagOf(rowOf(one)),
      subscriptionId: one.id,
      notificationUrl: one.notificationUrl,
      resource: one.resource,
      clientState: one.clientState,
      expirationDateTime: new Date(one.expires).toISOString(),
    };
  }

  /** Sends what changed since the last time, and what was not taken then. */
  async tell(): Promise<void> {
    this.end();
    for (const one of [...this.held]) {
      const notices = [...(one.waiting?.notices ?? []), ...this.news(one)];
      if (notices.length === 0) continue;
      const status = await fetch(one.notificationUrl, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ value: notices }),
      }).then(
        (answer) => answer.status,
        () => 503,
      );
      this.answers.push(status);
      const since = one.waiting?.since ?? this.now();
      delete one.waiting;
      if (status < 300) continue;
      const again = status === 408 || status === 429 || status >= 500;
      if (again && this.now() - since < HOURS_36) one.waiting = { notices, since };
      else if (!again) this.forget((held) => held === one);
    }
  }

  private news(one: Subscription): object[] {
    const stamps = this.stampsOf(one.set);
    const changed = [...stamps]
      .filter(([id, stamp]) => one.told.get(id) !== stamp)
      .map(([id]) => ({ id, changeType: one.told.has(id) ? "updated" : "created" }));
    const gone = [...one.told.keys()]
      .filter((id) => !stamps.has(id))
      .map((id) => ({ id, changeType: "deleted" }));
    one.told = stamps;
    const all = [...changed, ...gone];
    const common = {
      subscriptionId: one.id,
      clientState: one.clientState,
      expirationDateTime: new Date(one.expires).toISOString(),
      lastModifiedDateTime: new Date(this.now()).toISOString(),
    };
    if (all.length > MOST_NOTICES)
      return [{ ...common, resource: `${one.resource}?$filter=…`, changeType: "collection" }];
    return all.map(({ id, changeType }) => ({
      ...common,
      resource: `${one.resource}(${id})`,
      changeType,
    }));
  }
}

const rowOf = ({ id, $version }: Subscription) => ({ id, $version });

interface Fields {
  notificationUrl: string;
  resource: string;
  clientState: string;
}

function fieldsOf(body: unknown): Fields {
  const { notificationUrl, resource, clientState = "" } = (body ?? {}) as Record<string, unknown>;
  if (typeof notificationUrl !== "string" || typeof resource !== "string")
    throw bad("BadRequest_RequiredParamNotProvided", "notificationUrl and resource are needed.");
  if (typeof clientState !== "string" || clientState.length > 2_048)
    throw bad("Application_StringExceededLength", "The clientState is too long.");
  return { notificationUrl, resource, clientState };
}
