// SPDX-License-Identifier: EUPL-1.2
//
// A browser: cookies by host, redirects and forms by hand, and no certificate believed but those of `authority`.
import http from 'node:http';
import https from 'node:https';

export class Browser {
  cookies = new Map();

  constructor(authority) {
    this.authority = authority;
  }

  async ask(url, { method = 'GET', form, json, headers = {} } = {}) {
    const target = new URL(url);
    const jar = this.cookies.get(target.host) ?? new Map();
    this.cookies.set(target.host, jar);
    const body = form ? new URLSearchParams(form).toString() : json ? JSON.stringify(json) : undefined;
    const sent = { ...headers };
    if (jar.size) sent.Cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    if (form) sent['Content-Type'] = 'application/x-www-form-urlencoded';
    if (json) sent['Content-Type'] = 'application/json';
    if (body) sent['Content-Length'] = Buffer.byteLength(body);
    const answer = await new Promise((resolve, reject) => {
      const kind = target.protocol === 'https:' ? https : http;
      const request = kind.request(target, { method, headers: sent, ca: this.authority, agent: false }, (response) => {
        const parts = [];
        response.on('data', (part) => parts.push(part));
        response.on('end', () => resolve({ status: response.statusCode, headers: response.headers,
                                           text: Buffer.concat(parts).toString() }));
      });
      request.on('error', reject);
      request.end(body);
    });
    for (const line of answer.headers['set-cookie'] ?? []) {
      const [pair] = line.split(';');
      const at = pair.indexOf('=');
      if (pair.slice(at + 1) === '' || /max-age=0\b/i.test(line)) jar.delete(pair.slice(0, at));
      else jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    answer.next = answer.headers.location ? new URL(answer.headers.location, url).href : undefined;
    answer.json = () => JSON.parse(answer.text);
    answer.code = () => JSON.parse(answer.text).code;
    return answer;
  }

  /** Follows redirects and gives the forms on the way what `fields` says of them, until an address that `ends` knows. */
  async walk(url, ends, fields) {
    let at = url;
    let answer = await this.ask(at);
    for (let i = 0; i < 20; i += 1) {
      if (answer.next && ends(answer.next)) return answer.next;
      if (answer.next) {
        at = answer.next;
        answer = await this.ask(at);
      } else {
        const action = /<form[^>]* action="([^"]+)"/.exec(answer.text)?.[1];
        if (!action) throw new Error(`no form: ${answer.status} ${answer.text.slice(0, 300)}`);
        const hidden = [...answer.text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
        at = new URL(action, at).href;
        answer = await this.ask(at, { method: 'POST',
          form: { ...Object.fromEntries(hidden.map(([, name, value]) => [name, value])), ...fields } });
      }
    }
    throw new Error('the login server goes round in circles');
  }
}
