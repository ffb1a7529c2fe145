// SPDX-License-Identifier: Apache-2.0
// A PostgreSQL of the test's own, on loopback, from the packages of the host.

import { execFileSync, spawn } from 'node:child_process';
import crypto from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { until } from './hub.mjs';

const versions = '/usr/lib/postgresql';

export class Postgres {
  password = crypto.randomBytes(12).toString('hex');

  /** Makes a cluster in the folder and starts it. */
  static async start(folder, port) {
    const postgres = new Postgres();
    Object.assign(postgres, { folder, port, data: path.join(folder, 'data') });
    postgres.bin = path.join(versions, readdirSync(versions).sort().at(-1), 'bin');
    mkdirSync(folder, { recursive: true });
    const secret = path.join(folder, 'password');
    writeFileSync(secret, postgres.password);
    if (process.getuid() === 0) execFileSync('chown', ['-R', 'postgres', folder]);
    // The parents of the folder belong to the test's user and must be passable for the server's.
    for (let dir = folder; dir.startsWith('/tmp/'); dir = path.dirname(dir)) chmodSync(dir, 0o711);
    postgres.#run('initdb', '-D', postgres.data, '-U', 'shuniu', '-A', 'scram-sha-256', `--pwfile=${secret}`, '-E', 'UTF8', '--locale=C');
    await postgres.up();
    return postgres;
  }

  get url() {
    return `jdbc:postgresql://127.0.0.1:${this.port}/postgres`;
  }

  /** Starts the server. */
  async up() {
    const [command, args] = this.#as('postgres', ['-D', this.data, '-p', String(this.port), '-c', 'listen_addresses=127.0.0.1',
      '-k', '', '-c', 'max_connections=60']);
    this.process = spawn(command, args, { stdio: 'ignore' });
    await until('PostgreSQL is ready', () => {
      try {
        execFileSync(path.join(this.bin, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(this.port)], { stdio: 'ignore' });
        return true;
      } catch {
        return false;
      }
    }, 20_000, 100);
  }

  /** Kills it as a power cut would. */
  async kill() {
    const pid = Number(readFileSync(path.join(this.data, 'postmaster.pid'), 'utf8').split('\n')[0]);
    const children = execFileSync('ps', ['-o', 'pid=', '--ppid', String(pid)]).toString().trim().split(/\s+/).map(Number);
    for (const each of [pid, ...children]) {
      try {
        process.kill(each, 'SIGKILL');
      } catch {
        // It went with its parent.
      }
    }
    await until('PostgreSQL is gone', () => !existsSync(`/proc/${pid}`) || this.process.exitCode !== null || this.process.signalCode);
  }

  /** Rows of a query. */
  query(sql) {
    return execFileSync(path.join(this.bin, 'psql'), ['-h', '127.0.0.1', '-p', String(this.port), '-U', 'shuniu', '-d', 'postgres', '-At', '-c', sql],
      { env: { ...process.env, PGPASSWORD: this.password } }).toString().trim().split('\n').filter(Boolean);
  }

  async stop() {
    try {
      this.#run('pg_ctl', 'stop', '-D', this.data, '-m', 'fast');
    } catch {
      await this.kill();
    }
  }

  // The server refuses to run as root.
  #as(program, args) {
    const file = path.join(this.bin, program);
    return process.getuid() === 0 ? ['setpriv', ['--reuid=postgres', '--regid=postgres', '--clear-groups', file, ...args]] : [file, args];
  }

  #run(program, ...args) {
    const [command, all] = this.#as(program, args);
    return execFileSync(command, all, { stdio: 'pipe', cwd: this.folder });
  }
}
