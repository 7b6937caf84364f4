// SPDX-License-Identifier: EUPL-1.2
//
// Logs in at the daemon by way of `oidc-provider`, a login server that others made, and then by one that is
// tampered with on its way. Every negative case must be refused with the code that says why, let nobody in, and leave
// the users and the facts as they were.
//
//   node check_oidc.mjs PROGRAM WORK
//
// WORK holds a practice directory (staat, sleutels), client.pem (the key that we show who we are with) and
// certificates: ca.pem, and with their keys server.pem, mtls.pem and other.pem.
import fs from 'node:fs';
import path from 'node:path';
import { Browser } from './browser.mjs';
import { Daemon } from './daemon.mjs';
import { LoginServer, freePort } from './login_server.mjs';

const [program, work] = process.argv.slice(2);
const authority = fs.readFileSync(path.join(work, 'ca.pem'));
const daemon = new Daemon(program, work, await freePort());
const { api } = daemon;
const redirect = `${api}/aanmelden/antwoord`;
const server = await LoginServer.start(work, redirect, `${api}/`);
const with_key = { inlogserver_client: 'ontzorgd', inlogserver_sleutel: path.join(work, 'client.pem'),
                   inlogserver_kid: 'ontzorgd-1', inlogserver_vraagt_tweede_factor: 'ja' };
const with_certificate = (name) => ({ inlogserver_client: 'ontzorgd-mtls',
                                      inlogserver_certificaat: path.join(work, `${name}.pem`),
                                      inlogserver_certificaat_sleutel: path.join(work, `${name}-key.pem`) });
let passed = 0;
let failed = 0;
let refusals = 0;

function expect(what, found, wanted) {
  if (found === wanted) {
    passed += 1;
    console.log(`ok      ${what}`);
  } else {
    failed += 1;
    console.log(`FAILED  ${what}: ${found}, and not ${wanted}`);
  }
}
const now = () => Math.floor(Date.now() / 1000);

const new_browser = () => new Browser(authority);
/** Logs in there as `person`; the address that it sends the browser back to. */
const log_in_there = (browser, url, person) =>
  browser.walk(url, (next) => next.startsWith(redirect), { login: person });
const is_at_login = (url) => url.startsWith(server.issuer);

/** A whole login: the answer of the daemon when the browser comes back, and the browser. */
async function login(person, change = (url) => url) {
  const browser = new_browser();
  const away = await browser.ask(`${api}/aanmelden`);
  if (away.status !== 303) return { browser, answer: away };
  const back = await log_in_there(browser, away.next, person);
  return { browser, away: away.next, back, answer: await browser.ask(change(back)) };
}
const session_of = async (browser) => browser.ask(`${api}/sessies/huidige`);

/** What an auditor sees of the users, and how many facts there are. */
const auditor = new_browser();
async function users_and_facts() {
  if ((await session_of(auditor)).status !== 200) {
    await auditor.ask(`${api}/sessies`, { method: 'POST',
      json: { gebruiker: 'ada', wachtwoord: 'wachtwoord-voor-de-proef' } });
  }
  const users = await auditor.ask(`${api}/gebruikers`);
  const chain = await auditor.ask(`${api}/ankers/huidige`);
  if (users.status !== 200 || chain.status !== 200) throw new Error(`${users.text} ${chain.text}`);
  const known = users.json().gebruikers.map(({ gebruiker, rollen }) => ({ gebruiker, rollen }));
  return JSON.stringify([known, chain.text]);
}
/** Refused with this code, and nothing is changed by it. */
async function refused(what, code, person = 'jansen', change = undefined) {
  refusals += 1;
  const before = await users_and_facts();
  const { browser, answer } = await login(person, change);
  server.tamper = {};
  server.alter = {};
  const found = answer.status >= 400 ? answer.code() : `status ${answer.status}`;
  const session = (await session_of(browser)).status;
  const is_same = (await users_and_facts()) === before;
  expect(what, `${found}${session === 401 ? '' : ', and somebody is let in'}${is_same ? '' : ', and a fact'}`, code);
}
const with_query = (name, value) => (url) => {
  const next = new URL(url);
  if (value === undefined) next.searchParams.delete(name);
  else next.searchParams.set(name, value);
  return next.href;
};

