import { readFileSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// Lets a checker module also be run as a command: prints the findings of one file, exit code 1 if there are any.
export function runAsCommand(moduleUrl, findingsIn) {
  if (!process.argv[1] || realpathSync(process.argv[1]) !== fileURLToPath(moduleUrl)) return;
  const file = process.argv.slice(2).find((argument) => !argument.startsWith('--'));
  if (!file) {
    console.error('use: node CHECKER.mjs FILE');
    process.exit(2);
  }
  try {
    const findings = findingsIn(readFileSync(file));
    for (const finding of findings) console.log(finding);
    process.exitCode = findings.length > 0 ? 1 : 0;
  } catch (error) {
    console.error(`${file}: ${error.message}`);
    process.exitCode = 2;
  }
}
