import pg from "pg";

/** Statements that left this process for the database, each a round trip. */
export interface RoundTrips {
  /** The app's own, BEGIN and COMMIT included. */
  app: number;
  /** Of these, what the work itself asked: without what time drives, points, sign-in and the log of calls. */
  work: number;
  /** Of the app's, what followed the statement that announced the first order. */
  afterAnnouncing: { app: number; work: number };
  /** The job queue's: taking a job, finishing it, looking for the next. */
  queue: number;
  /** Every distinct statement of the app with how often it was sent, most often first. */
  statements(): { text: string; count: number }[];
}

type Query = (this: pg.Client, ...args: unknown[]) => unknown;

/** Counts at the driver, below Prisma and the job queue, from now on. `quietly` asks without being counted. */
export function countRoundTrips(): {
  since(): RoundTrips;
  quietly<T extends pg.QueryResultRow>(client: pg.Client, text: string): Promise<pg.QueryResult<T>>;
} {
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const original = prototype.query;
  let sent: string[] = [];
  prototype.query = function (...args) {
    const [first] = args;
    sent.push(typeof first === "string" ? first : ((first as { text?: string }).text ?? ""));
    return original.apply(this, args);
  };
  return {
    /** What was sent since the last time this was asked. */
    since() {
      const counted = sent;
      sent = [];
      const app = counted.filter((text) => !ofQueue(text));
      const count = (texts: string[]) => ({
        app: texts.length,
        work: texts.filter((text) => !BY_THE_CLOCK.test(text)).length,
      });
      return {
        ...count(app),
        afterAnnouncing: count(app.slice(app.findIndex((text) => ANNOUNCES.test(text)) + 1)),
        queue: counted.length - app.length,
        statements() {
          const byText = new Map<string, number>();
          for (const text of app) byText.set(text, (byText.get(text) ?? 0) + 1);
          return [...byText]
            .map(([text, count]) => ({ text: text.replace(/\s+/g, " ").trim(), count }))
            .sort((a, b) => b.count - a.count);
        },
      };
    },
    quietly: (client, text) =>
      original.call(client, text) as ReturnType<typeof client.query> as never,
  };
}

/** Points are taken in blocks that last a moment, a token is remembered for a while, calls are logged once a second: how often depends on the machine. */
const BY_THE_CLOCK = /"ThrottleBucket"|"Session"|"ApiLog"|'logMode'/;

const ANNOUNCES = /INSERT INTO "OrderToImport"/;

/** `add_job` is a statement of the app; all else that names the queue's schema is the queue's own. */
const ofQueue = (text: string): boolean =>
  /graphile_worker/.test(text)
    ? !/graphile_worker\.add_job\(/.test(text)
    : /^\s*(LISTEN|UNLISTEN|NOTIFY)/i.test(text);