/** Anew, at the login server, for the session of this browser. */
async function confirm(browser, person) {
  const again = await browser.ask(`${api}/aanmelden/bevestiging`);
  return browser.ask(await log_in_there(browser, again.next, person));
}

async function whole_flow() {
  const { browser, away, back, answer } = await login('jansen');
  expect('a person logs in', answer.status, 303);
  const session = (await session_of(browser)).json();
  expect('the user is named after the person', session.gebruiker, 'p.jansen');
  expect('the roles are those of the login server', session.rollen, 'rechtmatigheid');
  expect('the login server asked a second factor', session.tweede_factor, true);
  expect('what the role may read is read', (await browser.ask(`${api}/runs`)).status, 200);
  expect('another person has another role', (await session_of((await login('bakker')).browser)).json().rollen,
    'klantmanager');

  // How it is asked (OpenID.NLGov).
  const request = new URL(away).searchParams;
  expect('the code flow is asked', request.get('response_type'), 'code');
  expect('with PKCE by SHA-256', request.get('code_challenge_method'), 'S256');
  for (const name of ['state', 'nonce']) {
    expect(`with 128 bits or more of ${name}`, Buffer.from(request.get(name), 'base64url').length >= 16, true);
  }
  const [first, second] = server.turnedIn;
  const assertion_of = (sent) =>
    JSON.parse(Buffer.from(sent.get('client_assertion').split('.')[1], 'base64url'));
  expect('no secret is shown', first.has('client_secret') || second.has('client_secret'), false);
  expect('each code is turned in with a new assertion', assertion_of(first).jti === assertion_of(second).jti, false);

  // The answer counts once.
  expect('a replayed answer', (await browser.ask(back)).code(), 'login_answer_has_another_state');
  await refused('a replayed code', 'login_server_answer_is_no_use', 'jansen',
    with_query('code', new URL(back).searchParams.get('code')));
  return browser;
}

async function step_up(browser) {
  const session = (await session_of(browser)).json();
  const sign = () => browser.ask(`${api}/batches/1/handtekeningen`, { method: 'POST', json: { versie: 1 },
    headers: { 'X-CSRF-Token': session.csrf_token } });
  const not_yet = async (what, code, person = 'jansen') => {
    const answer = await confirm(browser, person);
    server.tamper = {};
    expect(what, answer.status >= 400 ? answer.code() : answer.status, code);
    expect(`${what}: nothing is signed`, (await sign()).code(), 'session_is_not_confirmed');
  };
  expect('signing asks to log in anew', (await sign()).code(), 'session_is_not_confirmed');
  const asks = new URL((await browser.ask(`${api}/aanmelden/bevestiging`)).next).searchParams;
  expect('and the login server is told so', `${asks.get('prompt')} ${asks.get('max_age')}`, 'login 0');
  server.replaceClaims({ auth_time: now() - 300 });
  await not_yet('a login of before that', 'login_is_too_long_ago');
  server.replaceClaims(({ auth_time: _, ...rest }) => rest);
  await not_yet('a login of nobody knows when', 'token_claim_is_missing');
  server.replaceClaims({ auth_time: now() + 300 });
  await not_yet('a login of the future', 'id_token_is_from_the_future');
  await not_yet('a login of somebody else', 'login_is_of_somebody_else', 'bakker');
  expect('a session is confirmed by a login anew', (await confirm(browser, 'jansen')).status, 303);
  expect('and then only the batch is missing', (await sign()).code(), 'batch_is_unknown');
}

