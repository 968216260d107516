/** What came in at an address at which an ERP was asked to tell of changes; nothing of it is trusted. */
export interface Notice {
  search: URLSearchParams;
  body: string;
}

export interface HeardNotice {
  /** What the ERP wants to read, as plain text. */
  answer: string;
  /** It comes from this connection's ERP and tells of a change: feeds are worth reading. */
  news: boolean;
}

/** The ERP tells an address of changes until then, unless it is asked again. */
export interface Subscribed {
  /** ISO time. */
  until: string;
}
