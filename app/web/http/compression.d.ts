declare module "compression" {
  import type { RequestHandler } from "express";

  /** Answers as the browser takes them: brotli, gzip or as they are. */
  export default function compression(): RequestHandler;
}
