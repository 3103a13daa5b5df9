metadata name = 'Support'
metadata description = 'The whole backend: four function apps, each with an identity and a host storage account of its own, over one account of tickets and one Service Bus namespace.'

targetScope = 'subscription'

// azd hands over every value as text taken from its environment, and leaves out what is not set. That is why the
// optional parameters of this one file default to an empty string, while those of the modules are nullable.

@minLength(1)
@maxLength(40)
@description('Required. Name of the azd environment. It names the resource group and, with the subscription and region, all resources.')
param environmentName string

@minLength(1)
@description('Required. Region of everything that has one. It must offer Flex Consumption.')
param location string

@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
@description('Optional. Replication of the account that holds the tickets.')
param ticketStorageSku string = 'Standard_ZRS'

@allowed(['smtp', 'acs'])
@description('Optional. What sends e-mail: an SMTP submission server, or Azure Communication Services, which only existing customers of it can create (docs/decisions/0002-mail-provider.md).')
param mailProvider string = 'smtp'

@description('Conditional. Address that mail comes from. Required if mailProvider is smtp; with acs the sender follows from the domain.')
param mailSender string = ''

@description('Conditional. SMTP submission server. Required if mailProvider is smtp.')
param smtpHost string = ''

@description('Optional. Port of the SMTP server: 587 for STARTTLS.')
param smtpPort string = '587'

@description('Optional. User name at the SMTP server; empty sends without authentication.')
param smtpUser string = ''

@secure()
@description('Conditional. Password at the SMTP server. Required if smtpUser is given. Kept in Key Vault.')
param smtpPassword string = ''

@description('Optional. Geography in which Communication Services keeps its data, if mailProvider is acs.')
param mailDataLocation string = 'Europe'

@description('Optional. Mail domain of your own for Communication Services; empty takes an Azure-managed one, which sends 10 mails an hour.')
param mailDomain string = ''

@description('Optional. Say true once the DNS records of mailDomain are in place and verified: only then can it be linked.')
param mailDomainVerified bool = false

@secure()
@description('Optional. URL of the Teams Workflows webhook that takes the cards; whoever knows it can post. Kept in Key Vault.')
param teamsWebhookUrl string = ''

@secure()
@description('Optional. Secrets by which other systems prove themselves, as JSON: {"github": "…"}; while one follows another, the next one as "github--next". Kept in Key Vault. A source without one is closed.')
param intakeSecrets string = ''

@description('Optional. Mailbox of Microsoft 365 that mails are read from, by address or by the object id of its user. Exchange must let the intake app\'s identity read it (docs/mail-providers.md).')
param graphMailbox string = ''

@description('Optional. Public key of the security policy of SendGrid\'s parse webhook. Once it is set, a mail that it did not sign is refused.')
param sendGridPublicKey string = ''

@secure()
@description('Optional. By what the apps prove themselves to the ServiceNow that tickets are mirrored to, as JSON: {"user": "…", "password": "…"}, {"token": "…"}, or {"tokenUrl": "…", "clientId": "…", "clientSecret": "…"}. Kept in Key Vault.')
param mirrorSecrets string = ''

@description('Optional. Client id of the Entra app registration that agents sign in with. While it is empty the desk refuses every request.')
param deskClientId string = ''

@description('Optional. Address of intake as customers see it, if it has a domain of its own.')
param publicBaseUrl string = ''

@description('Optional. Address of the desk as agents see it, if it has a domain of its own.')
param deskBaseUrl string = ''

@description('Optional. Who is mailed when something is dead-lettered or answers with errors; empty only records the alert.')
param alertEmail string = ''

var token = uniqueString(subscription().id, environmentName, location)
var tags = { 'azd-env-name': environmentName }
var usesAcs = mailProvider == 'acs'

