param eventHubsName string
@description('The consoles of all regions: each reads the failover events of every region, and may read no other hub.')
param consolePrincipalIds string[]
@description('The edges of all regions: each tells the topic of whichever region is up, and may use no other hub.')
param edgePrincipalIds string[]
@description('The silos of this region, which may send to no other hub. Its gateways may send to every one.')
param siloPrincipalId string

var sender = '2b629674-e913-4c01-ae53-ef4638d8f975'
var receiver = 'a638d3c7-ab3a-418d-83e6-5f17a39d4fde'

resource eventHubs 'Microsoft.EventHub/namespaces@2024-01-01' existing = {
  name: eventHubsName

  resource analytics 'eventhubs' existing = {
    name: 'analytics'
  }
}

resource read 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for principalId in consolePrincipalIds: {
    scope: eventHubs::analytics
    name: guid(eventHubs::analytics.id, principalId, receiver)
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', receiver)
    }
  }
]

resource send 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for principalId in concat(edgePrincipalIds, [siloPrincipalId]): {
    scope: eventHubs::analytics
    name: guid(eventHubs::analytics.id, principalId, sender)
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', sender)
    }
  }
]
