/** Where one connection's Tryton is and who logs in there. */
export interface Endpoint {
  /** Of the server, without the database's name and without a slash at its end. */
  url: string;
  database: string;
  user: string;
  password: string;
}

/** The address all calls to a database go to. */
export const callAddress = ({ url, database }: Endpoint): string =>
  `${url.replace(/\/+$/, "")}/${encodeURIComponent(database)}/`;

/** What the user's calls carry: company, groups and more, as Tryton's own client sends it. */
export type UserContext = Record<string, unknown>;
