metadata name = 'Access'
metadata description = 'The roles of one app on what the apps share, each on a single queue, topic, subscription, table or secret. Which app gets what is the table in main.bicep.'

@description('Required. Object id of the app\'s identity.')
param principalId string

@description('Required. Account that holds the tables.')
param ticketStorageName string

@description('Required. Tables that the app reads and writes.')
param writesTables string[]

@description('Required. Tables that the app only reads.')
param readsTables string[]

@description('Required. Blob containers that the app reads and writes.')
param writesContainers string[]

@description('Required. Service Bus namespace.')
param serviceBusName string

@description('Required. Queues that trigger the app, or whose dead letters it looks after.')
param receivesQueues string[]

@description('Required. Queues that the app sends to.')
param sendsToQueues string[]

@description('Required. Topic that receivesSubscriptions belong to.')
param subscribedTopic string

@description('Required. Subscriptions that trigger the app, or whose dead letters it looks after.')
param receivesSubscriptions string[]

@description('Required. Topics that the app sends to.')
param sendsToTopics string[]

@description('Required. Application Insights component that the app sends telemetry to.')
param applicationInsightsName string

@description('Required. Vault that holds the secrets.')
param vaultName string

@description('Required. Secrets that the app\'s settings refer to.')
param readsSecrets string[]

@description('Optional. Communication service that the app sends mail with; null if it sends none with one.')
param communicationServiceName string?

var roles = {
  tableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3' // Storage Table Data Contributor
  tableDataReader: '76199698-9eea-4c19-bc75-cec21354c6b6' // Storage Table Data Reader
  blobDataContributor: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe' // Storage Blob Data Contributor
  serviceBusSender: '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39' // Azure Service Bus Data Sender
  serviceBusReceiver: '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0' // Azure Service Bus Data Receiver
  reader: 'acdd72a7-3385-48ef-bd42-f606fba81ae7' // Reader
  metricsPublisher: '3913510d-42f4-4e42-8a64-420c390055eb' // Monitoring Metrics Publisher
  secretsUser: '4633458b-17de-408a-b874-0445c86b69e6' // Key Vault Secrets User
  emailOwner: '09976791-48a7-449e-bb21-39d1a415f350' // Communication and Email Service Owner
}

// A receiver also gets Reader on its own queue or subscription: the scaler reads the number of waiting messages there,
// and without that right it falls back to guessing from a peek. It opens no message and no key.
var receiverRoles = [roles.serviceBusReceiver, roles.reader]

resource ticketStorage 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: ticketStorageName
}

resource tableService 'Microsoft.Storage/storageAccounts/tableServices@2025-06-01' existing = {
  parent: ticketStorage
  name: 'default'
}

resource writtenTables 'Microsoft.Storage/storageAccounts/tableServices/tables@2025-06-01' existing = [for tableName in writesTables: {
  parent: tableService
  name: tableName
}]

resource readTables 'Microsoft.Storage/storageAccounts/tableServices/tables@2025-06-01' existing = [for tableName in readsTables: {
  parent: tableService
  name: tableName
}]

resource tableWriting 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for (tableName, i) in writesTables: {
  name: guid(writtenTables[i].id, principalId, roles.tableDataContributor)
  scope: writtenTables[i]
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.tableDataContributor)
  }
}]

resource tableReading 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for (tableName, i) in readsTables: {
  name: guid(readTables[i].id, principalId, roles.tableDataReader)
  scope: readTables[i]
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.tableDataReader)
  }
}]

resource blobService 'Microsoft.Storage/storageAccounts/blobServices@2025-06-01' existing = {
  parent: ticketStorage
  name: 'default'
}

resource writtenContainers 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01' existing = [for containerName in writesContainers: {
  parent: blobService
  name: containerName
}]

resource blobWriting 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for (containerName, i) in writesContainers: {
  name: guid(writtenContainers[i].id, principalId, roles.blobDataContributor)
  scope: writtenContainers[i]
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.blobDataContributor)
  }
}]

resource serviceBus 'Microsoft.ServiceBus/namespaces@2024-01-01' existing = {
  name: serviceBusName
}

resource receivedQueues 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' existing = [for queueName in receivesQueues: {
  parent: serviceBus
  name: queueName
}]

resource sentQueues 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' existing = [for queueName in sendsToQueues: {
  parent: serviceBus
  name: queueName
}]

resource sentTopics 'Microsoft.ServiceBus/namespaces/topics@2024-01-01' existing = [for topicName in sendsToTopics: {
  parent: serviceBus
  name: topicName
}]

resource topic 'Microsoft.ServiceBus/namespaces/topics@2024-01-01' existing = {
  parent: serviceBus
  name: subscribedTopic
}

resource receivedSubscriptions 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2024-01-01' existing = [for subscriptionName in receivesSubscriptions: {
  parent: topic
  name: subscriptionName
}]

// One loop over every pair of queue and role: two roles on each queue.
resource queueReceiving 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for i in range(0, 2 * length(receivesQueues)): {
  name: guid(receivedQueues[i / 2].id, principalId, receiverRoles[i % 2])
  scope: receivedQueues[i / 2]
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', receiverRoles[i % 2])
  }
}]

resource subscriptionReceiving 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for i in range(0, 2 * length(receivesSubscriptions)): {
  name: guid(receivedSubscriptions[i / 2].id, principalId, receiverRoles[i % 2])
  scope: receivedSubscriptions[i / 2]
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', receiverRoles[i % 2])
  }
}]

resource queueSending 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for (queueName, i) in sendsToQueues: {
  name: guid(sentQueues[i].id, principalId, roles.serviceBusSender)
  scope: sentQueues[i]
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusSender)
  }
}]

resource topicSending 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for (topicName, i) in sendsToTopics: {
  name: guid(sentTopics[i].id, principalId, roles.serviceBusSender)
  scope: sentTopics[i]
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusSender)
  }
}]

resource applicationInsights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: applicationInsightsName
}

resource telemetrySending 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(applicationInsights.id, principalId, roles.metricsPublisher)
  scope: applicationInsights
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.metricsPublisher)
  }
}

resource vault 'Microsoft.KeyVault/vaults@2025-05-01' existing = {
  name: vaultName
}

resource secrets 'Microsoft.KeyVault/vaults/secrets@2025-05-01' existing = [for secretName in readsSecrets: {
  parent: vault
  name: secretName
}]

resource secretReading 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for (secretName, i) in readsSecrets: {
  name: guid(secrets[i].id, principalId, roles.secretsUser)
  scope: secrets[i]
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.secretsUser)
  }
}]

resource communicationService 'Microsoft.Communication/communicationServices@2025-09-01' existing = if (communicationServiceName != null) {
  name: communicationServiceName ?? 'none'
}

// There is no built-in role that only sends.
resource mailSending 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (communicationServiceName != null) {
  name: guid(communicationService.id, principalId, roles.emailOwner)
  scope: communicationService
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.emailOwner)
  }
}
