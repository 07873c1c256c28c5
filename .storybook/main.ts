import type { StorybookConfig } from '@storybook/web-components-vite';

const config: StorybookConfig = {
  stories: ['../stories/**/*.stories.ts'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest'],
  framework: '@storybook/web-components-vite',
  staticDirs: ['../test/public'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true, allowedHosts: ['127.0.0.1', 'localhost'] },
};

export default config;
