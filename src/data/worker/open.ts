/* The page's side of a worker, as one file that is loaded when there are many records. */
export { documentInWorker } from './open-document.ts';
export { recordsInWorker } from './open-records.ts';
