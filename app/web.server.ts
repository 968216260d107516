import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import type { NextFunction, Request, Response } from "express";
import express from "express";
import { db } from "./db/client.server.ts";
import { env } from "./env.server.ts";

export interface WebServer {
  port: number;
  close(): Promise<void>;
}

/** Serves the built app. No access log: the URLs of embedded pages carry id tokens. */
export async function startWeb(build: ServerBuild): Promise<WebServer> {
  const app = express();
  app.disable("x-powered-by");
  app.get("/healthz", (_request, response) => {
    db.$queryRaw`SELECT 1`.then(
      () => response.json({ status: "ok" }),
      () => response.status(503).json({ status: "the database does not answer" }),
    );
  });
  const client = path.join(process.cwd(), "build/client");
  app.use(
    "/assets",
    express.static(path.join(client, "assets"), {
      immutable: true,
      maxAge: "1y",
      fallthrough: false,
    }),
  );
  app.use(express.static(client, { maxAge: "1h" }));
  app.use(securityHeaders);
  if (env.SHOPIFY_ORIGIN) app.use(pointAtOrigin(env.SHOPIFY_ORIGIN));
  const handle = createRequestHandler({ build, mode: env.NODE_ENV });
  app.all("*", (request, response, next) => void handle(request, response, next));

  const server = await listen(app);
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), 5_000).unref();
      }),
  };
}

function listen(app: express.Express): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = app.listen(env.PORT, env.HOST, () => resolve(server));
    server.once("error", reject);
  });
}

function securityHeaders(_request: Request, response: Response, next: NextFunction): void {
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("Referrer-Policy", "strict-origin-when-cross-origin");
  response.setHeader("Cache-Control", "private, no-store"); // pages differ by shop
  next();
}

/**
 * With SHOPIFY_ORIGIN the admin frame is on this machine. The library names Shopify's own hosts in headers of pages we never see
 * (bounce, exit-iframe), so every answer passes here, not only those of entry.server.
 */
function pointAtOrigin(origin: string) {
  return (_request: Request, response: Response, next: NextFunction): void => {
    const writeHead = response.writeHead.bind(response) as (...args: unknown[]) => Response;
    response.writeHead = ((...args: unknown[]) => {
      const policy = response.getHeader("content-security-policy");
      if (typeof policy === "string")
        response.setHeader(
          "content-security-policy",
          policy.replace("frame-ancestors", `frame-ancestors ${origin}`),
        );
      response.removeHeader("link"); // preloads Shopify's own App Bridge
      const location = response.getHeader("location");
      if (typeof location === "string" && location.startsWith("https://admin.shopify.com/"))
        response.setHeader("location", location.replace("https://admin.shopify.com", origin));
      return writeHead(...args);
    }) as typeof response.writeHead;
    next();
  };
}
