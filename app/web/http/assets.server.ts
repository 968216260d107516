import { readdirSync } from "node:fs";
import path from "node:path";
import express, { type RequestHandler } from "express";

/** What the build compressed (scripts/compress.mjs), in the order of preference. */
const ENCODINGS = [
  { name: "br", ending: ".br" },
  { name: "gzip", ending: ".gz" },
] as const;

/** The files that the build made, each as small as the browser takes it. Their names change with their content: a browser keeps them for good. */
export function assets(folder: string): RequestHandler {
  const files = new Set(readdirSync(folder));
  const serve = express.static(folder, { immutable: true, maxAge: "1y", fallthrough: true });
  return (request, response, next) => {
    const name = path.basename(request.path);
    const found = ENCODINGS.find(
      ({ name: encoding, ending }) =>
        files.has(name + ending) && request.acceptsEncodings(encoding) !== false,
    );
    if (files.has(`${name}.br`)) response.setHeader("Vary", "Accept-Encoding");
    if (found && request.path === `/${name}`) {
      response.type(path.extname(name));
      response.setHeader("Content-Encoding", found.name);
      request.url = `/${name}${found.ending}`;
    }
    serve(request, response, next);
  };
}
