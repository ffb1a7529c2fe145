// SPDX-License-Identifier: Apache-2.0
// Where the hub's processor time goes: a recording of the Java Flight Recorder while something is measured, told as a table.
// Only when asked for (`hub bench --profile`); then it lies in karaf-assembly/e2e/target/profiles.

import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from './hub.mjs';

const run = promisify(execFile);
const folder = path.join(root, 'karaf-assembly', 'e2e', 'target', 'profiles');
const MOST = 40;

/** Whose code a frame is: the first that fits. */
const OWNERS = [
  [/^org\.shuniu\.([a-z]+)\.([a-z]+)/, match => `shuniu ${match[1]}.${match[2]}`], [/^org\.apache\.activemq/, () => 'Artemis'],
  [/^io\.netty/, () => 'Netty'], [/^org\.h2\.mvstore/, () => 'H2 storage'], [/^org\.h2/, () => 'H2'], [/^org\.hibernate/, () => 'Hibernate'],
  [/^com\.fasterxml/, () => 'Jackson'], [/^org\.apache\.camel/, () => 'Camel'], [/^io\.micrometer|^io\.prometheus/, () => 'Micrometer'],
  [/^org\.eclipse\.jetty/, () => 'Jetty'], [/^org\.apache\.cxf/, () => 'CXF'], [/^com\.zaxxer/, () => 'Hikari']];

export class Profile {
  /** Begins to record, if asked for. */
  static async start(pid) {
    const profile = new Profile();
    profile.pid = process.env.SHUNIU_BENCH_PROFILE ? pid : undefined;
    if (profile.pid) await run('jcmd', [String(pid), 'JFR.start', 'name=bench', 'settings=profile']);
    return profile;
  }

  /** Ends the recording and writes its tables. */
  async stop(name) {
    if (!this.pid) return;
    mkdirSync(folder, { recursive: true });
    const recording = path.join(folder, `${name}.jfr`);
    await run('jcmd', [String(this.pid), 'JFR.stop', 'name=bench', `filename=${recording}`]);
    const { stdout } = await run('jfr', ['print', '--json', '--stack-depth', '64', '--events', 'jdk.ExecutionSample', recording], { maxBuffer: 2 ** 30 });
    const stacks = JSON.parse(stdout).recording.events.map(event => event.values.stackTrace?.frames.map(frame =>
      `${frame.method.type.name.replaceAll('/', '.')}.${frame.method.name}`) ?? []);
    writeFileSync(path.join(folder, `${name}.txt`), [
      `${stacks.length} samples`, '', 'whose code runs (nearest frame that is somebody\'s)', ...table(stacks.map(owner)), '',
      'nearest frame of ours', ...table(stacks.map(stack => stack.find(frame => frame.startsWith('org.shuniu.')) ?? '-')), '',
      'running', ...table(stacks.map(stack => stack[0] ?? '-')), ''].join('\n'));
    console.error(`profile: ${path.join(folder, `${name}.txt`)}`);
  }
}

function owner(stack) {
  for (const frame of stack) {
    for (const [pattern, name] of OWNERS) {
      const match = pattern.exec(frame);
      if (match) return name(match);
    }
  }
  return 'the virtual machine and others';
}

function table(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).slice(0, MOST).map(([value, n]) => `${(100 * n / values.length).toFixed(1).padStart(5)} %  ${value}`);
}
