// SPDX-License-Identifier: EUPL-1.2
//
// The daemon that is looked at, on a practice directory in `work`.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';

export class Daemon {
  constructor(program, work, port) {
    this.program = program;
    this.work = work;
    this.port = port;
    this.api = `https://127.0.0.1:${port}/v1`;
  }

  /** `more`: how it shows who it is, and what else is agreed with the login server. */
  configure(issuer, more) {
    const at = (name) => path.join(this.work, name);
    const settings = { inlogserver: issuer, inlogserver_terugkeer: `${this.api}/aanmelden/antwoord`,
                       inlogserver_na_afmelden: `${this.api}/`, inlogserver_uitgevers: at('ca.pem'),
                       inlogserver_bereik: 'openid',
                       inlogserver_rollen: 'Rechtmatigheid=rechtmatigheid Klantmanager=klantmanager Beheer=beheerder',
                       ...more };
    fs.writeFileSync(at('ontzorgd.toml'), `[server]
luistert_op = ["127.0.0.1:${this.port}"]
certificaat = "${at('server.pem')}"
sleutel = "${at('server-key.pem')}"
[[gemeente]]
code = "1734"
map = "${at('staat')}"
sleutels = "${at('sleutels')}"
${Object.entries(settings).map(([key, value]) => `${key} = "${value}"`).join('\n')}
`);
  }

  async start() {
    this.process = spawn(this.program, ['serve', '--config', path.join(this.work, 'ontzorgd.toml')],
      { stdio: ['ignore', 'ignore', 'pipe'] });
    const lines = readline.createInterface({ input: this.process.stderr });
    const said = [];
    await new Promise((resolve, reject) => {
      lines.on('line', (line) => {
        if (line.startsWith('Luistert op')) resolve();
        else if (!line.startsWith('{')) said.push(line);
      });
      this.process.on('exit', (code) => reject(new Error(`the daemon ended with ${code}: ${said.join(' ')}`)));
    });
  }

  async stop() {
    if (!this.process || this.process.exitCode !== null) return;
    this.process.removeAllListeners('exit');
    const ended = new Promise((resolve) => this.process.on('exit', resolve));
    this.process.kill('SIGTERM');
    await ended;
  }
}
