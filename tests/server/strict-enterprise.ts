// The enterprise example with thresholds that nobody reaches: whoever it does not let through stands over a gate of the example itself.
import { exampleFolder } from './running-service.ts';

/** Its text. */
export const STRICT_ENTERPRISE = exampleFolder('enterprise')
  .text.replace('{ fit: A, engagement: 45 }', '{ fit: A, engagement: 99 }')
  .replace('{ fit: B, engagement: 55 }', '{ fit: B, engagement: 99 }');
