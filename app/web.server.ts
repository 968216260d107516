import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import type { Request, Response } from "express";
import express from "express";
import { health } from "./db/health.server.ts";
import { env } from "./env.server.ts";
import { logger } from "./lib/logger.server.ts";
import { paths } from "./lib/paths.ts";
import { answerHeaders, notKept } from "./web/http/answer-headers.server.ts";
import { assets } from "./web/http/assets.server.ts";
import { bodyLimit } from "./web/http/body-limit.server.ts";
import { catalogFile } from "./web/http/catalog-file.server.ts";
import { erpNotice } from "./web/http/erp-notice.server.ts";
import { failure } from "./web/http/failure.server.ts";
import { limitStrangers } from "./web/http/strangers.server.ts";

export interface WebServer {
  port: number;
  close(): Promise<void>;
}

/** Serves the built app. No access log: the URLs of embedded pages carry id tokens. */
export async function startWeb(build: ServerBuild): Promise<WebServer> {
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", env.TRUSTED_PROXIES);
  app.use(answerHeaders, bodyLimit);
  app.get("/healthz", (_request, response) => {
    response.setHeader("Cache-Control", "no-store");
    void health().then((trouble) => {
      if (trouble) logger.warn(trouble, "the app is not well");
      // The reason may name hosts: it is for the log.
      response
        .status(trouble ? 503 : 200)
        .json({ status: trouble ? `the database ${trouble.database}` : "ok" });
    });
  });
  const client = path.join(process.cwd(), "build/client");
  app.use("/assets", assets(path.join(client, "assets")), noSuchFile);
  app.use(express.static(client, { maxAge: "1h" }));
  app.get(`${paths.catalogFiles}/:name`, catalogFile);
  app.post(`${paths.erpNotices}/:shop/:connectionId`, erpNotice);
  app.use(notKept, limitStrangers, compression());
  // The mode is not the environment's: what Remix shows of an error in development is for nobody's eyes but the log's.
  const handle = createRequestHandler({ build, mode: "production" });
  app.all("*", (request, response, next) => void handle(request, response, next));
  app.use(failure);

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

function noSuchFile(_request: Request, response: Response): void {
  response.status(404).type("text/plain").send("There is no such file.");
}