async function tokens() {
  server.replaceToken((claims) => server.unsigned({ alg: 'none' }, claims));
  await refused('alg none', 'token_algorithm_is_none');
  server.replaceToken((claims) => server.unsigned({ alg: 'NoNe', kid: server.kid }, claims));
  await refused('alg NoNe', 'token_algorithm_is_none');
  server.replaceToken((claims) => server.signedWithPublicKey(claims));
  await refused('HS256 with the public key', 'token_algorithm_is_symmetric');
  server.replaceToken((claims) => server.sign({ alg: 'RS256', kid: server.kid }, claims));
  await refused('another algorithm than that of the key', 'token_key_is_for_another_algorithm');
  server.replaceHeader({}, server.other.privateKey);
  await refused('the key of another', 'token_signature_is_wrong');
  server.replaceToken((claims) => {
    const [head, , signature] = server.sign({ alg: 'PS256', kid: server.kid }, claims).split('.');
    const more = { ...claims, roles: ['Beheer'] };
    return `${head}.${Buffer.from(JSON.stringify(more)).toString('base64url')}.${signature}`;
  });
  await refused('other claims under the same signature', 'token_signature_is_wrong');
  for (const [field, value] of [['jku', 'https://evil.example'], ['x5u', 'https://evil.example'],
    ['jwk', server.other.publicKey.export({ format: 'jwk' })]]) {
    server.replaceHeader({ [field]: value });
    await refused(`a token that brings its key (${field})`, 'token_brings_its_own_key');
  }
  server.replaceHeader({ crit: ['x'], x: 1 });
  await refused('a critical header', 'token_has_a_critical_header');
  server.replaceHeader({ typ: 'logout+jwt' });
  await refused('another type', 'token_has_another_type');
  server.replaceHeader({ kid: undefined });
  await refused('no kid', 'token_names_no_key');
  server.replaceToken((claims) => server.sign({ alg: 'PS256', kid: server.kid },
    `${JSON.stringify(claims).slice(0, -1)},"sub":"bakker"}`));
  await refused('a claim twice', 'token_json_member_is_double');
  server.replaceToken((claims) => `${server.sign({ alg: 'PS256', kid: server.kid }, claims)}.x`);
  await refused('a fourth part', 'token_has_not_three_parts');
  server.replaceToken(() => undefined);
  await refused('no token', 'token_claim_is_missing');
}

async function claims() {
  server.replaceClaims({ iss: 'https://evil.example' });
  await refused('another issuer', 'id_token_has_another_issuer');
  server.replaceClaims({ iss: `${server.issuer}/` });
  await refused('almost the issuer', 'id_token_has_another_issuer');
  server.replaceClaims({ aud: 'ander' });
  await refused('another audience', 'id_token_has_another_audience');
  server.replaceClaims({ aud: ['ontzorgd', 'ander'], azp: 'ander' });
  await refused('a token for another party', 'id_token_is_for_another_party');
  server.replaceClaims({ nonce: 'x'.repeat(43) });
  await refused('another nonce', 'id_token_has_another_nonce');
  server.replaceClaims(({ nonce: _, ...rest }) => rest);
  await refused('no nonce', 'token_claim_is_missing');
  server.replaceClaims({ exp: now() - 300 });
  await refused('an expired token', 'id_token_has_expired');
  server.replaceClaims(({ exp: _, ...rest }) => rest);
  await refused('a token that never expires', 'token_claim_is_missing');
  server.replaceClaims({ iat: now() + 300 });
  await refused('a token from the future', 'id_token_is_from_the_future');
  server.replaceClaims({ iat: now() - 3_600 });
  await refused('a token that is too old', 'id_token_is_too_old');
  server.replaceClaims({ nbf: now() + 300 });
  await refused('a token that is not valid yet', 'id_token_is_not_valid_yet');
}

async function keys() {
  const before = server.asked['/jwks'] ?? 0;
  for (const kid of ['onbekend-1', 'onbekend-2', 'onbekend-3']) {
    server.replaceHeader({ kid });
    await refused(`an unknown kid (${kid})`, 'token_key_is_unknown');
  }
  expect('unknown kids fetch the keys once a minute at most', (server.asked['/jwks'] ?? 0) - before <= 1, true);
}

