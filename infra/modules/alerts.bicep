metadata name = 'Alerts'
metadata description = 'What somebody must be told: a message that no consumer could handle, and an app that answers with errors.'

@description('Required. Region.')
param location string

@description('Required. Tags of every resource.')
param tags object

@description('Required. Resource id of the Service Bus namespace.')
param serviceBusId string

@description('Required. Resource id of the Log Analytics workspace.')
param workspaceId string

@description('Optional. Who is mailed; null only records the alerts.')
param email string?

var actionGroupIds = email == null ? [] : [actionGroup.id]

resource actionGroup 'Microsoft.Insights/actionGroups@2023-01-01' = if (email != null) {
  name: 'ag-support'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'support'
    enabled: true
    emailReceivers: [
      {
        name: 'operator'
        emailAddress: email ?? ''
        useCommonAlertSchema: true
      }
    ]
  }
}

resource deadLetters 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'dead-letters'
  location: 'global'
  tags: tags
  properties: {
    description: 'A queue or topic holds dead letters. Each is something that was not done: read its reason, mend the cause, send it again.'
    enabled: true
    severity: 1
    scopes: [serviceBusId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'dead-letters'
          criterionType: 'StaticThresholdCriterion'
          metricNamespace: 'Microsoft.ServiceBus/namespaces'
          metricName: 'DeadletteredMessages'
          dimensions: [
            {
              name: 'EntityName'
              operator: 'Include'
              values: ['*']
            }
          ]
          timeAggregation: 'Average'
          operator: 'GreaterThan'
          threshold: 0
        }
      ]
    }
    actions: [for actionGroupId in actionGroupIds: {
      actionGroupId: actionGroupId
    }]
  }
}

resource serverErrors 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = {
  name: 'server-errors'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: 'server-errors'
    description: 'An app answered more than five requests in five minutes with a status of 500 or above.'
    enabled: true
    severity: 2
    scopes: [workspaceId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT5M'
    // The table is made by the first telemetry that arrives, which is after this rule.
    skipQueryValidation: true
    criteria: {
      allOf: [
        {
          query: 'AppRequests | where toint(ResultCode) >= 500'
          timeAggregation: 'Count'
          dimensions: [
            {
              name: 'AppRoleName'
              operator: 'Include'
              values: ['*']
            }
          ]
          operator: 'GreaterThan'
          threshold: 5
          failingPeriods: {
            numberOfEvaluationPeriods: 1
            minFailingPeriodsToAlert: 1
          }
        }
      ]
    }
    autoMitigate: true
    actions: {
      actionGroups: actionGroupIds
    }
  }
}
