// SPDX-License-Identifier: EUPL-1.2
//
// The login server that others made (oidc-provider), and what stands between it and everybody: TLS, the certificates
// of clients, and whoever tampers with what it answers.
import crypto from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import path from 'node:path';
import Provider from 'oidc-provider';

export function freePort() {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

const b64 = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const newKey = () => crypto.generateKeyPairSync('rsa', { modulusLength: 2048 });
const subject = 'CN=ontzorgd';

export class LoginServer {
  /** Who logs in there; a case may change them. */
  people = {
    jansen: { name: 'P. Jansen', roles: ['Rechtmatigheid'] },
    bakker: { name: 'B. Bakker', roles: ['Klantmanager'] },
    niemand: { name: 'N. Niemand', roles: [] },
    dubbel: { name: 'D. Dubbel', roles: ['Beheer', 'Rechtmatigheid'] },
    tweede: { name: 'P. Jansen', roles: ['Rechtmatigheid'] },
  };

  /** By path: what changes an answer, and what changes a question. */
  tamper = {};
  alter = {};
  asked = {};
  /** What the daemon sent when it turned codes in. */
  turnedIn = [];
  key = newKey();
  other = newKey();
  kid = 'inlog-1';

  static async start(work, redirect, afterLogout) {
    const server = new LoginServer();
    server.work = work;
    server.redirect = redirect;
    server.afterLogout = afterLogout;
    server.issuer = `https://127.0.0.1:${await freePort()}`;
    server.behind = await freePort();
    server.make();
    server.real = http.createServer((request, response) => server.answer(request, response))
      .listen(server.behind, '127.0.0.1');
    const read = (name) => fs.readFileSync(path.join(work, name));
    server.between = https.createServer({ key: read('server-key.pem'), cert: read('server.pem'), ca: read('ca.pem'),
                                          requestCert: true, rejectUnauthorized: false },
      (request, response) => server.pass(request, response)).listen(new URL(server.issuer).port, '127.0.0.1');
    return server;
  }

  /** A provider with the key of now; what was asked of the one before it is known still. */
  make() {
    const ours = crypto.createPublicKey(fs.readFileSync(path.join(this.work, 'client.pem')));
    const client = { redirect_uris: [this.redirect], post_logout_redirect_uris: [this.afterLogout],
                     response_types: ['code'], grant_types: ['authorization_code'],
                     id_token_signed_response_alg: 'PS256' };
    const provider = new Provider(this.issuer, {
      clients: [
        { ...client, client_id: 'ontzorgd', token_endpoint_auth_method: 'private_key_jwt',
          token_endpoint_auth_signing_alg: 'ES256',
          jwks: { keys: [{ ...ours.export({ format: 'jwk' }), kid: 'ontzorgd-1', use: 'sig', alg: 'ES256' }] } },
        { ...client, client_id: 'ontzorgd-mtls', token_endpoint_auth_method: 'tls_client_auth',
          tls_client_auth_subject_dn: subject },
      ],
      jwks: { keys: [{ ...this.key.privateKey.export({ format: 'jwk' }), kid: this.kid, use: 'sig', alg: 'PS256' }] },
      clientAuthMethods: ['private_key_jwt', 'tls_client_auth'],
      enabledJWA: { idTokenSigningAlgValues: ['PS256', 'RS256'], clientAuthSigningAlgValues: ['ES256', 'PS256'] },
      acrValues: ['urn:zwak', 'urn:sterk'],
      claims: { openid: ['sub', 'name', 'roles'] },
      scopes: ['openid'],
      conformIdTokenClaims: false,
      findAccount: async (_, id) => ({ accountId: id, claims: async () => ({ sub: id, ...this.people[id] }) }),
      loadExistingGrant: async (ctx) => {
        const grant = new provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
        grant.addOIDCScope('openid');
        await grant.save();
        return grant;
      },
      interactions: { url: (_, interaction) => `/interactie/${interaction.uid}` },
      discovery: { mtls_endpoint_aliases: { token_endpoint: `${this.issuer}/mtls/token` } },
      pkce: { required: () => true },
      features: {
        devInteractions: { enabled: false },
        rpInitiatedLogout: { enabled: true },
        mTLS: { enabled: true, tlsClientAuth: true,
                getCertificate: (ctx) => decodeURIComponent(ctx.get('x-certificate')) || undefined,
                certificateAuthorized: (ctx) => ctx.get('x-authorized') === 'true',
                certificateSubjectMatches: (ctx, property, expected) =>
                  property === 'tls_client_auth_subject_dn' && ctx.get('x-subject') === expected },
      },
      cookies: { keys: ['practice'] },
      ttl: { AccessToken: 600, AuthorizationCode: 60, IdToken: 600, Interaction: 600, Session: 600, Grant: 600 },
    });
    provider.proxy = true;
    provider.on('server_error', (_, error) => console.log(`login server: ${error.stack}`));
    this.provider = provider;
    this.callback = provider.callback();
  }

  /** Another key under another kid, and the first no more. */
  rollOver() {
    this.old = { key: this.key, kid: this.kid };
    this.key = newKey();
    this.kid = 'inlog-2';
    this.make();
  }

  /** Its own page to log in; the rest is the provider's. */
  async answer(request, response) {
    if (!request.url.startsWith('/interactie/')) {
      this.callback(request, response);
      return;
    }
    if (request.method === 'GET') {
      response.writeHead(200, { 'Content-Type': 'text/html' });
      response.end(`<form method="post" action="${request.url}"><input name="login"></form>`);
      return;
    }
    const parts = [];
    for await (const part of request) parts.push(part);
    const accountId = new URLSearchParams(Buffer.concat(parts).toString()).get('login');
    await this.provider.interactionFinished(request, response,
      { login: { accountId, acr: this.people[accountId].acr ?? 'urn:zwak' } }, { mergeWithLastSubmission: false });
  }

  async pass(request, response) {
    const asked = new URL(request.url, this.issuer).pathname;
    this.asked[asked] = (this.asked[asked] ?? 0) + 1;
    // Where certificates are shown is the same place, for those who ask there.
    const url = request.url.replace(/^\/mtls\//, '/');
    const { pathname } = new URL(url, this.issuer);
    const parts = [];
    for await (const part of request) parts.push(part);
    let body = Buffer.concat(parts);
    if (this.alter[pathname]) body = Buffer.from(this.alter[pathname](body.toString()));
    if (pathname === '/token') this.turnedIn.push(new URLSearchParams(body.toString()));
    const certificate = request.socket.getPeerCertificate();
    const headers = { ...request.headers, 'x-forwarded-proto': 'https', 'content-length': body.length,
                      'x-authorized': String(request.socket.authorized),
                      'x-certificate': certificate.raw ? encodeURIComponent(
                        new crypto.X509Certificate(certificate.raw).toString()) : '',
                      'x-subject': certificate.subject ? `CN=${certificate.subject.CN}` : '' };
    delete headers['transfer-encoding'];
    const onward = http.request({ host: '127.0.0.1', port: this.behind, method: request.method, path: url,
                                  headers }, (answer) => {
      const got = [];
      answer.on('data', (part) => got.push(part));
      answer.on('end', async () => {
        let told = { status: answer.statusCode, headers: { ...answer.headers }, body: Buffer.concat(got) };
        if (this.tamper[pathname]) told = await this.tamper[pathname](told);
        delete told.headers['content-length'];
        delete told.headers['transfer-encoding'];
        response.writeHead(told.status, told.headers);
        response.end(told.body);
      });
    });
    onward.end(body);
  }

  close() {
    for (const server of [this.between, this.real]) {
      server.closeAllConnections();
      server.close();
    }
  }

  // --- tokens that it did not give ------------------------------------------------------------------------------------
  /** A token with these parts as they are, signed by `key`. */
  sign(header, claims, key = this.key.privateKey) {
    const text = `${b64(header)}.${b64(claims)}`;
    const how = header.alg === 'PS256'
      ? { key, padding: crypto.constants.RSA_PKCS1_PSS_PADDING, saltLength: crypto.constants.RSA_PSS_SALTLEN_DIGEST }
      : key;
    return `${text}.${crypto.sign('sha256', Buffer.from(text), how).toString('base64url')}`;
  }

  unsigned(header, claims) {
    return `${b64(header)}.${b64(claims)}.`;
  }

  /** The public key that everybody knows, used as a secret. */
  signedWithPublicKey(claims) {
    const text = `${b64({ alg: 'HS256', kid: this.kid })}.${b64(claims)}`;
    const pem = this.key.publicKey.export({ type: 'spki', format: 'pem' });
    return `${text}.${crypto.createHmac('sha256', pem).update(text).digest('base64url')}`;
  }

  /** Replaces the ID token by what `make` makes of its claims. */
  replaceToken(make) {
    this.tamper = { '/token': (told) => {
      const answer = JSON.parse(told.body);
      if (answer.id_token) answer.id_token = make(JSON.parse(Buffer.from(answer.id_token.split('.')[1], 'base64url')));
      return { ...told, body: JSON.stringify(answer) };
    } };
  }

  replaceHeader(changes, key) {
    this.replaceToken((claims) => this.sign({ alg: 'PS256', kid: this.kid, ...changes }, claims, key));
  }

  replaceClaims(changes) {
    this.replaceToken((claims) => this.sign({ alg: 'PS256', kid: this.kid },
      typeof changes === 'function' ? changes(claims) : { ...claims, ...changes }));
  }
}
