// SPDX-License-Identifier: Apache-2.0
// A small bundle of one component, compiled against the distribution and dropped into a home's deploy folder: what an
// integrator does, without Maven.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from './hub.mjs';

const system = path.join(root, 'karaf-assembly', 'distribution', 'target', 'assembly', 'system', 'org', 'shuniu');

/** The jar of a module of the hub. */
function jar(module) {
  const folder = path.join(system, module);
  const version = readdirSync(folder)[0];
  return path.join(folder, version, `${module}-${version}.jar`);
}

/**
 * Compiles one class and installs it as a bundle.
 *
 * @param home of the hub
 * @param name of the class, without a package; the bundle is called like it
 * @param source of the class
 * @param service what it is registered as
 * @param modules of the hub that it imports
 */
export function deploy({ home, name, source, service, modules }) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'shuniu-bundle-'));
  const bundle = `sample.${name.toLowerCase()}`;
  const classes = path.join(folder, 'classes');
  mkdirSync(path.join(classes, 'OSGI-INF'), { recursive: true });
  const file = path.join(folder, `${name}.java`);
  writeFileSync(file, `package ${bundle};\n${source}`);
  execFileSync('javac', ['--release', '17', '-cp', modules.map(jar).join(':'), '-d', classes, file], { stdio: 'pipe' });
  writeFileSync(path.join(classes, 'OSGI-INF', 'component.xml'), `<?xml version="1.0" encoding="UTF-8"?>
<scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="${bundle}" immediate="true">
  <implementation class="${bundle}.${name}"/>
  <service><provide interface="${service}"/></service>
</scr:component>
`);
  const manifest = path.join(folder, 'MANIFEST.MF');
  writeFileSync(manifest, `Bundle-ManifestVersion: 2
Bundle-SymbolicName: ${bundle}
Bundle-Version: 1.0.0
Service-Component: OSGI-INF/component.xml
Import-Package: ${modules.map(module => module.replace('api.services', 'api.services.contact')).join(',')}
`);
  const made = path.join(folder, `${bundle}.jar`);
  execFileSync('jar', ['--create', '--file', made, '--manifest', manifest, '-C', classes, '.'], { stdio: 'pipe' });
  // At once: the hub must not see half a file.
  const target = path.join(home, 'deploy', `${bundle}.jar`);
  const staged = path.join(home, `${bundle}.part`);
  execFileSync('cp', [made, staged]);
  renameSync(staged, target);
  rmSync(folder, { recursive: true, force: true });
  return target;
}
