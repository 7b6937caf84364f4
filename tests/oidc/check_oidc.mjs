// SPDX-License-Identifier: EUPL-1.2
//
// Logs in at the daemon by way of `oidc-provider`, a login server that others made, and then by one that is
// tampered with on its way. Every negative case must be refused, with the code that says why, and must let nobody in.
//
//   node check_oidc.mjs PROGRAM WORK
//
// WORK holds a practice directory (staat, sleutels) and client.pem, the key that we show who we are with.
import { spawn } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import path from 'node:path';
import readline from 'node:readline';
import Provider from 'oidc-provider';

const [program, work] = process.argv.slice(2);
let passed = 0;
let failed = 0;

function expect(what, found, wanted) {
  if (found === wanted) {
    passed += 1;
    console.log(`ok      ${what}`);
  } else {
    failed += 1;
    console.log(`FAILED  ${what}: ${found}, and not ${wanted}`);
  }
}

function freePort() {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

const b64 = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** A browser: cookies by host, redirects by hand. */
class Browser {
  cookies = new Map();

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
      const request = kind.request(target, { method, headers: sent, rejectUnauthorized: false }, (response) => {
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
    answer.code = () => JSON.parse(answer.text).code;
    return answer;
  }

  /** From the login server's page to the address that it sends us back to. */
  async logIn(url, login) {
    let answer = await this.ask(url);
    for (let i = 0; i < 20; i += 1) {
      if (answer.next?.startsWith(redirect)) return answer.next;
      if (answer.next) {
        answer = await this.ask(answer.next);
      } else {
        const action = /<form[^>]* action="([^"]+)"/.exec(answer.text)?.[1];
        const prompt = /name="prompt" value="([^"]+)"/.exec(answer.text)?.[1];
        if (!action) throw new Error(`no form: ${answer.status} ${answer.text.slice(0, 300)}`);
        answer = await this.ask(new URL(action, issuer).href, { method: 'POST',
          form: prompt === 'login' ? { prompt, login, password: 'x' } : { prompt } });
      }
    }
    throw new Error('the login server goes round in circles');
  }
}

// --- the login server, and what stands between -----------------------------------------------------------------------
const between = await freePort();
const behind = await freePort();
const daemonPort = await freePort();
const issuer = `http://127.0.0.1:${between}`;
const api = `https://127.0.0.1:${daemonPort}/v1`;
const redirect = `${api}/aanmelden/antwoord`;

const signing = crypto.generateKeyPairSync('rsa', { modulusLength: 2048 });
const other = crypto.generateKeyPairSync('rsa', { modulusLength: 2048 });
const ours = crypto.createPublicKey(fs.readFileSync(path.join(work, 'client.pem')));
const people = {
  jansen: { name: 'P. Jansen', roles: ['Rechtmatigheid'] },
  bakker: { name: 'B. Bakker', roles: ['Klantmanager'] },
  niemand: { name: 'N. Niemand', roles: [] },
  dubbel: { name: 'D. Dubbel', roles: ['Beheer', 'Rechtmatigheid'] },
};

const provider = new Provider(issuer, {
  clients: [{ client_id: 'ontzorgd', redirect_uris: [redirect], post_logout_redirect_uris: [`${api}/`],
              response_types: ['code'], grant_types: ['authorization_code'],
              token_endpoint_auth_method: 'private_key_jwt', token_endpoint_auth_signing_alg: 'ES256',
              id_token_signed_response_alg: 'PS256',
              jwks: { keys: [{ ...ours.export({ format: 'jwk' }), kid: 'ontzorgd-1', use: 'sig', alg: 'ES256' }] } }],
  jwks: { keys: [{ ...signing.privateKey.export({ format: 'jwk' }), kid: 'inlog-1', use: 'sig', alg: 'PS256' }] },
  enabledJWA: { idTokenSigningAlgValues: ['PS256', 'RS256'], clientAuthSigningAlgValues: ['ES256', 'PS256'] },
  claims: { openid: ['sub', 'name', 'roles'] },
  scopes: ['openid'],
  conformIdTokenClaims: false,
  findAccount: async (_, id) => ({ accountId: id, claims: async () => ({ sub: id, ...people[id] }) }),
  pkce: { required: () => true },
  features: { devInteractions: { enabled: true }, rpInitiatedLogout: { enabled: true } },
  cookies: { keys: ['practice'] },
  ttl: { AccessToken: 600, AuthorizationCode: 60, IdToken: 600, Interaction: 600, Session: 600, Grant: 600 },
});
provider.proxy = true;
const realServer = http.createServer(provider.callback()).listen(behind, '127.0.0.1');

