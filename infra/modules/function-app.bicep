metadata name = 'Function app'
metadata description = 'One app on Flex Consumption, in a plan of its own because such a plan holds one app only.'

@description('Required. Name of the app, and with it its host name.')
param name string

@description('Required. Name of the plan.')
param planName string

@description('Required. Name of the service in azure.yaml: azd finds the app by it.')
param serviceName string

@description('Required. Region.')
param location string

@description('Required. Tags of every resource.')
param tags object

@description('Required. Resource id of the app\'s identity.')
param identityId string

@description('Required. Client id of the app\'s identity.')
param identityClientId string

@description('Required. Address of the container that the app\'s package is deployed to.')
param deploymentContainerUri string

@description('Required. App settings that name the services of the host storage account.')
param hostStorageSettings object

@description('Required. Where telemetry is sent.')
param applicationInsightsConnectionString string

@description('Required. App settings of the app\'s own.')
param settings object

@description('Optional. Resource id of the identity that an app registration trusts in the place of a client secret. With it people must sign in before a request reaches the app; null leaves every request to the app.')
param signInIdentityId string?

@description('Conditional. Client id of that identity. Required if signInIdentityId is given.')
param signInIdentityClientId string?

@description('Optional. Client id of the app registration; while it is null nobody can sign in, and nobody gets in.')
param signInClientId string?

var requiresSignIn = signInIdentityId != null
var signInIsReady = requiresSignIn && signInClientId != null

// The runtime's version and worker are in functionAppConfig: the settings that say so on other plans are refused here.
var allSettings = union(
  hostStorageSettings,
  settings,
  {
    AZURE_CLIENT_ID: identityClientId
    AzureWebJobsStorage__credential: 'managedidentity'
    AzureWebJobsStorage__clientId: identityClientId
    ServiceBus__credential: 'managedidentity'
    ServiceBus__clientId: identityClientId
    APPLICATIONINSIGHTS_CONNECTION_STRING: applicationInsightsConnectionString
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
  },
  signInIsReady ? {
    OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID: signInIdentityClientId
    WEBSITE_AUTH_AAD_ALLOWED_TENANTS: tenant().tenantId
  } : {}
)

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
  }
}

resource site 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': serviceName })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: union({ '${identityId}': {} }, requiresSignIn ? { '${signInIdentityId}': {} } : {})
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: deploymentContainerUri
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
      scaleAndConcurrency: {
        instanceMemoryMB: 2048
        // A storm of alerts must not become a storm of instances, nor of costs.
        maximumInstanceCount: 40
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
      // A second lock beside authsettingsV2 as long as there is nobody to sign in with; deployments go another way.
      ipSecurityRestrictionsDefaultAction: requiresSignIn && !signInIsReady ? 'Deny' : 'Allow'
      scmIpSecurityRestrictionsDefaultAction: 'Allow'
      scmIpSecurityRestrictionsUseMain: false
      appSettings: [for setting in items(allSettings): {
        name: setting.key
        value: setting.value
      }]
    }
  }
}

resource ftpPublishing 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: site
  name: 'ftp'
  properties: {
    allow: false
  }
}

resource scmPublishing 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: site
  name: 'scm'
  properties: {
    allow: false
  }
}

resource authentication 'Microsoft.Web/sites/config@2025-03-01' = if (requiresSignIn) {
  parent: site
  name: 'authsettingsV2'
  properties: {
    platform: {
      enabled: true
    }
    httpSettings: {
      requireHttps: true
    }
    globalValidation: {
      requireAuthentication: true
      unauthenticatedClientAction: signInIsReady ? 'RedirectToLoginPage' : 'Return401'
      redirectToProvider: signInIsReady ? 'azureactivedirectory' : null
    }
    identityProviders: signInIsReady ? {
      azureActiveDirectory: {
        enabled: true
        registration: {
          clientId: signInClientId
          // Names the app setting that holds an identity's client id: that identity's token stands in for a secret.
          clientSecretSettingName: 'OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID'
          openIdIssuer: '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
        }
        validation: {
          allowedAudiences: ['api://${signInClientId}', signInClientId]
        }
      }
    } : {}
    login: {
      tokenStore: {
        enabled: false
      }
    }
  }
}