// What each app may do with what the apps share, by name: its identity gets roles on exactly these. What an app needs
// for itself (host keys, leases, its package, the task hub) lies in its own account: modules/host-storage.bicep.
var apps = [
  {
    name: 'intake'
    runsDurable: false
    writesTables: ['Tickets', 'Outbox', 'Correlations', 'KeyRing', 'Models', 'Receipts', 'Quarantine', 'Suppressions', 'MailPace', 'GraphState', 'Chats', 'ApiKeys']
    readsTables: []
    writesContainers: ['content']
    receivesQueues: ['intake', 'mail', 'graph-mail']
    sendsToQueues: ['mail', 'graph-mail']
    receivesSubscriptions: []
    sendsToTopics: ['ticket-events']
    readsSecrets: intakeSecretNames
    sendsMail: false
  }
  {
    name: 'desk'
    runsDurable: false
    writesTables: ['Tickets', 'Outbox', 'KeyRing', 'SavedViews', 'Models', 'Quarantine', 'Suppressions', 'ApiKeys']
    readsTables: ['TicketViews', 'Rosters', 'TicketWords']
    writesContainers: ['content']
    // For their dead letters alone: whoever looks after them has them sent again (docs/operations.md).
    receivesQueues: ['intake', 'mail', 'graph-mail', 'notices', 'mirrors']
    sendsToQueues: ['intake', 'mail', 'graph-mail', 'notices', 'mirrors']
    receivesSubscriptions: ['clock', 'views', 'relations', 'assignment', 'notices', 'mirror']
    sendsToTopics: ['ticket-events']
    readsSecrets: []
    sendsMail: false
  }
  {
    name: 'orchestration'
    runsDurable: true
    writesTables: ['Tickets', 'Outbox', 'TicketViews', 'Rosters', 'TicketWords', 'Models', 'Correlations']
    readsTables: []
    writesContainers: []
    receivesQueues: ['mirrors']
    sendsToQueues: ['mirrors']
    receivesSubscriptions: ['clock', 'views', 'relations', 'assignment', 'mirror']
    sendsToTopics: ['ticket-events']
    readsSecrets: mirrorSecretNames
    sendsMail: false
  }
  {
    name: 'notifications'
    runsDurable: false
    writesTables: ['Tickets', 'KeyRing']
    readsTables: ['Suppressions', 'Chats']
    writesContainers: []
    receivesQueues: ['notices']
    sendsToQueues: ['notices']
    receivesSubscriptions: ['notices']
    sendsToTopics: []
    readsSecrets: notificationSecrets
    sendsMail: usesAcs
  }
]

var hasTeams = !empty(teamsWebhookUrl)
var hasSmtpPassword = !usesAcs && !empty(smtpPassword)
var intakeSecretValues = empty(intakeSecrets) ? {} : json(intakeSecrets)
var intakeSecretNames = map(objectKeys(intakeSecretValues), name => 'intake-${name}')
var mirrorSecretValues = empty(mirrorSecrets) ? {} : json(mirrorSecrets)
var mirrorSecretNames = map(objectKeys(mirrorSecretValues), name => 'mirror-servicenow-${name}')
var notificationSecrets = concat(hasTeams ? ['teams-webhook'] : [], hasSmtpPassword ? ['smtp-password'] : [])

var intakeUrl = empty(publicBaseUrl) ? 'https://func-intake-${token}.azurewebsites.net' : publicBaseUrl
var deskUrl = empty(deskBaseUrl) ? 'https://func-desk-${token}.azurewebsites.net' : deskBaseUrl

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    workspaceName: 'log-${token}'
    applicationInsightsName: 'appi-${token}'
    location: location
    tags: tags
  }
}

module tickets 'modules/ticket-storage.bicep' = {
  name: 'ticket-storage'
  scope: group
  params: {
    name: 'sttickets${token}'
    location: location
    tags: tags
    skuName: ticketStorageSku
  }
}

module messaging 'modules/messaging.bicep' = {
  name: 'messaging'
  scope: group
  params: {
    name: 'sb-${token}'
    location: location
    tags: tags
  }
}

