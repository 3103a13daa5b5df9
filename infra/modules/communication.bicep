metadata name = 'Communication'
metadata description = 'Azure Communication Services e-mail. It takes no new customers since 23 October 2026 and ends on 30 September 2028: docs/decisions/0002-mail-provider.md.'

@description('Required. Name of the communication service.')
param name string

@description('Required. Name of the e-mail service.')
param emailServiceName string

@description('Required. Tags of every resource.')
param tags object

@description('Required. Geography in which data is kept.')
param dataLocation string

@description('Optional. Mail domain of your own; null takes an Azure-managed one.')
param customDomain string?

@description('Required. Whether the custom domain\'s DNS records are verified. An unverified domain cannot be linked.')
param customDomainVerified bool

var linked = customDomain == null || customDomainVerified

resource emailService 'Microsoft.Communication/emailServices@2025-09-01' = {
  name: emailServiceName
  location: 'global'
  tags: tags
  properties: {
    dataLocation: dataLocation
  }
}

// No sender user names: neither an Azure-managed domain nor a custom one under default limits can have them, so mail
// comes from DoNotReply.
resource domain 'Microsoft.Communication/emailServices/domains@2025-09-01' = {
  parent: emailService
  name: customDomain ?? 'AzureManagedDomain'
  location: 'global'
  tags: tags
  properties: {
    domainManagement: customDomain == null ? 'AzureManaged' : 'CustomerManaged'
    // Following who opened a mail would put tracking links into it.
    userEngagementTracking: 'Disabled'
  }
}

resource communicationService 'Microsoft.Communication/communicationServices@2025-09-01' = {
  name: name
  location: 'global'
  tags: tags
  properties: {
    dataLocation: dataLocation
    disableLocalAuth: true
    linkedDomains: linked ? [domain.id] : []
  }
}

@description('Name of the communication service.')
output name string = communicationService.name

@description('Address that the e-mail client talks to.')
output endpoint string = 'https://${communicationService.properties.hostName}'

@description('Address that mail comes from.')
output sender string = 'DoNotReply@${domain.properties.fromSenderDomain}'

@description('DNS records that prove the custom domain, as JSON; empty for an Azure-managed one.')
output domainRecords string = customDomain == null ? '' : string(domain.properties.verificationRecords)