async function answers() {
  await refused('an answer of another server (mix-up)', 'login_answer_has_another_issuer', 'jansen',
    with_query('iss', 'https://evil.example'));
  await refused('an answer that does not say of which server', 'login_answer_names_no_issuer', 'jansen',
    with_query('iss'));
  await refused('another state', 'login_answer_has_another_state', 'jansen', with_query('state', 'x'.repeat(43)));
  await refused('no state', 'login_answer_has_another_state', 'jansen', with_query('state'));
  await refused('two codes', 'login_answer_is_double', 'jansen', (url) => `${url}&code=x`);
  await refused('a login server that says no', 'login_server_said_no', 'jansen', with_query('error', 'access_denied'));
  const stolen = await login('jansen', () => `${api}/sessies/huidige`);
  const elsewhere = await new_browser().ask(stolen.back);
  expect('an answer in another browser', elsewhere.code(), 'login_answer_has_another_state');
  server.alter = { '/token': (body) => body.replace(/code_verifier=[^&]*/, `code_verifier=${'x'.repeat(43)}`) };
  await refused('a code with the verifier of another', 'login_server_answer_is_no_use');
  server.alter = { '/token': (body) => body.replace(/(client_assertion=[^&]*)...../, '$1AAAAA') };
  await refused('an assertion that was tampered with', 'login_server_answer_is_no_use');
  server.tamper = { '/token': (told) => ({ ...told, status: 302, headers: { location: 'http://127.0.0.1:1/' }, body: '' }) };
  await refused('a redirect', 'login_server_answer_is_no_use');
  server.tamper = { '/token': (told) => ({ ...told, body: 'x'.repeat(1_000_000) }) };
  await refused('an answer that is too large', 'server_answer_is_too_large');
  server.tamper = { '/token': (told) => new Promise((resolve) => setTimeout(() => resolve(told), 12_000)) };
  await refused('an answer that is too slow', 'server_answer_took_too_long');
}

async function who_may() {
  await refused('a person without a role', 'user_has_no_role', 'niemand');
  await refused('roles that do not go together', 'roles_conflict_in_use', 'dubbel');
  server.replaceClaims({ _claim_names: { groups: 'src1' } });
  await refused('roles that were cut', 'login_roles_were_cut');
  server.replaceClaims({ roles: { 0: 'Rechtmatigheid' } });
  await refused('roles that are no list', 'token_claim_is_malformed');

  // A person is a subject of an issuer, whatever they are called.
  await refused('another person with a name that is taken', 'login_name_is_taken', 'tweede');
  const before = await users_and_facts();
  server.people.jansen.name = 'P. de Wit';
  const renamed = await login('jansen');
  expect('a person with another name is the same user', (await session_of(renamed.browser)).json().gebruiker, 'p.jansen');
  expect('and no second one', await users_and_facts(), before);
  server.people.bakker.name = 'P. Jansen';
  const other = await login('bakker');
  expect('who takes the name of another stays who they are', (await session_of(other.browser)).json().gebruiker,
    'b.bakker');
  server.people.jansen.roles = ['Klantmanager'];
  expect('other roles there are other roles here', (await session_of((await login('jansen')).browser)).json().rollen,
    'klantmanager');
  expect('also in the session of before', (await session_of(renamed.browser)).json().rollen, 'klantmanager');
  server.people.jansen.roles = [];
  expect('a person who lost all roles', (await login('jansen')).answer.code(), 'user_has_no_role');
  expect('can do nothing in the session of before', (await renamed.browser.ask(`${api}/runs`)).status, 403);
  server.people.jansen.roles = ['Rechtmatigheid'];
  expect('and can again with a role', (await login('jansen')).answer.status, 303);
}

async function log_out() {
  const { browser } = await login('jansen');
  const { csrf_token } = (await session_of(browser)).json();
  const out = (await browser.ask(`${api}/sessies/huidige/afmeldingen`,
    { method: 'POST', headers: { 'X-CSRF-Token': csrf_token } })).json();
  expect('the browser is sent to log out there', out.adres.startsWith(`${server.issuer}/session/end?client_id=ontzorgd`),
    true);
  expect('and nobody is logged in here', (await session_of(browser)).status, 401);
  expect('the login server sends it back', await browser.walk(out.adres, (next) => next.startsWith(api),
    { logout: 'yes' }), `${api}/`);
  const away = (await browser.ask(`${api}/aanmelden`)).next;
  let answer = await browser.ask(away);
  while (answer.next && is_at_login(answer.next)) answer = await browser.ask(answer.next);
  expect('and asks there to log in', answer.text.includes('name="login"'), true);
}

