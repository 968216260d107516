import type { ActionFunctionArgs } from "@remix-run/node";
import { flowAction } from "#app/web/flow/flow-action.server.ts";

export const action = ({ request }: ActionFunctionArgs): Promise<Response> =>
  flowAction(request, "create-sales-document");

export { onlyPosted as loader } from "#app/web/flow/flow-action.server.ts";
