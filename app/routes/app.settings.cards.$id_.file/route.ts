import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { exportCard } from "#app/domain/cards/file/export-card.server.ts";
import { importCard } from "#app/domain/cards/file/import-card.server.ts";
import { judgeWaiting } from "#app/domain/cards/judge-waiting.server.ts";
import { readBody } from "#app/lib/read-body.ts";
import { authenticated, notFound } from "#app/web/authenticated.server.ts";
import { tooLarge } from "#app/web/refuse.server.ts";

/** A shop card as a file. */
export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, async ({ shop, params }) => {
    const file = (await exportCard(shop, params["id"] ?? "")) ?? notFound();
    return new Response(file.text, {
      headers: {
        "content-type": "application/json; charset=utf-8",
        "content-disposition": `attachment; filename="${file.name}"`,
      },
    });
  });
}

/** Takes a file as the body: with the `revision` of the card that was checked it is imported, without one only checked. */
export function action(args: ActionFunctionArgs) {
  return authenticated(args, async ({ shop, actor, url, params, request }) => {
    const body = (await readBody(request)) ?? tooLarge();
    const revision = url.searchParams.get("revision");
    const result = await importCard(
      { shop, by: actor },
      params["id"] ?? "",
      body.toString("utf8"),
      revision === null ? null : { revision: Number(revision) },
    );
    if (!result.ok) return Response.json({ refused: result.error });
    if (result.value.imported) await judgeWaiting(shop);
    return Response.json({ report: result.value });
  });
}
