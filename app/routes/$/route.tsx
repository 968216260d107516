import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { noSuchPage } from "#app/web/refuse.server.ts";

/** Any address outside /app that leads nowhere. */
export const loader = ({ request }: LoaderFunctionArgs): never => noSuchPage(request);

export const action = ({ request }: ActionFunctionArgs): never => noSuchPage(request);

export default function NoSuchPage() {
  return null;
}
