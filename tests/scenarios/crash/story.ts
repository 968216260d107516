import { simulator } from "#tests/setup/simulator.ts";
import { expect } from "vitest";
import { db } from "#app/db/client.server.ts";
import { setClock } from "#app/lib/clock.ts";
import { releaseHolder } from "#app/tasks/holder.server.ts";
import { EVERY_MINUTE, jobs } from "#app/worker/catalog.server.ts";
import { drain, freeDeadWorkers } from "#tests/setup/jobs.ts";
import { EVERY, firstToday } from "#tests/setup/of-today.ts";
import { type PostgresProxy, startPostgresProxy } from "#tests/setup/postgres-proxy.ts";
import {
  dismiss,
  forgetKept,
  ownDatabaseUrl,
  type Process,
  restoreDatabase,
  standBy,
  startWorkerProcess,
  through,
} from "../real-process.ts";

/** Work that the built worker does in a process of its own, which is killed with SIGKILL in the middle of it; then others go on. */
export interface CrashStory<T> {
  shop: string;
  /** The ground as it stands when the database is as it was kept: what this run is about. */
  begin(): Promise<T>;
  /** What sets the worker to work, once it runs. */
  start(subject: T): Promise<void>;
  finished(subject: T): Promise<boolean>;
  /** What there is in the end, counted on both sides. */
  standing(subject: T): Promise<unknown>;
  whole: unknown;
  /** Waits until what a dead worker had sent has arrived everywhere. */
  arrived?(): Promise<void>;
  /** What the rest of the world does by itself while the others go on. */
  meanwhile?(): void;
}

/** Each run takes a ground of its own. */
export function nextOf<T>(grounds: T[]): T {
  const ground = grounds.shift();
  if (ground === undefined) throw new Error("more steps than grounds");
  return ground;
}

/** The order has a finished task of each kind, and nothing in the shop is under way. */
export async function atRest(shop: string, orderId: string, kinds: string[]): Promise<boolean> {
  const [row] = await db.$queryRaw<{ rest: boolean }[]>`
    SELECT (SELECT count(DISTINCT kind) = ${kinds.length} FROM "Task" WHERE shop = ${shop} AND "orderId" = ${orderId} AND kind = ANY(${kinds}) AND state = 'done')
      AND NOT EXISTS (SELECT 1 FROM "Task" WHERE shop = ${shop} AND state <> 'done') AND NOT EXISTS (SELECT 1 FROM "SyncRun" WHERE shop = ${shop} AND state = 'running')
      AND NOT EXISTS (SELECT 1 FROM graphile_worker._private_jobs) AS rest`;
  return row?.rest === true;
}

/** An order's tasks after its document was made. */
export async function tasksOf(shop: string, orderId: string): Promise<string[]> {
  const tasks = await db.task.findMany({
    where: {
      shop,
      orderId,
      kind: { notIn: ["createDocument", "createCustomer", "releaseDocument"] },
    },
    orderBy: [{ kind: "asc" }],
  });
  return tasks.map(({ kind, state }) => `${kind} ${state}`);
}

/** A worker is given up only when it cannot be the machine that is slow. */
const PATIENCE_MS = 120_000;
const LOOK_EVERY_MS = 50;
const LAST_WORDS_MS = 100;
let running: Process | undefined;
let restoreClock: (() => void) | undefined;

/** The connection of every worker of the story to the database. */
let wire: PostgresProxy | undefined;
/** Called at each durable change of the worker, which hears of it only when this has ended. */
let onChange: () => void | Promise<void> = () => undefined;

async function theWire(): Promise<PostgresProxy> {
  const { hostname, port } = new URL(ownDatabaseUrl());
  return (wire ??= await startPostgresProxy({ host: hostname, port: Number(port) }, () =>
    onChange(),
  ));
}

/** To be called after the last test. */
export async function leave(): Promise<void> {
  await dismiss();
  await wire?.close();
  await forgetKept();
}

/** To be called after each test, whatever became of it. */
export async function endCrash(): Promise<void> {
  restoreClock?.();
  running?.kill();
  await running?.exited;
}

/** The worker has nothing to do before some later time. */
async function isWaiting(): Promise<boolean> {
  const [row] = await db.$queryRaw<{ waiting: boolean }[]>`
    SELECT count(*) > 0 AND bool_and(locked_at IS NULL AND run_at > now()) AS waiting FROM graphile_worker._private_jobs`;
  return row?.waiting === true;
}

