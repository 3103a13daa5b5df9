metadata name = 'Ticket storage'
metadata description = 'The account that holds the record of every ticket, and nothing else (docs/decisions/0001-storage-accounts.md).'

@description('Required. Name of the storage account.')
param name string

@description('Required. Region.')
param location string

@description('Required. Tags of every resource.')
param tags object

@description('Required. Replication.')
param skuName string

// The apps have no right to create a table: what is not listed here is not there.
var tableNames = ['Tickets', 'Outbox', 'TicketViews', 'Correlations', 'KeyRing', 'Rosters', 'SavedViews', 'Models', 'TicketWords', 'Receipts', 'Quarantine', 'Suppressions', 'MailPace', 'GraphState', 'Chats', 'ApiKeys']

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: skuName }
  properties: {
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }
}

resource tableService 'Microsoft.Storage/storageAccounts/tableServices@2025-06-01' = {
  parent: account
  name: 'default'
}

resource tables 'Microsoft.Storage/storageAccounts/tableServices/tables@2025-06-01' = [for tableName in tableNames: {
  parent: tableService
  name: tableName
}]

// Mails as they came, attachments: what a table is too small for.
resource blobService 'Microsoft.Storage/storageAccounts/blobServices@2025-06-01' = {
  parent: account
  name: 'default'
  properties: {
    deleteRetentionPolicy: {
      enabled: true
      days: 14
    }
  }
}

resource content 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01' = {
  parent: blobService
  name: 'content'
  properties: {
    publicAccess: 'None'
  }
}

@description('Name of the account.')
output name string = account.name

@description('Address of the table service.')
output tableServiceUri string = account.properties.primaryEndpoints.table

@description('Address of the blob service.')
output blobServiceUri string = account.properties.primaryEndpoints.blob
