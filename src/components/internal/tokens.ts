import { css } from 'lit';

/**
 * Every public token with its default, as private properties of the inner base element. Sizes are in `em` of
 * `--hd-font-size`, so that one token scales a widget.
 */
export const tokens = css`
  .base,
  .raised {
    --_surface: var(--hd-color-surface, light-dark(#ffffff, #16191e));
    --_surface-raised: var(--hd-color-surface-raised, light-dark(#ffffff, #22262d));
    --_fill: var(--hd-color-fill, light-dark(#f1f2f4, #2b2f36));
    --_text: var(--hd-color-text, light-dark(#1b1f24, #e8eaed));
    --_muted: var(--hd-color-text-muted, light-dark(#596270, #a4acb8));
    --_border: var(--hd-color-border, light-dark(#dcdfe4, #343a43));
    --_control: var(--hd-color-border-control, light-dark(#7d8794, #7f8997));
    --_accent: var(--hd-color-accent, light-dark(#1d57c4, #94b8ff));
    --_on-accent: var(--hd-color-on-accent, light-dark(#ffffff, #0e1a33));
    --_positive: var(--hd-color-positive, light-dark(#26774f, #7fdcae));
    --_warning: var(--hd-color-warning, light-dark(#9c5800, #ffc869));
    --_danger: var(--hd-color-danger, light-dark(#940f1d, #f0727a));
    --_neutral: var(--hd-color-neutral, light-dark(#454f5b, #98a0ad));
    --_series-1: var(--hd-color-series-1, light-dark(#2154c4, #6690e8));
    --_focus: var(--hd-focus-ring, 2px solid var(--_accent));
    --_space-1: var(--hd-space-1, 0.2857em);
    --_space-2: var(--hd-space-2, 0.5714em);
    --_space-3: var(--hd-space-3, 0.8571em);
    --_space-4: var(--hd-space-4, 1.1429em);
    --_space-5: var(--hd-space-5, 1.7143em);
    --_space-6: var(--hd-space-6, 2.2857em);
    --_radius: var(--hd-radius, 0.5714em);
    --_shadow: var(--hd-shadow, 0 8px 24px light-dark(rgb(16 24 40 / 0.16), rgb(0 0 0 / 0.55)));
    --_duration: var(--hd-duration, 120ms);
    font-size: var(--hd-font-size, 0.875rem);
    line-height: 1.42857;
    color: var(--_text);
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  .raised {
    --_surface: var(--_surface-raised);
    background: var(--_surface);
  }
  @media (prefers-reduced-motion: reduce) {
    .base,
    .raised {
      --_duration: 0s;
    }
  }
  @media (forced-colors: active) {
    .base,
    .raised {
      --_muted: CanvasText;
      --_warning: CanvasText;
      --_border: CanvasText;
      --_control: ButtonBorder;
      --_accent: LinkText;
      --_focus: 2px solid Highlight;
    }
  }
`;
