param cosmosName string
param registryName string
param siloPrincipalId string
param gatewayPrincipalId string
param kubeletPrincipalId string

resource account 'Microsoft.DocumentDB/databaseAccounts@2024-11-15' existing = {
  name: cosmosName
}

resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' existing = {
  name: registryName
}

// Built in: data reader 1, data contributor 2. The gateway only asks whether the store answers.
var cosmosRoles = [
  { principal: siloPrincipalId, role: '00000000-0000-0000-0000-000000000002' }
  { principal: gatewayPrincipalId, role: '00000000-0000-0000-0000-000000000001' }
]

resource data 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2024-11-15' = [
  for entry in cosmosRoles: {
    parent: account
    name: guid(account.id, entry.principal, entry.role)
    properties: {
      principalId: entry.principal
      roleDefinitionId: '${account.id}/sqlRoleDefinitions/${entry.role}'
      scope: account.id
    }
  }
]

var acrPull = '7f951dda-4ed3-4680-a7ca-43fe172d538d'

resource pull 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: registry
  name: guid(registry.id, kubeletPrincipalId, acrPull)
  properties: {
    principalId: kubeletPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', acrPull)
  }
}
