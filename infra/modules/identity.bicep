metadata name = 'Identity'
metadata description = 'A user-assigned identity. It exists before the app that runs as it, so that its roles are there when the app starts.'

@description('Required. Name of the identity.')
param name string

@description('Required. Region.')
param location string

@description('Required. Tags of every resource.')
param tags object

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
}

@description('Resource id: what an app is given.')
output id string = identity.id

@description('Object id: what roles are given to.')
output principalId string = identity.properties.principalId

@description('Client id: what code names it by.')
output clientId string = identity.properties.clientId
