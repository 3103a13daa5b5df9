metadata name = 'Host storage'
metadata description = 'The storage account that one function app works in: host keys, timer leases, its package and, where durable functions run, the task hub. Its own, so that the broad rights that a host needs reach neither the tickets nor the package of another app (docs/decisions/0001-storage-accounts.md).'

@description('Required. Name of the storage account.')
param name string

@description('Required. Region.')
param location string

@description('Required. Tags of every resource.')
param tags object

@description('Required. Object id of the app\'s identity.')
param principalId string

@description('Required. Whether the app runs durable functions, whose task hub needs queues and tables.')
param runsDurable bool

var roles = {
  blobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b' // Storage Blob Data Owner
  queueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88' // Storage Queue Data Contributor
  tableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3' // Storage Table Data Contributor
}

// Owner of blobs is the least that the host documents: it makes its own containers and takes leases on them.
var roleIds = concat([roles.blobDataOwner], runsDurable ? [roles.queueDataContributor, roles.tableDataContributor] : [])

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  // What is here can be made again: the package by a deployment, the clocks of all tickets from the tickets.
  sku: { name: 'Standard_LRS' }
  properties: {
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }
}

resource blobService 'Microsoft.Storage/storageAccounts/blobServices@2025-06-01' = {
  parent: account
  name: 'default'
}

resource deploymentContainer 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01' = {
  parent: blobService
  name: 'deployment'
  properties: {
    publicAccess: 'None'
  }
}

// The principal is part of the name: an identity made anew under the old name then gets assignments of its own.
resource hostAccess 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for roleId in roleIds: {
  name: guid(account.id, principalId, roleId)
  scope: account
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleId)
  }
}]

@description('Address of the container that the app\'s package is deployed to.')
output deploymentContainerUri string = '${account.properties.primaryEndpoints.blob}${deploymentContainer.name}'

@description('App settings that name the services of the account, without the identity that uses them.')
output settings object = union(
  { AzureWebJobsStorage__blobServiceUri: account.properties.primaryEndpoints.blob },
  runsDurable ? {
    AzureWebJobsStorage__queueServiceUri: account.properties.primaryEndpoints.queue
    AzureWebJobsStorage__tableServiceUri: account.properties.primaryEndpoints.table
  } : {}
)
