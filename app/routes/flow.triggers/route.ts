import type { ActionFunctionArgs } from "@remix-run/node";
import { triggerUse } from "#app/web/flow/trigger-use.server.ts";

export const action = ({ request }: ActionFunctionArgs): Promise<Response> => triggerUse(request);

export { onlyPosted as loader } from "#app/web/flow/flow-action.server.ts";
