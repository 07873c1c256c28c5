import { ReportView } from './report-view.ts';

ReportView.define('report-view');

declare global {
  interface HTMLElementTagNameMap {
    'report-view': ReportView;
  }
}