/** The key of the login server is replaced; the daemon has fetched the one before just now. */
async function key_rollover() {
  await daemon.stop();
  await daemon.start();
  expect('a daemon that just began fetches the keys', (await login('jansen')).answer.status, 303);
  const began = Date.now();
  const fetched = server.asked['/jwks'];
  server.rollOver();
  await refused('a new key within a minute', 'token_key_is_unknown');
  expect('is not fetched', server.asked['/jwks'], fetched);
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, began + 62_000 - Date.now())));
  expect('a new key is fetched after that', (await login('jansen')).answer.status, 303);
  expect('once', server.asked['/jwks'], fetched + 1);
  server.replaceToken((claims) => server.sign({ alg: 'PS256', kid: server.old.kid }, claims, server.old.key.privateKey));
  await refused('the key that was withdrawn', 'token_key_is_unknown');
}

/** A description that is of another, read by a daemon that knows none yet. */
async function description() {
  const anew = async (changes) => {
    await daemon.stop();
    await daemon.start();
    server.tamper = { '/.well-known/openid-configuration': (told) => ({ ...told,
      body: JSON.stringify({ ...JSON.parse(told.body), ...changes }) }) };
    const answer = await new_browser().ask(`${api}/aanmelden`);
    server.tamper = {};
    return answer.code();
  };
  expect('a description of another server', await anew({ issuer: 'https://evil.example' }),
    'discovery_names_another_issuer');
  expect('a description that sends codes away without TLS', await anew({ token_endpoint: 'http://evil.example/token' }),
    'url_is_not_https');
  // That it failed is remembered for ten seconds.
  await new Promise((resolve) => setTimeout(resolve, 11_000));
  expect('and after it the right one', (await login('jansen')).answer.status, 303);
}

/** A certificate in place of a key, and a strength of login that must be proved. */
async function by_certificate() {
  const anew = async (more) => {
    await daemon.stop();
    daemon.configure(server.issuer, more);
    await daemon.start();
  };
  const strong = { inlogserver_sterkte: 'urn:sterk' };
  expect('who shows a key asks at the usual place', server.asked['/mtls/token'], undefined);
  await anew({ ...with_certificate('mtls'), ...strong });
  await refused('a login that is not strong enough', 'login_is_not_strong_enough');
  server.people.jansen.acr = 'urn:sterk';
  const { browser, away, answer } = await login('jansen');
  expect('a person logs in where we show a certificate', answer.status, 303);
  expect('at the place for certificates', server.asked['/mtls/token'], 2);
  expect('the strength was asked', new URL(away).searchParams.get('acr_values'), 'urn:sterk');
  expect('no assertion is shown', server.turnedIn.at(-1).has('client_assertion'), false);
  expect('a strength that was proved is a second factor', (await session_of(browser)).json().tweede_factor, true);
  server.replaceClaims(({ acr: _, ...rest }) => rest);
  await refused('a login of unknown strength', 'token_claim_is_missing');
  server.replaceClaims({ aud: 'ontzorgd' });
  await refused('a token for our other client', 'id_token_has_another_audience');
  await anew({ ...with_certificate('other'), ...strong });
  await refused('the certificate of another', 'login_server_answer_is_no_use');
  await anew(with_certificate('mtls'));
  expect('without a strength there is no second factor',
    (await session_of((await login('jansen')).browser)).json().tweede_factor, false);
  await anew({ ...with_key, inlogserver_uitgevers: path.join(work, 'stranger.pem') });
  expect('a login server that nobody we trust knows', (await new_browser().ask(`${api}/aanmelden`)).code(),
    'server_is_not_trusted');
}

try {
  daemon.configure(server.issuer, with_key);
  await daemon.start();
  const browser = await whole_flow();
  for (const part of [() => step_up(browser), tokens, claims, keys, answers, who_may, log_out, key_rollover, description,
    by_certificate]) await part();
} catch (error) {
  failed += 1;
  console.log(`FAILED  ${error.stack}`);
} finally {
  await daemon.stop();
  server.close();
}
console.log(`${refusals} logins were refused, with nobody let in and users and chain as they were`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
