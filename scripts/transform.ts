import type { OxcOptions } from 'vite';

/**
 * The decorator settings of tsconfig.json for Vite's own transform: legacy decorators, fields by assignment.
 * Build, tests, stories and demo all take these, so that an element behaves the same in each.
 */
export const oxc: OxcOptions = {
  decorator: { legacy: true },
  assumptions: { setPublicClassFields: true },
  typescript: { removeClassFieldsWithoutInitializer: true },
};
