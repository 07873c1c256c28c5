import type { QueryEngine } from '../adapter.ts';
import type { CubeOptions } from './cube-options.ts';
import { lazyEngine } from './lazy-engine.ts';

/**
 * An engine that is a Cube deployment, asked over its REST API: one request a query. What its model or Cube itself cannot
 * express is not in the catalogue, or `unsupported`. Its code is loaded when the first question is asked.
 */
export function cubeEngine(options: CubeOptions): QueryEngine {
  return lazyEngine(async () => (await import('./cube-engine-client.ts')).openCube(options));
}
