// A certified OpenID Connect provider (npm oidc-provider) on loopback, for people of a university and for researchers.
// Environment: OIDC_MODULES (a node_modules folder), OIDC_PORT, OIDC_REDIRECTS (addresses parted by blanks).
import { pathToFileURL } from 'node:url'
const { OIDC_MODULES: modules, OIDC_PORT: port, OIDC_REDIRECTS: redirects } = process.env
const { default: Provider } = await import(pathToFileURL(`${modules}/oidc-provider/lib/index.js`).href)

const terms = 'urn:mace:dir:entitlement:common-lib-terms'
const people = {
  student: { affiliations: ['student@uni-x.example', 'member@uni-x.example'] },
  terms: { affiliations: [], entitlements: [terms] },
  alum: { affiliations: ['alum@uni-x.example'] },
}

// The password is not asked: whoever types a name is that person. A researcher is known by an ORCID iD.
const claimsOf = (id) => ({
  sub: id,
  email: 'ada@example.org',
  email_verified: false,
  name: 'A Name That Nobody Keeps',
  eduperson_scoped_affiliation: people[id]?.affiliations ?? [],
  eduperson_entitlement: people[id]?.entitlements ?? [],
})

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{ client_id: 'recto', client_secret: 'a secret that only tests know', redirect_uris: redirects.split(' '), grant_types: ['authorization_code'], response_types: ['code'] }],
  findAccount: (_, id) => ({ accountId: id, claims: () => claimsOf(id) }),
  claims: { openid: ['sub'], profile: ['name'], email: ['email', 'email_verified'], eduperson: ['eduperson_scoped_affiliation', 'eduperson_entitlement'] },
  scopes: ['openid', 'profile', 'email', 'eduperson'],
  pkce: { required: () => true },
  cookies: { keys: ['of no worth outside the tests'] },
  ttl: { Interaction: 600, Session: 600, Grant: 600, IdToken: 600, AccessToken: 600 },
  features: { devInteractions: { enabled: true } },
})

provider.listen(Number(port), '127.0.0.1')
process.stdin.resume()
process.stdin.on('end', () => process.exit(0)) // The tests have gone.
