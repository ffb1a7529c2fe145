// SPDX-License-Identifier: Apache-2.0
// The second factor and the sessions of the development back end: one for whoever is logged in.
import { iso } from './mock-data.mjs';

const AGENTS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36',
  'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
];
const codes = () => Array.from({ length: 10 }, (_, index) => `DEMO-${'ABCDEFGHJK'[index].repeat(4)}-2345-WXYZ`);

export function accountRoutes() {
  let factor = { recoveryCodesLeft: 0 };
  let sessions = AGENTS.map((browser, index) => ({
    id: `s${index}`, since: iso(3600 * (index + 1)), usedAt: iso(600 * index), expiresAt: iso(-28800), address: `10.1.2.${index + 3}`, browser, current: index === 0,
  }));
  const on = () => {
    factor = { since: iso(), recoveryCodesLeft: 10 };
    return [200, { codes: codes() }];
  };
  const end = (keep) => {
    sessions = sessions.filter(keep);
    return [204];
  };
  return {
    list: [
      ['GET', /^\/session\/second-factor$/, () => [200, factor]],
      ['POST', /^\/session\/second-factor$/, ({ user }) => [200, { secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', uri: `otpauth://totp/Shuniu:${user.login}?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Shuniu&algorithm=SHA1&digits=6&period=30` }]],
      ['PUT', /^\/session\/second-factor$/, on],
      ['POST', /^\/session\/second-factor\/recovery-codes$/, on],
      ['POST', /^\/session\/second-factor\/removal$/, () => { factor = { recoveryCodesLeft: 0 }; return [204]; }],
      ['GET', /^\/session\/password-rules$/, () => [200, { minLength: 10, maxLength: 128, kinds: 3, longFrom: 16, history: 5, maxAgeDays: 0 }]],
      ['GET', /^\/sessions$/, () => [200, sessions]],
      ['DELETE', /^\/sessions$/, () => end((each) => each.current)],
      ['DELETE', /^\/sessions\/(.+)$/, ({ match }) => end((each) => each.id !== match[1])],
      ['GET', /^\/users\/[^/]+\/sessions$/, () => [200, sessions.map((each) => ({ ...each, current: false }))]],
      ['DELETE', /^\/users\/[^/]+\/sessions/, () => [204]],
      ['POST', /^\/users\/[^/]+\/second-factor-reset$/, () => [204]],
    ],
  };
}
