import net from "node:net";

/**
 * A wire between a process and its database that can cut both off at the moment a change has become durable: it counts commits
 * (a write statement outside a transaction counts as one) as the server confirms them, and tells before the confirmation is passed on. Where the
 * listener takes its time, the confirmation waits for it.
 */
export interface PostgresProxy {
  port: number;
  commits(): number;
  close(): Promise<void>;
}

const IDLE = 0x49;
const WRITES_INSIDE = /\bWITH\b[\s\S]*\b(INSERT INTO|UPDATE|DELETE FROM)\b/;
const WRITE = /^(INSERT|UPDATE|DELETE|MERGE|COMMIT)/;

/** What becomes of a confirmation: lost, or half of it passed on; then the connection is gone. */
export type Cut = "lose" | "truncate";

export async function startPostgresProxy(
  target: { host: string; port: number },
  onCommit: (count: number) => Cut | void | Promise<void>,
): Promise<PostgresProxy> {
  let count = 0;
  const sockets = new Set<net.Socket>();
  const server = net.createServer((client) => {
    const upstream = net.connect(target.port, target.host);
    sockets.add(client).add(upstream);
    const drop = (): void => {
      client.destroy();
      upstream.destroy();
      sockets.delete(client);
      sockets.delete(upstream);
    };
    for (const socket of [client, upstream]) socket.on("error", drop).on("close", drop);
    client.on("data", (chunk) => {
      watch.sent(chunk);
      upstream.write(chunk);
    });
    let cut: Cut | void;
    let heard: Promise<void>[] = [];
    const watch = watchBackend(() => {
      count += 1;
      const answer = onCommit(count);
      if (answer instanceof Promise) heard.push(answer);
      else cut = answer ?? cut;
    });
    const passOn = (chunk: Buffer): void => {
      if (cut === "truncate") client.write(chunk.subarray(0, Math.floor(chunk.length / 2)), drop);
      else if (cut === "lose") drop();
      else client.write(chunk);
    };
    upstream.on("data", (chunk) => {
      watch.answered(chunk);
      if (heard.length === 0) return passOn(chunk);
      upstream.pause();
      void Promise.all(heard).then(() => {
        passOn(chunk);
        upstream.resume();
      });
      heard = [];
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as net.AddressInfo).port,
    commits: () => count,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/**
 * Follows the server's messages: CommandComplete ("C") with a write tag, then ReadyForQuery ("Z") saying idle = durable. A statement that writes in a WITH
 * and ends in a SELECT has the tag of a SELECT: what was sent tells.
 */
function watchBackend(durable: () => void): {
  sent: (chunk: Buffer) => void;
  answered: (chunk: Buffer) => void;
} {
  let rest = Buffer.alloc(0);
  let wrote = false;
  let writesInside = false;
  const sent = watchStatements(() => {
    writesInside = true;
  });
  const answered = (chunk: Buffer): void => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 5) {
      const type = String.fromCharCode(rest[0] ?? 0);
      const length = rest.readUInt32BE(1) + 1;
      if (rest.length < length) return;
      if (type === "C" && WRITE.test(rest.toString("latin1", 5, length))) {
        const tag = rest.toString("latin1", 5, length - 1);
        if (!/^(INSERT 0|UPDATE|DELETE|MERGE) 0$/.test(tag)) wrote = true;
      }
      if (type === "C" && writesInside && /^SELECT [1-9]/.test(rest.toString("latin1", 5, length)))
        wrote = true;
      if (type === "Z" && rest[5] === IDLE) {
        if (wrote) durable();
        [wrote, writesInside] = [false, false];
      }
      rest = rest.subarray(length);
    }
  };
  return { sent, answered };
}

/** Follows the client's messages: a statement that has a name is sent once as text ("P"), then asked for by its name ("B"). */
function watchStatements(writes: () => void): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0);
  const named = new Set<string>();
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 5) {
      // What opens a connection has no letter before its length.
      const letter = rest[0] === 0 ? 0 : 1;
      const length = rest.readUInt32BE(letter) + letter;
      if (rest.length < length) return;
      const type = letter === 0 ? "" : String.fromCharCode(rest[0] ?? 0);
      const [first = "", second = ""] = rest.toString("latin1", 5, length).split("\0", 2);
      if (type === "P" && WRITES_INSIDE.test(second)) named.add(first);
      if ((type === "B" && named.has(second)) || (type === "Q" && WRITES_INSIDE.test(first)))
        writes();
      // The statement without a name is another each time.
      if (type === "P" && !WRITES_INSIDE.test(second)) named.delete(first);
      rest = rest.subarray(length);
    }
  };
}
