// The diagnosis as a page.
import type { Diagnosis } from '@baton/core/reports/diagnosis/diagnose';
import { page } from './page.ts';

export function renderDiagnosisPage(diagnosis: Diagnosis): string {
  return page('Diagnosis', `<h1>Diagnosis</h1><p>${diagnosis.findings.length}</p>`);
}
