import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { freePort, isTaken } from "#app/lib/free-port.server.ts";
import { programsIn } from "./binaries.server.ts";
import { explainFailure } from "./failure.ts";
import { prepareData } from "./first-start.server.ts";
import { joinServer, probe, type Membership, urlOf } from "./membership.server.ts";
import { placeIn, type Place } from "./place.server.ts";
import {
  launch,
  type Launched,
  lookAtProcess,
  readLock,
  setLockAside,
  shutDown,
} from "./server-process.server.ts";

/**
 * PostgreSQL from npm, for machines without a server of their own. Under `folder`: a copy of the programs, the data, the password and
 * the server's log. One machine, one data folder, one server; further processes of the same folder join the running one, and the last
 * to leave stops it. Back up by stopping the app and copying the folder.
 */
export interface EmbeddedPostgres {
  url: string;
  /** Leaves the server, and stops it when no other process uses it. */
  stop(): Promise<void>;
}

interface Options {
  durable?: boolean;
  /** Where progress is reported that takes long, and a server that had to be started again. */
  say?: (text: string) => void;
  /** Ends a start that is under way, and the server with it. */
  signal?: AbortSignal;
}

interface Server extends Required<Omit<Options, "signal">> {
  place: Place;
  bin: string;
  password: string;
  signal: AbortSignal | undefined;
}

/** How long a server may neither answer nor report that it is still starting. */
const SILENT_MS = 30_000;
/** How long a start that another process or a dying server disturbs is tried again. */
const CONTENDED_MS = 20_000;
const RESTART_EVERY_MS = 2_000;

export async function startEmbeddedPostgres(
  folder: string,
  options: Options = {},
): Promise<EmbeddedPostgres> {
  const place = placeIn(folder);
  const bin = programsIn(place.home);
  const server: Server = {
    place,
    bin,
    password: prepareData(place, bin),
    durable: options.durable ?? true,
    say: options.say ?? (() => undefined),
    signal: options.signal,
  };
  const port = await bringUp(server);
  const ending = new AbortController();
  let restarting: Promise<void> | undefined;
  let membership: Membership | undefined = await joinServer(
    urlOf(port, server.password),
    leftAlone,
  );

  /** The server has gone: it is started again on its port, where this process's connections look for it. */
  function leftAlone(): void {
    membership = undefined;
    if (ending.signal.aborted) return;
    server.say("database: the embedded server ended, starting it again");
    restarting = restart();
  }
  async function restart(): Promise<void> {
    for (;;) {
      if (ending.signal.aborted) return;
      try {
        const now = await bringUp({ ...server, signal: ending.signal }, port);
        if (now !== port) throw new Error(`the server moved to port ${now}: restart the app`);
        membership = await joinServer(urlOf(port, server.password), leftAlone);
        return server.say("database: the embedded server answers again");
      } catch (error) {
        if (ending.signal.aborted) return;
        server.say(`database: ${error instanceof Error ? error.message : String(error)}`);
        const { signal } = ending;
        await wait(RESTART_EVERY_MS, undefined, { ref: false, signal }).catch(() => undefined);
      }
    }
  }

  return {
    url: urlOf(port, server.password, "app"),
    async stop() {
      ending.abort();
      // A start that is under way ends with its server, or has this process join it: then it is left as any other.
      await restarting;
      if (await membership?.leave()) await shutDown(place.data);
      await membership?.end();
    },
  };
}

/** The port of the running server, which is started where none runs. */
async function bringUp(server: Server, fixed?: number): Promise<number> {
  const { place, password } = server;
  const began = Date.now();
  for (;;) {
    server.signal?.throwIfAborted();
    const lock = readLock(place.data);
    const state = lock ? await probe(urlOf(lock.port, password)) : "silent";
    if (lock && state === "answers") return lock.port;
    if (state === "refuses")
      throw new Error(
        `The embedded database in ${place.data} refuses the password in ${place.password}. ` +
          `Restore that file from the backup the data came from.`,
      );
    const process = lock ? lookAtProcess(lock.pid) : "none";
    if (lock && process === "other") {
      server.say(
        `database: the lock file named process ${lock.pid}, which is no PostgreSQL; it was set aside`,
      );
      setLockAside(place.data, lock.pid);
    } else if (lock && process !== "none") {
      // A server that is starting or stopping.
      if (state !== "starting" && Date.now() - began > SILENT_MS)
        throw new Error(deaf(place, lock));
      await wait(150);
    } else {
      const launched = await launchOnce(server, {
        fixed,
        contended: Date.now() - began < CONTENDED_MS,
      });
      if (launched !== undefined) return launched;
      await wait(250);
    }
  }
}

const deaf = ({ data, log }: Place, lock: { pid: number; port: number }): string =>
  `The embedded database in ${data} does not answer: its lock file postmaster.pid names process ${lock.pid}, ` +
  `which runs but does not answer on port ${lock.port}. If that is no PostgreSQL of this folder, ` +
  `delete the lock file; else end that process. Then start again. Its log is ${log}.`;

/** Undefined: another process was faster, or the last server has not quite ended; worth another look. */
async function launchOnce(
  server: Server,
  { fixed, contended }: { fixed: number | undefined; contended: boolean },
): Promise<number | undefined> {
  const { place } = server;
  const port = fixed ?? (await portFor(place.home));
  const child = launch(place, { bin: server.bin, port, durable: server.durable });
  const ended = await untilAnswering(server, child, port);
  if (ended === undefined) {
    writeFileSync(path.join(place.home, "port"), String(port));
    return port;
  }
  const lastLines = child.lastLines();
  if (contended && /postmaster\.pid|pre-existing shared memory|could not bind/.test(lastLines))
    return undefined;
  throw new Error(explainFailure({ ...place, ended, lastLines }));
}

/** How the server ended before it answered; undefined: it answers. */
async function untilAnswering(
  server: Server,
  child: Launched,
  port: number,
): Promise<string | undefined> {
  let heard = Date.now();
  let reported = false;
  for (;;) {
    const state = await probe(urlOf(port, server.password));
    const ended = child.ended();
    if (ended !== undefined) return ended;
    if (state === "answers") return undefined;
    if (state === "starting") {
      heard = Date.now();
      if (!reported)
        server.say("database: recovering after an unclean stop, this may take a while");
      reported = true;
    }
    if (server.signal?.aborted || state === "refuses" || Date.now() - heard > SILENT_MS) {
      await child.end(); // a start that fails leaves no server behind
      server.signal?.throwIfAborted();
      return state === "refuses" ? "its password is another one" : "it did not answer in time";
    }
    await wait(50);
  }
}

/** The port of the last time, so that all processes of a folder agree on it after a loss; else any. */
async function portFor(home: string): Promise<number> {
  let last = 0;
  try {
    last = Number(readFileSync(path.join(home, "port"), "utf8"));
  } catch {
    // The first start.
  }
  return last > 0 && last < 65_536 && !(await isTaken(last)) ? last : freePort();
}
