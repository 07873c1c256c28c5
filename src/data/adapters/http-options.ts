/** How to reach a backend. `headers` may be a function, also async: asked again once, for all requests together, after a 401. */
export interface HttpOptions {
  url: string;
  headers?: HeadersInit | (() => HeadersInit | Promise<HeadersInit>);
  credentials?: RequestCredentials;
  fetch?: typeof fetch;
}