module vault 'modules/key-vault.bicep' = {
  name: 'key-vault'
  scope: group
  params: {
    name: 'kv-${token}'
    location: location
    tags: tags
    secretNames: concat(notificationSecrets, intakeSecretNames, mirrorSecretNames)
    secretValues: union(
      { 'teams-webhook': teamsWebhookUrl, 'smtp-password': smtpPassword },
      toObject(items(intakeSecretValues), secret => 'intake-${secret.key}', secret => secret.value),
      toObject(items(mirrorSecretValues), secret => 'mirror-servicenow-${secret.key}', secret => secret.value)
    )
  }
}

module communication 'modules/communication.bicep' = if (usesAcs) {
  name: 'communication'
  scope: group
  params: {
    name: 'acs-${token}'
    emailServiceName: 'email-${token}'
    tags: tags
    dataLocation: mailDataLocation
    customDomain: empty(mailDomain) ? null : mailDomain
    customDomainVerified: mailDomainVerified
  }
}

module identities 'modules/identity.bicep' = [for app in apps: {
  name: 'identity-${app.name}'
  scope: group
  params: {
    name: 'id-${app.name}-${token}'
    location: location
    tags: tags
  }
}]

// The sign-in of people has an identity of its own: Entra trusts it in the place of a client secret, and an identity
// that can speak for the app registration should be able to do nothing else.
module signInIdentity 'modules/identity.bicep' = {
  name: 'identity-desk-sign-in'
  scope: group
  params: {
    name: 'id-desk-sign-in-${token}'
    location: location
    tags: tags
  }
}

module access 'modules/access.bicep' = [for (app, i) in apps: {
  name: 'access-${app.name}'
  scope: group
  params: {
    principalId: identities[i].outputs.principalId
    ticketStorageName: tickets.outputs.name
    writesTables: app.writesTables
    readsTables: app.readsTables
    writesContainers: app.writesContainers
    serviceBusName: messaging.outputs.name
    receivesQueues: app.receivesQueues
    sendsToQueues: app.sendsToQueues
    subscribedTopic: messaging.outputs.ticketEventsTopic
    receivesSubscriptions: app.receivesSubscriptions
    sendsToTopics: app.sendsToTopics
    applicationInsightsName: monitoring.outputs.applicationInsightsName
    vaultName: vault.outputs.name
    readsSecrets: app.readsSecrets
    communicationServiceName: app.sendsMail ? communication!.outputs.name : null
  }
}]

module hostStorage 'modules/host-storage.bicep' = [for (app, i) in apps: {
  name: 'host-storage-${app.name}'
  scope: group
  params: {
    // 24 characters are all that a storage account's name may have.
    name: take('st${app.name}${token}', 24)
    location: location
    tags: tags
    principalId: identities[i].outputs.principalId
    runsDurable: app.runsDurable
  }
}]

var sharedSettings = {
  Storage__tableServiceUri: tickets.outputs.tableServiceUri
  Storage__blobServiceUri: tickets.outputs.blobServiceUri
  ServiceBus__fullyQualifiedNamespace: messaging.outputs.fullyQualifiedNamespace
  Support__PublicBaseUrl: intakeUrl
  Support__DeskBaseUrl: deskUrl
}

var smtpSettings = union(
  { Email__smtpHost: smtpHost, Email__smtpPort: smtpPort, Email__sender: mailSender },
  empty(smtpUser) ? {} : { Email__smtpUser: smtpUser },
  hasSmtpPassword ? { Email__smtpPassword: '@Microsoft.KeyVault(SecretUri=${vault.outputs.uri}secrets/smtp-password)' } : {}
)

// Mails ask for an answer only where somebody reads it.
var mailSources = ['raw', 'sendgrid', 'mailgun', 'postmark']
var readsMail = !empty(graphMailbox) || !empty(sendGridPublicKey) || !empty(intersection(objectKeys(intakeSecretValues), mailSources))
var replySettings = readsMail ? { Email__repliesAreRead: 'true' } : {}

var acsSettings = usesAcs ? { Email__endpoint: communication!.outputs.endpoint, Email__sender: communication!.outputs.sender } : {}

