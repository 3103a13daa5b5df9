metadata name = 'Key vault'
metadata description = 'Holds what no identity can replace: the URL of the Teams webhook and the password of the SMTP server.'

@description('Required. Name of the vault.')
param name string

@description('Required. Region.')
param location string

@description('Required. Tags of every resource.')
param tags object

@description('Required. Names of the secrets that there are.')
param secretNames string[]

@secure()
@description('Required. Values by name; those whose name is not in secretNames are not stored.')
param secretValues object

// No purge protection: the operator has both values, and it would keep the name from being used again for weeks after
// `azd down`. References in app settings do not work through a vault's firewall on Flex Consumption, so it has none.
resource vault 'Microsoft.KeyVault/vaults@2025-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 7
  }
}

resource secrets 'Microsoft.KeyVault/vaults/secrets@2025-05-01' = [for secretName in secretNames: {
  parent: vault
  name: secretName
  properties: {
    value: secretValues[secretName]
  }
}]

@description('Name of the vault.')
output name string = vault.name

@description('Address of the vault, with a slash at its end.')
output uri string = vault.properties.vaultUri
