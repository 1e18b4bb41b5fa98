targetScope = 'subscription'

import { stageSize } from 'modules/size.bicep'

@description('The beginning of every name; it must be free in all of Azure. Lower-case letters and digits.')
@minLength(4)
@maxLength(13)
param name string

@description('The domain that the regions\' names are in, for example conversations.example.com. One wildcard certificate is for it.')
param domain string

@description('The regions in the order of preference, as the settings Regions:All have them. Each gets everything but what is global.')
@minLength(2)
@maxLength(2)
param regions string[]

@description('How much of everything.')
param size stageSize

@description('The zones of residency, each with the region that is home to it. The zone\'s key is made in the vault of that region, and only its silos may use it.')
param zones { name: string, region: string }[] = []

@description('The id of the Entra group whose members may administer the clusters.')
param adminGroupId string

@description('How many days a conversation is kept after its last message; 0 keeps all. Not less than 9: the channel sends a message again for 7 days.')
@minValue(0)
@maxValue(3650)
param retentionDays int = 90

@description('Who is told of alerts.')
param alertEmail string

resource globalGroup 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: '${name}-global'
  location: regions[0]
}

resource regionGroups 'Microsoft.Resources/resourceGroups@2024-03-01' = [
  for region in regions: {
    name: '${name}-${region}'
    location: region
  }
]

module monitoring 'modules/monitoring.bicep' = {
  scope: globalGroup
  params: {
    name: name
    location: regions[0]
    alertEmail: alertEmail
  }
}

module registry 'modules/registry.bicep' = {
  scope: globalGroup
  params: {
    name: name
    regions: regions
  }
}

module cosmos 'modules/cosmos.bicep' = {
  scope: globalGroup
  params: {
    name: name
    regions: regions
    maxThroughput: size.cosmosMaxThroughput
    retentionDays: retentionDays
    alertGroupId: monitoring.outputs.alertGroupId
    workspaceId: monitoring.outputs.workspaceId
  }
}

module region 'modules/region.bicep' = [
  for (location, index) in regions: {
    scope: regionGroups[index]
    params: {
      name: name
      location: location
      size: size
      adminGroupId: adminGroupId
      workspaceId: monitoring.outputs.workspaceId
      alertGroupId: monitoring.outputs.alertGroupId
    }
  }
]

module access 'modules/access.bicep' = [
  for (location, index) in regions: {
    scope: globalGroup
    name: 'access-${location}'
    params: {
      cosmosName: cosmos.outputs.name
      registryName: registry.outputs.name
      siloPrincipalId: region[index].outputs.siloPrincipalId
      gatewayPrincipalId: region[index].outputs.gatewayPrincipalId
      kubeletPrincipalId: region[index].outputs.kubeletPrincipalId
    }
  }
]

module failoverEvents 'modules/failover-events.bicep' = [
  for (location, index) in regions: {
    scope: regionGroups[index]
    params: {
      eventHubsName: region[index].outputs.eventHubsName
      consolePrincipalIds: [for (other, at) in regions: region[at].outputs.consolePrincipalId]
      edgePrincipalIds: [for (other, at) in regions: region[at].outputs.edgePrincipalId]
      siloPrincipalId: region[index].outputs.siloPrincipalId
    }
  }
]

// Every region's vault has the connection strings of every region's Redis: standby copies go to the peer.
module redisSecrets 'modules/redis-secrets.bicep' = [
  for (location, index) in regions: {
    scope: regionGroups[index]
    params: {
      vaultName: region[index].outputs.vaultName
      own: index
      redis: [
        for (other, at) in regions: {
          group: regionGroups[at].name
          name: region[at].outputs.redisName
        }
      ]
    }
  }
]

module zoneKeys 'modules/zone-keys.bicep' = [
  for (location, index) in regions: {
    scope: regionGroups[index]
    params: {
      vaultName: region[index].outputs.vaultName
      zones: map(filter(zones, zone => zone.region == location), zone => zone.name)
      siloPrincipalId: region[index].outputs.siloPrincipalId
    }
  }
]

module frontDoor 'modules/front-door.bicep' = {
  scope: globalGroup
  params: {
    name: name
    domain: domain
    regions: regions
    alertGroupId: monitoring.outputs.alertGroupId
    workspaceId: monitoring.outputs.workspaceId
  }
}

@description('Where the channel\'s webhooks go until webhook.<domain> points there.')
output frontDoorHost string = frontDoor.outputs.host

@description('The value of the TXT record _dnsauth.webhook.<domain>.')
output domainValidation string = frontDoor.outputs.domainValidation

output tenantId string = subscription().tenantId

output registry string = registry.outputs.loginServer

@description('What each region\'s overlay needs.')
output overlays array = [
  for (location, index) in regions: {
    region: location
    cluster: region[index].outputs.clusterName
    vault: region[index].outputs.vaultName
    siloClientId: region[index].outputs.siloClientId
    gatewayClientId: region[index].outputs.gatewayClientId
    consoleClientId: region[index].outputs.consoleClientId
    edgeClientId: region[index].outputs.edgeClientId
    cosmosEndpoint: 'https://${cosmos.outputs.name}-${location}.documents.azure.com:443/'
    inboundLog: '${region[index].outputs.eventHubsName}.servicebus.windows.net:9093'
    deadLetters: region[index].outputs.blobEndpoint
  }
]
