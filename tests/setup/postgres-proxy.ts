import net from "node:net";

/**
 * A wire between a process and its database that can cut both off at the moment a change has become durable: it counts commits
 * (a write statement outside a transaction counts as one) as the server confirms them, and tells before the confirmation is passed on.
 */
export interface PostgresProxy {
  port: number;
  commits(): number;
  close(): Promise<void>;
}

const WRITE = /^(INSERT|UPDATE|DELETE|MERGE|COMMIT)/;

export async function startPostgresProxy(target: { host: string; port: number }, onCommit: (count: number) => void): Promise<PostgresProxy> {
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
    client.on("data", (chunk) => upstream.write(chunk));
    const watch = watchBackend(() => {
      count += 1;
      onCommit(count);
    });
    upstream.on("data", (chunk) => {
      watch(chunk);
      client.write(chunk);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as net.AddressInfo).port,
    commits: () => count,
    close: () => new Promise((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    }),
  };
}

/** Follows the server's messages: CommandComplete ("C") with a write tag, then ReadyForQuery ("Z") saying idle = durable. */
function watchBackend(durable: () => void): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0);
  let wrote = false;
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 5) {
      const type = String.fromCharCode(rest[0] ?? 0);
      const length = rest.readUInt32BE(1) + 1;
      if (rest.length < length) return;
      if (type === "C" && WRITE.test(rest.toString("latin1", 5, length))) {
        const tag = rest.toString("latin1", 5, length - 1);
        if (!/^(INSERT 0|UPDATE|DELETE|MERGE) 0$/.test(tag)) wrote = true;
      }
      if (type === "Z" && rest[5] === 0x49 && wrote) {
        wrote = false;
        durable();
      }
      if (type === "Z" && rest[5] === 0x49) wrote = false;
      rest = rest.subarray(length);
    }
  };
}