/** The worker does at once what it would do after its wait. */
async function endWaiting<T>(story: CrashStory<T>): Promise<void> {
  story.meanwhile?.();
  await db.$transaction([
    db.task.updateMany({
      where: { shop: story.shop, nextAttemptAt: { gt: new Date() } },
      data: { nextAttemptAt: new Date() },
    }),
    db.$executeRaw`UPDATE graphile_worker._private_jobs SET run_at = now() WHERE run_at > now()`,
    db.$executeRaw`SELECT pg_notify('jobs:insert', '{"r":0,"count":1}')`,
  ]);
}

/** Answers false at once when the worker was killed before. */
async function untilFinished<T>(
  story: CrashStory<T>,
  subject: T,
  worker: Process,
  killed: () => boolean,
): Promise<boolean> {
  let gone = false;
  const exited = worker.exited.then(() => {
    gone = true;
  });
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until;) {
    if (killed()) return false;
    if (gone) throw new Error("the worker ended by itself");
    if (await story.finished(subject)) return true;
    if (await isWaiting()) await endWaiting(story);
    await Promise.race([exited, new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))]);
  }
  throw new Error(
    `the worker does not finish: ${JSON.stringify(await db.task.findMany({ where: { shop: story.shop, state: { not: "done" } }, select: { kind: true, state: true, lastAnswer: true } }))}`,
  );
}

/** How often the others come again, each time later: what waits for Shopify's own work asks less and less often. */
const MOST_ROUNDS = 8;

/** What the other workers do: dead ones' locks are freed, then everything that is due, with waiting times passing quickly. */
async function recover<T>(story: CrashStory<T>): Promise<void> {
  const began = Date.now();
  let ahead = 300_000;
  restoreClock = setClock({ now: () => new Date(began + ahead + (Date.now() - began) * 60) });
  await freeDeadWorkers();
  await drain({ future: true });
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    story.meanwhile?.();
    ahead *= 2;
    await jobs[EVERY_MINUTE]?.({});
    await drain({ future: true });
    if ((await db.task.count({ where: { shop: story.shop, state: { not: "done" } } })) === 0) break;
  }
  await releaseHolder();
  restoreClock();
}

/** Lets a worker do the whole work; `arm` is given its killer. Answers whether it was killed. */
async function walk<T>(
  story: CrashStory<T>,
  subject: T,
  arm: (kill: () => void) => void,
): Promise<boolean> {
  const databaseUrl = through((await theWire()).port);
  running = await startWorkerProcess(databaseUrl);
  standBy(databaseUrl);
  let killed = false;
  const worker = running;
  arm(() => {
    if (killed) return;
    killed = true;
    worker.kill();
  });
  await story.start(subject);
  const finished = await untilFinished(story, subject, worker, () => killed);
  if (finished) worker.kill();
  await worker.exited;
  // What it had sent arrives now: the others' clock jumps over the time in which they would not believe "not found" yet.
  await new Promise((resolve) => setTimeout(resolve, LAST_WORDS_MS));
  await story.arrived?.();
  return !finished || killed;
}

async function fresh<T>(story: CrashStory<T>): Promise<T> {
  await releaseHolder();
  await restoreDatabase();
  return story.begin();
}

/** A moment of the work: the Nth durable change, of all or of those during which a task of this kind is being sent. */
interface Moment {
  nth: number;
  sending?: string;
}

/** The kinds of task that are being sent right now. */
async function kindsBeingSent(shop: string): Promise<string[]> {
  const tasks = await db.task.findMany({
    where: { shop, state: "sending" },
    distinct: ["kind"],
    select: { kind: true },
  });
  return tasks.map(({ kind }) => kind);
}

/** `look` is called at each durable change; the worker hears of the change after that, unless it was killed. */
async function walkWatched<T>(
  story: CrashStory<T>,
  subject: T,
  look: (kill: () => void) => void | Promise<void>,
): Promise<boolean> {
  try {
    return await walk(story, subject, (kill) => {
      onChange = () => look(kill);
    });
  } finally {
    onChange = () => undefined;
  }
}

/** Kills the worker at this moment; answers whether it came. */
function killAtMoment<T>(
  story: CrashStory<T>,
  subject: T,
  { nth, sending }: Moment,
): Promise<boolean> {
  let count = 0;
  return walkWatched(story, subject, async (kill) => {
    if (sending !== undefined && !(await kindsBeingSent(story.shop)).includes(sending)) return;
    count += 1;
    if (count === nth) kill();
  });
}

/**
 * Kills the worker right after its Nth durable change, before it hears of it: N = 1, 2, 3 … until a run ends without a kill. After each, there must
 * be one of everything. Gives the number of steps.
 */
