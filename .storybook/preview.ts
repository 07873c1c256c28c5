/// <reference types="vite/client" />
import { setCustomElementsManifest, type Preview } from '@storybook/web-components-vite';
import { render } from 'lit';
import { setupWorker } from 'msw/browser';
import { mswLoader } from 'msw-storybook-addon/csf3';
import { handlers } from '../stories/handlers.ts';
import './preview.css';

// Absent until `npm run manifest` has written it; the stories then show without controls.
const manifests = import.meta.glob<object>('../dist/custom-elements.json', { eager: true, import: 'default' });
const [manifest] = Object.values(manifests);
if (manifest) setCustomElementsManifest(manifest);

const preview: Preview = {
  tags: ['autodocs'],
  loaders: [
    mswLoader(async () => {
      const worker = setupWorker(...handlers);
      await worker.start({ quiet: true, onUnhandledFrame: 'bypass' });
      return worker;
    }),
  ],
  parameters: {
    a11y: { test: 'error' },
    controls: { expanded: true },
    docs: { codePanel: true },
  },
  globalTypes: {
    scheme: {
      description: 'Colour scheme',
      toolbar: { title: 'Scheme', icon: 'contrast', items: ['light', 'dark'], dynamicTitle: true },
    },
    language: {
      description: 'Language of the page',
      toolbar: { title: 'Language', icon: 'globe', items: ['en', 'pl', 'nb'], dynamicTitle: true },
    },
    direction: {
      description: 'Text direction of the page',
      toolbar: { title: 'Direction', icon: 'transfer', items: ['ltr', 'rtl'], dynamicTitle: true },
    },
  },
  initialGlobals: { scheme: 'light', language: 'en', direction: 'ltr' },
  decorators: [
    (story, { globals }) => {
      // Each story its own, since a docs page shows stories of several languages at once.
      const page = document.createElement('div');
      page.className = 'page';
      page.style.setProperty('color-scheme', globals.scheme as string);
      page.lang = globals.language as string;
      page.dir = globals.direction as string;
      const shown = story() as unknown;
      if (shown instanceof Node) page.append(shown);
      else render(shown, page);
      return page;
    },
  ],
};

export default preview;
