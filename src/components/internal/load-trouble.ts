import { addEnglish } from '../../terms/load.ts';

type Trouble = typeof import('./trouble.ts');

let loaded: Trouble | undefined;
let loading: Promise<void> | undefined;

/** The module of troubles, as soon as it is here. */
export function trouble(): Trouble | undefined {
  return loaded;
}

/** Loads the module of troubles, once for the page. Never rejects: without it a widget says less; the next trouble tries again. */
export function loadTrouble(): Promise<void> {
  loading ??= import('./trouble.ts').then(
    (module) => {
      addEnglish(module.words);
      loaded = module;
    },
    () => {
      loading = undefined;
    },
  );
  return loading;
}
