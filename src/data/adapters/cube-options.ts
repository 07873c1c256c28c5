/** How to reach a Cube deployment. */
export interface CubeOptions {
  /** Where its REST API stands, `https://cube.example.com/cubejs-api`; `/v1` may follow. */
  url: string;
  /** The API token; a function, also async, is asked once, and again after it was refused. */
  token?: string | (() => string | Promise<string>);
  /**
   * Our names and those of the deployment, `{ 'tickets.timeToClose.avg': 'Cases.avg_close_ms' }`. A name that is not listed stands
   * for itself, with `_` for every dot but the first: `tickets.timeToClose_avg`.
   */
  members?: Readonly<Record<string, string>>;
  credentials?: RequestCredentials;
  fetch?: typeof fetch;
}
