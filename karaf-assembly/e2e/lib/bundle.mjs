// SPDX-License-Identifier: Apache-2.0
// A bundle of somebody else's: one Java source, compiled against what the distribution has.

import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from './hub.mjs';

const run = promisify(execFile);
const SYSTEM = path.join(root, 'karaf-assembly', 'distribution', 'target', 'assembly', 'system');
const APIS = ['org.shuniu.api.base', 'org.shuniu.api.hub', 'org.shuniu.api.services'];

/** The jar of an artifact that the distribution has. */
export function artifact(group, name) {
  const folder = path.join(SYSTEM, ...group.split('.'), name);
  const version = existsSync(folder) && readdirSync(folder).find(each => /^\d/.test(each));
  if (!version) throw new Error(`the distribution has no ${group}:${name}`);
  return path.join(folder, version, `${name}-${version}.jar`);
}

/**
 * Makes `folder/NAME-VERSION.jar` whose activator is `NAME.CLASS` of this source. `imports` are the packages that it needs
 * of others, OSGi's own included.
 */
export async function bundle({ folder, name, version = '1.0.0', activator, source, imports }) {
  const work = path.join(folder, `${name}-${version}`);
  const classes = path.join(work, 'classes');
  mkdirSync(classes, { recursive: true });
  const file = path.join(work, `${activator}.java`);
  writeFileSync(file, `package ${name};\n${source}`);
  writeFileSync(path.join(work, 'MANIFEST.MF'), [
    'Bundle-ManifestVersion: 2', `Bundle-SymbolicName: ${name}`, `Bundle-Version: ${version}`, `Bundle-Activator: ${name}.${activator}`,
    `Import-Package: ${imports.join(',\n  ')}`, ''].join('\n'));
  const classpath = [artifact('org.apache.felix', 'org.apache.felix.framework'), ...APIS.map(api => artifact('org.shuniu', api))];
  await run('javac', ['-proc:none', '-Xlint:none', '-cp', classpath.join(path.delimiter), '-d', classes, file]);
  const jar = path.join(folder, `${name}-${version}.jar`);
  await run('jar', ['cfm', jar, path.join(work, 'MANIFEST.MF'), '-C', classes, '.']);
  return jar;
}

/** A connector of ours as another version, and with these other headers of its manifest: `folder/NAME-VERSION.jar`. */
export async function another({ folder, connector, version, headers = {} }) {
  const target = path.join(root, 'connectors', connector, 'target');
  const shipped = readdirSync(target).find(name => /-[0-9.]+\.jar$/.test(name));
  const jar = path.join(folder, shipped.replace(/-[0-9.]+\.jar$/, `-${version}.jar`));
  const more = `${jar}.mf`;
  copyFileSync(path.join(target, shipped), jar);
  writeFileSync(more, Object.entries({ 'Bundle-Version': version, ...headers }).map(([key, value]) => `${key}: ${value}\n`).join(''));
  await run('jar', ['ufm', jar, more]);
  return jar;
}

/** Puts a copy of a jar into a home's `deploy` folder, whole from its first moment on; gives its path there. */
export function drop(home, jar) {
  const target = path.join(home, 'deploy', path.basename(jar));
  const part = path.join(home, `${path.basename(jar)}.part`);
  copyFileSync(jar, part);
  renameSync(part, target);
  return target;
}