/** What changes an answer of the login server; by path. */
let tamper = {};
let asked = {};
const proxy = http.createServer((request, response) => {
  const pathname = new URL(request.url, issuer).pathname;
  asked[pathname] = (asked[pathname] ?? 0) + 1;
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    const onward = http.request({ host: '127.0.0.1', port: behind, method: request.method, path: request.url,
                                  headers: request.headers }, (answer) => {
      const got = [];
      answer.on('data', (part) => got.push(part));
      answer.on('end', async () => {
        let told = { status: answer.statusCode, headers: { ...answer.headers }, body: Buffer.concat(got) };
        if (tamper[pathname]) told = await tamper[pathname](told);
        delete told.headers['content-length'];
        delete told.headers['transfer-encoding'];
        response.writeHead(told.status, told.headers);
        response.end(told.body);
      });
    });
    onward.end(Buffer.concat(parts));
  });
}).listen(between, '127.0.0.1');

const sign = (header, claims, key = signing.privateKey) => {
  const text = `${b64(header)}.${b64(claims)}`;
  const how = header.alg === 'PS256'
    ? { key, padding: crypto.constants.RSA_PKCS1_PSS_PADDING, saltLength: crypto.constants.RSA_PSS_SALTLEN_DIGEST }
    : key;
  return `${text}.${crypto.sign('sha256', Buffer.from(text), how).toString('base64url')}`;
};
/** Replaces the ID token of the real login server by what `make` makes of its claims. */
const withToken = (make) => ({ '/token': (told) => {
  const answer = JSON.parse(told.body);
  if (answer.id_token) answer.id_token = make(JSON.parse(Buffer.from(answer.id_token.split('.')[1], 'base64url')));
  return { ...told, body: JSON.stringify(answer) };
} });
const withClaims = (changes) => withToken((claims) => sign({ alg: 'PS256', kid: 'inlog-1' }, { ...claims, ...changes }));

// --- the daemon --------------------------------------------------------------------------------------------------------
const configuration = path.join(work, 'ontzorgd.toml');
fs.writeFileSync(configuration, `[server]
luistert_op = ["127.0.0.1:${daemonPort}"]
[[gemeente]]
code = "1734"
map = "${path.join(work, 'staat')}"
sleutels = "${path.join(work, 'sleutels')}"
inlogserver = "${issuer}"
inlogserver_client = "ontzorgd"
inlogserver_terugkeer = "${redirect}"
inlogserver_na_afmelden = "${api}/"
inlogserver_sleutel = "${path.join(work, 'client.pem')}"
inlogserver_kid = "ontzorgd-1"
inlogserver_bereik = "openid"
inlogserver_rollen = "Rechtmatigheid=rechtmatigheid Klantmanager=klantmanager Beheer=beheerder"
inlogserver_vraagt_tweede_factor = "ja"
`);
let daemon;
async function start() {
  daemon = spawn(program, ['serve', '--config', configuration], { stdio: ['ignore', 'ignore', 'pipe'] });
  const lines = readline.createInterface({ input: daemon.stderr });
  await new Promise((resolve, reject) => {
    lines.on('line', (line) => {
      if (line.startsWith('Luistert op')) resolve();
      else if (!line.startsWith('{')) console.log(`daemon: ${line}`);
    });
    daemon.on('exit', (code) => reject(new Error(`the daemon ended with ${code}`)));
  });
}
async function stop() {
  daemon.removeAllListeners('exit');
  const ended = new Promise((resolve) => daemon.on('exit', resolve));
  daemon.kill('SIGTERM');
  await ended;
}