export function killAtEachStep<T>(story: CrashStory<T>): Promise<number> {
  return killAtEach(story, (subject, nth) => killAtMoment(story, subject, { nth }));
}

/**
 * The same at a few moments only: the first and the last durable change, and of each kind of task the last change during which it is being sent:
 * its outside write may have happened, and its result is not known yet. Gives the moments.
 */
export async function killAtChosenSteps<T>(story: CrashStory<T>): Promise<Moment[]> {
  const wrong: unknown[] = [];
  const changes: Promise<string[]>[] = [];
  await oneRun(story, "nowhere", wrong, (subject) =>
    walkWatched(story, subject, async () => {
      const kinds = kindsBeingSent(story.shop);
      changes.push(kinds);
      await kinds;
    }),
  );
  const sent = (await Promise.all(changes)).flat();
  const moments: Moment[] = [{ nth: 1 }, { nth: changes.length }];
  for (const sending of new Set(sent))
    moments.push({ nth: sent.filter((kind) => kind === sending).length, sending });
  const killedAt = (moment: Moment): Promise<boolean> =>
    oneRun(story, moment, wrong, (subject) => killAtMoment(story, subject, moment));
  for (const moment of moments) {
    if (wrong.length > 3) break;
    // How often others' changes fall into the time of a task's sending is not the same each time; that it is sent at all, is.
    const killed =
      (await killedAt(moment)) ||
      (moment.sending !== undefined && (await killedAt({ ...moment, nth: 1 })));
    if (!killed && (moment.sending !== undefined || moment.nth === 1))
      wrong.push({ moment, stands: "the moment never came" });
  }
  expect(wrong).toEqual([]);
  expect(simulator.log.defects).toEqual([]);
  return moments;
}

/**
 * Kills the worker at its Nth call of some sort, which arrives and is acted on while its answer is heard by nobody: N = 1, 2, 3 … until a run ends
 * without a kill. `watch` tells of each such call and gives what ends the watching. Gives the number of calls.
 */
export function killAtEachCall<T>(
  story: CrashStory<T>,
  watch: (onCall: () => void) => () => void,
): Promise<number> {
  return killAtEach(story, async (subject, step) => {
    let calls = 0;
    let end = (): void => undefined;
    const killed = await walk(story, subject, (kill) => {
      end = watch(() => {
        calls += 1;
        if (calls === step) kill();
      });
    });
    end();
    return killed;
  });
}

/** One run on a fresh ground; what is not whole after it is added to `wrong`. Answers whether the worker was killed. */
async function oneRun<T>(
  story: CrashStory<T>,
  moment: unknown,
  wrong: unknown[],
  walkUntil: (subject: T) => Promise<boolean>,
): Promise<boolean> {
  const subject = await fresh(story);
  const killed = await walkUntil(subject);
  if (killed) await recover(story);
  const stands = await story.standing(subject);
  try {
    expect(stands).toEqual(story.whole);
  } catch {
    wrong.push({ moment, stands });
  }
  return killed;
}

/** `walkUntil` lets a worker go until its Nth step; answers whether there was one. */

async function killAtEach<T>(
  story: CrashStory<T>,
  walkUntil: (subject: T, step: number) => Promise<boolean>,
): Promise<number> {
  const wrong: unknown[] = [];
  let step = 1 + firstToday();
  while (
    wrong.length <= 3 &&
    (await oneRun(story, step, wrong, (subject) => walkUntil(subject, step)))
  )
    step += EVERY;
  expect(wrong).toEqual([]);
  expect(simulator.log.defects).toEqual([]);
  return step - 1;
}

/** Kills the worker after Shopify took a mutation and before its answer arrived; after the others went on, there must be one of everything. */
export async function killAtEffect<T>(
  story: CrashStory<T>,
  mutation: string,
  taskKind: string,
): Promise<void> {
  const subject = await fresh(story);
  const { log } = simulator;
  const effect = log.effect.bind(log);
  const killed = await walk(story, subject, (kill) => {
    log.effect = (entry) => {
      effect(entry);
      if (entry.mutation === mutation) kill();
    };
  });
  log.effect = effect;
  expect(killed).toBe(true);
  const write = await db.task.findFirstOrThrow({
    where: { shop: story.shop, kind: taskKind, state: "sending" },
  });
  await recover(story);
  expect(await story.standing(subject)).toEqual(story.whole);
  expect(
    await db.taskAttempt.count({
      where: { shop: story.shop, taskId: write.id, outcome: "lookedUp" },
    }),
  ).toBe(1);
  expect(simulator.log.defects).toEqual([]);
}