// App Service takes no hyphen in the name of a setting: an underscore stands for each.
var intakeSettings = toObject(
  objectKeys(intakeSecretValues),
  name => 'Intake__${replace(replace(name, '--next', ''), '-', '_')}__${endsWith(name, '--next') ? 'secretNext' : 'secret'}',
  name => '@Microsoft.KeyVault(SecretUri=${vault.outputs.uri}secrets/intake-${name})'
)

var mailSettings = union(
  empty(graphMailbox) ? {} : { Graph__mailbox: graphMailbox },
  empty(sendGridPublicKey) ? {} : { Intake__sendgrid__publicKey: sendGridPublicKey }
)

var mirrorSettings = toObject(
  objectKeys(mirrorSecretValues),
  name => 'Mirror__servicenow__${name}',
  name => '@Microsoft.KeyVault(SecretUri=${vault.outputs.uri}secrets/mirror-servicenow-${name})'
)

var teamsSettings = hasTeams ? { Teams__Webhook__default: '@Microsoft.KeyVault(SecretUri=${vault.outputs.uri}secrets/teams-webhook)' } : {}

module functionApps 'modules/function-app.bicep' = [for (app, i) in apps: {
  name: 'function-app-${app.name}'
  scope: group
  params: {
    name: 'func-${app.name}-${token}'
    planName: 'plan-${app.name}-${token}'
    serviceName: app.name
    location: location
    tags: tags
    identityId: identities[i].outputs.id
    identityClientId: identities[i].outputs.clientId
    deploymentContainerUri: hostStorage[i].outputs.deploymentContainerUri
    hostStorageSettings: hostStorage[i].outputs.settings
    applicationInsightsConnectionString: monitoring.outputs.connectionString
    settings: union(
      sharedSettings,
      app.name == 'notifications' ? union(usesAcs ? acsSettings : smtpSettings, teamsSettings, replySettings) : {},
      app.name == 'intake' ? union(intakeSettings, mailSettings, { Intake__trustForwardedFor: 'true' }) : {},
      app.name == 'orchestration' ? mirrorSettings : {}
    )
    signInIdentityId: app.name == 'desk' ? signInIdentity.outputs.id : null
    signInIdentityClientId: app.name == 'desk' ? signInIdentity.outputs.clientId : null
    signInClientId: app.name == 'desk' && !empty(deskClientId) ? deskClientId : null
  }
  // A listener that starts before its roles are there, or a secret that cannot be read yet, is retried only after a while.
  dependsOn: [access]
}]

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  scope: group
  params: {
    location: location
    tags: tags
    serviceBusId: messaging.outputs.id
    workspaceId: monitoring.outputs.workspaceId
    email: empty(alertEmail) ? null : alertEmail
  }
}

@description('The region, as azd reads it back.')
output AZURE_LOCATION string = location

@description('The tenant that agents sign in to.')
output AZURE_TENANT_ID string = tenant().tenantId

@description('The resource group, in which azd finds the apps by their tag azd-service-name.')
output AZURE_RESOURCE_GROUP string = group.name

@description('Where customers and systems send tickets.')
output INTAKE_URL string = intakeUrl

@description('Client id of the intake app\'s identity, which Exchange must let read the mailbox.')
output INTAKE_CLIENT_ID string = identities[0].outputs.clientId

@description('Object id of the same identity.')
output INTAKE_PRINCIPAL_ID string = identities[0].outputs.principalId

@description('Where agents work. The app registration\'s redirect URI is this and /.auth/login/aad/callback.')
output DESK_URL string = deskUrl

@description('Object id of the identity that the app registration must trust: the subject of its federated credential.')
output DESK_SIGN_IN_PRINCIPAL_ID string = signInIdentity.outputs.principalId

@description('DNS records that Communication Services wants for mailDomain, as JSON; empty without such a domain.')
output MAIL_DOMAIN_RECORDS string = usesAcs ? communication!.outputs.domainRecords : ''
