export { figureStyles as styles } from '../internal/figure.ts';