/** A whole login; the answer of the daemon when the browser comes back, and the browser. */
async function login(person, { change = (url) => url } = {}) {
  const browser = new Browser();
  const away = await browser.ask(`${api}/aanmelden`);
  if (away.status !== 303) return { browser, answer: away };
  const back = await browser.logIn(away.next, person);
  return { browser, back, answer: await browser.ask(change(back)) };
}
async function refused(what, code, person = 'jansen', options = {}) {
  const { browser, answer } = await login(person, options);
  expect(what, answer.status >= 400 ? answer.code() : `status ${answer.status}`, code);
  const session = await browser.ask(`${api}/sessies/huidige`);
  if (session.status !== 401) expect(`${what}: nobody is let in`, session.status, 401);
  tamper = {};
}

try {
  await start();

  // The whole flow.
  const { browser, back, answer } = await login('jansen');
  expect('a person logs in', answer.status, 303);
  const session = JSON.parse((await browser.ask(`${api}/sessies/huidige`)).text);
  expect('the user is named after the person', session.gebruiker, 'p.jansen');
  expect('the roles are those of the login server', session.rollen, 'rechtmatigheid');
  expect('the login server asked a second factor', session.tweede_factor, true);
  expect('what the role may read is read', (await browser.ask(`${api}/runs`)).status, 200);
  expect('another person has another role', JSON.parse((await (await login('bakker')).browser.ask(
    `${api}/sessies/huidige`)).text).rollen, 'klantmanager');

  // The answer counts once.
  expect('a replayed answer is refused', (await browser.ask(back)).code(), 'login_answer_has_another_state');
  const code = new URL(back).searchParams.get('code');
  await refused('a replayed code is refused', 'login_server_answer_is_no_use', 'jansen',
    { change: (url) => { const next = new URL(url); next.searchParams.set('code', code); return next.href; } });

  // Step-up: before signing, anew.
  const change = { method: 'POST', headers: { 'X-CSRF-Token': session.csrf_token } };
  const signature = { ...change, json: { versie: 1 } };
  expect('signing asks to log in anew', (await browser.ask(`${api}/batches/1/handtekeningen`, signature)).code(),
    'session_is_not_confirmed');
  const again = await browser.ask(`${api}/aanmelden/bevestiging`);
  expect('a session is confirmed by a login anew', (await browser.ask(await browser.logIn(again.next, 'jansen'))).status,
    303);
  expect('and then only the batch is missing', (await browser.ask(`${api}/batches/1/handtekeningen`, signature)).code(),
    'batch_is_unknown');

  // Tokens that are not to be believed.
  const claimsOf = (header, key) => withToken((claims) => sign(header, claims, key));
  tamper = withToken((claims) => `${b64({ alg: 'none' })}.${b64(claims)}.`);
  await refused('alg none', 'token_algorithm_is_none');
  tamper = withToken((claims) => {
    const text = `${b64({ alg: 'HS256', kid: 'inlog-1' })}.${b64(claims)}`;
    const pem = signing.publicKey.export({ type: 'spki', format: 'pem' });
    return `${text}.${crypto.createHmac('sha256', pem).update(text).digest('base64url')}`;
  });
  await refused('HS256 with the public key', 'token_algorithm_is_symmetric');
  tamper = claimsOf({ alg: 'PS256', kid: 'inlog-1' }, other.privateKey);
  await refused('the key of another', 'token_signature_is_wrong');
  tamper = withToken((claims) => sign({ alg: 'PS256', kid: 'inlog-1', jku: 'https://evil.example' }, claims));
  await refused('a token that brings its key', 'token_brings_its_own_key');
  tamper = withToken((claims) => sign({ alg: 'PS256', kid: 'inlog-1', crit: ['x'], x: 1 }, claims));
  await refused('a critical header', 'token_has_a_critical_header');
  tamper = withClaims({ iss: 'https://evil.example' });
  await refused('another issuer', 'id_token_has_another_issuer');
  tamper = withClaims({ aud: 'ander' });
  await refused('another audience', 'id_token_has_another_audience');
  tamper = withClaims({ nonce: 'x'.repeat(43) });
  await refused('another nonce', 'id_token_has_another_nonce');
  tamper = withClaims({ exp: Math.floor(Date.now() / 1000) - 300 });
  await refused('an expired token', 'id_token_has_expired');
  tamper = withClaims({ iat: Math.floor(Date.now() / 1000) + 300 });
  await refused('a token from the future', 'id_token_is_from_the_future');
  const keysBefore = asked['/jwks'] ?? 0;
  for (const kid of ['onbekend-1', 'onbekend-2', 'onbekend-3']) {
    tamper = claimsOf({ alg: 'PS256', kid });
    await refused(`an unknown kid (${kid})`, 'token_key_is_unknown');
  }
  expect('unknown kids fetch the keys once a minute at most', (asked['/jwks'] ?? 0) - keysBefore <= 1, true);

  // Answers that are not to be believed.
  await refused('an answer of another server (mix-up)', 'login_answer_has_another_issuer', 'jansen',
    { change: (url) => { const next = new URL(url); next.searchParams.set('iss', 'https://evil.example'); return next.href; } });
  await refused('an answer that does not say of which server', 'login_answer_names_no_issuer', 'jansen',
    { change: (url) => { const next = new URL(url); next.searchParams.delete('iss'); return next.href; } });
  await refused('another state', 'login_answer_has_another_state', 'jansen',
    { change: (url) => { const next = new URL(url); next.searchParams.set('state', 'x'.repeat(43)); return next.href; } });
  await refused('two codes', 'login_answer_is_double', 'jansen', { change: (url) => `${url}&code=x` });
  tamper = { '/token': (told) => ({ ...told, status: 302, headers: { location: 'http://127.0.0.1:1/' }, body: '' }) };
  await refused('a redirect', 'login_server_answer_is_no_use');
  tamper = { '/token': (told) => ({ ...told, body: 'x'.repeat(1_000_000) }) };
  await refused('an answer that is too large', 'server_answer_is_too_large');
  tamper = { '/token': (told) => new Promise((resolve) => setTimeout(() => resolve(told), 12_000)) };
  await refused('an answer that is too slow', 'server_answer_took_too_long');

  // People who may not.
  await refused('a person without a role', 'user_has_no_role', 'niemand');
  await refused('roles that do not go together', 'roles_conflict_in_use', 'dubbel');

  // Logging out there.
  const out = JSON.parse((await browser.ask(`${api}/sessies/huidige/afmeldingen`, change)).text);
  expect('the browser logs out there too', out.adres.startsWith(`${issuer}/session/end?client_id=ontzorgd`), true);
  expect('and nobody is logged in here', (await browser.ask(`${api}/sessies/huidige`)).status, 401);

  // A description that is of another, read by a daemon that knows none yet.
  await stop();
  await start();
  tamper = { '/.well-known/openid-configuration': (told) => ({ ...told,
    body: JSON.stringify({ ...JSON.parse(told.body), issuer: 'https://evil.example' }) }) };
  const elsewhere = await new Browser().ask(`${api}/aanmelden`);
  expect('a description of another server', elsewhere.code(), 'discovery_names_another_issuer');
  tamper = {};
  expect('and after it the right one', (await login('jansen')).answer.status, 303);
} catch (error) {
  failed += 1;
  console.log(`FAILED  ${error.stack}`);
} finally {
  if (daemon && daemon.exitCode === null) await stop();
  proxy.closeAllConnections();
  realServer.closeAllConnections();
  proxy.close();
  realServer.close();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
