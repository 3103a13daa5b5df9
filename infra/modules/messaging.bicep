metadata name = 'Messaging'
metadata description = 'The Service Bus namespace with its queues, topic and subscriptions. local/servicebus.json says the same for the local flavour, and a test compares the two.'

@description('Required. Name of the namespace.')
param name string

@description('Required. Region.')
param location string

@description('Required. Tags of every resource.')
param tags object

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
  name: name
  location: location
  tags: tags
  // Basic has neither topics nor duplicate detection, Premium is a fixed price of another order.
  sku: {
    name: 'Standard'
    tier: 'Standard'
  }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
  }
}

// Senders may repeat a message whose fate they could not learn; the queue drops the repetition by its MessageId. A message
// lives for ever unless its sender says otherwise, and one that expires is kept as a dead letter: nothing vanishes.
resource intakeQueue 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' = {
  parent: namespace
  name: 'intake'
  properties: {
    lockDuration: 'PT1M'
    maxDeliveryCount: 10
    requiresDuplicateDetection: true
    duplicateDetectionHistoryTimeWindow: 'PT10M'
    deadLetteringOnMessageExpiration: true
  }
}

resource mailQueue 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' = {
  parent: namespace
  name: 'mail'
  properties: {
    lockDuration: 'PT1M'
    maxDeliveryCount: 10
    requiresDuplicateDetection: true
    duplicateDetectionHistoryTimeWindow: 'PT10M'
    deadLetteringOnMessageExpiration: true
  }
}

resource graphMailQueue 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' = {
  parent: namespace
  name: 'graph-mail'
  properties: {
    lockDuration: 'PT1M'
    maxDeliveryCount: 10
    requiresDuplicateDetection: true
    duplicateDetectionHistoryTimeWindow: 'PT10M'
    deadLetteringOnMessageExpiration: true
  }
}

resource noticesQueue 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' = {
  parent: namespace
  name: 'notices'
  properties: {
    lockDuration: 'PT1M'
    maxDeliveryCount: 10
    requiresDuplicateDetection: true
    duplicateDetectionHistoryTimeWindow: 'PT10M'
    deadLetteringOnMessageExpiration: true
  }
}

resource mirrorsQueue 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' = {
  parent: namespace
  name: 'mirrors'
  properties: {
    lockDuration: 'PT1M'
    maxDeliveryCount: 10
    requiresDuplicateDetection: true
    duplicateDetectionHistoryTimeWindow: 'PT10M'
    deadLetteringOnMessageExpiration: true
  }
}

// No duplicate detection: an event carries its ticket and version, and a consumer that has seen that version does nothing.
resource ticketEvents 'Microsoft.ServiceBus/namespaces/topics@2024-01-01' = {
  parent: namespace
  name: 'ticket-events'
  properties: {
    requiresDuplicateDetection: false
  }
}

resource clockSubscription 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2024-01-01' = {
  parent: ticketEvents
  name: 'clock'
  properties: {
    lockDuration: 'PT1M'
    maxDeliveryCount: 10
  }
}

resource viewsSubscription 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2024-01-01' = {
  parent: ticketEvents
  name: 'views'
  properties: {
    lockDuration: 'PT1M'
    maxDeliveryCount: 10
  }
}

resource noticesSubscription 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2024-01-01' = {
  parent: ticketEvents
  name: 'notices'
  properties: {
    lockDuration: 'PT1M'
    maxDeliveryCount: 10
  }
}

resource assignmentSubscription 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2024-01-01' = {
  parent: ticketEvents
  name: 'assignment'
  properties: {
    lockDuration: 'PT1M'
    maxDeliveryCount: 10
  }
}

resource relationsSubscription 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2024-01-01' = {
  parent: ticketEvents
  name: 'relations'
  properties: {
    lockDuration: 'PT1M'
    maxDeliveryCount: 10
  }
}

resource mirrorSubscription 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2024-01-01' = {
  parent: ticketEvents
  name: 'mirror'
  properties: {
    lockDuration: 'PT1M'
    maxDeliveryCount: 10
  }
}

@description('Resource id of the namespace.')
output id string = namespace.id

@description('Name of the namespace.')
output name string = namespace.name

@description('Host name of the namespace, which is all that a client with an identity needs.')
output fullyQualifiedNamespace string = '${namespace.name}.servicebus.windows.net'

@description('Name of the topic that every change of a ticket goes to.')
output ticketEventsTopic string = ticketEvents.name
