metadata name = 'Monitoring'
metadata description = 'One workspace and one Application Insights for all apps, so that a ticket can be followed from intake to the mail it caused.'

@description('Required. Name of the Log Analytics workspace.')
param workspaceName string

@description('Required. Name of the Application Insights component.')
param applicationInsightsName string

@description('Required. Region.')
param location string

@description('Required. Tags of every resource.')
param tags object

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' = {
  name: workspaceName
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: 30
    features: {
      disableLocalAuth: true
      enableLogAccessUsingOnlyResourcePermissions: true
    }
  }
}

resource applicationInsights 'Microsoft.Insights/components@2020-02-02' = {
  name: applicationInsightsName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    // The connection string then says where to send and no longer lets anyone send: the apps send with their identities.
    DisableLocalAuth: true
  }
}

@description('Resource id of the workspace, in which alert rules query.')
output workspaceId string = workspace.id

@description('Name of the Application Insights component.')
output applicationInsightsName string = applicationInsights.name

@description('Where telemetry is sent. Not a secret: sending takes a role.')
output connectionString string = applicationInsights.properties.ConnectionString
