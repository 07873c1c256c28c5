/** The version of the kit, as in `package.json`. */
export const VERSION = '0.1.0';
