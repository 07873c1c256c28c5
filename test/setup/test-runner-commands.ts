/** Stands in for `@web/test-runner-commands`, which exists only in another test runner: its calls say so. */
function absent(): never {
  throw new Error('Commands of @web/test-runner are not available here; use the commands of vitest/browser.');
}

export const executeServerCommand = absent;
export const sendKeys = absent;
export const setViewport = absent;
export const emulateMedia = absent;
export const a11ySnapshot = absent;
export const getSnapshot = absent;
export const getSnapshotConfig = absent;
export const getSnapshots = absent;
export const saveSnapshot = absent;
export const compareSnapshot = absent;
export const removeSnapshot = absent;
