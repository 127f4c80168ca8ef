// The program `baton serve` starts: reads the configuration, starts the service, says where it is, and stops gracefully.
import { readConfig } from './config.ts';
import { runProgram } from './run-program.ts';
import { startService } from './start-service.ts';

await runProgram(async () => {
  const service = await startService(readConfig(process.env));
  process.stderr.write(`Baton listens on ${service.address}\n`);
  if (service.setupLink !== undefined) process.stderr.write(`Make the first person at ${service.setupLink}\n`);
  return () => service.stop();
});
