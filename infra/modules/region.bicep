import { stageSize } from 'size.bicep'

@minLength(4)
@maxLength(13)
param name string
param location string
param size stageSize
param adminGroupId string
param workspaceId string
param alertGroupId string

resource siloIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-silo-${location}'
  location: location
}

resource gatewayIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-gateway-${location}'
  location: location
}

resource consoleIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-console-${location}'
  location: location
}

resource edgeIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-edge-${location}'
  location: location
}

// The pods of the service accounts silo, gateway, console and edge are these identities.
resource siloFederation 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2023-01-31' = {
  parent: siloIdentity
  name: 'silo'
  properties: {
    issuer: cluster.properties.oidcIssuerProfile.issuerURL
    subject: 'system:serviceaccount:conversations:silo'
    audiences: ['api://AzureADTokenExchange']
  }
}

resource gatewayFederation 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2023-01-31' = {
  parent: gatewayIdentity
  name: 'gateway'
  properties: {
    issuer: cluster.properties.oidcIssuerProfile.issuerURL
    subject: 'system:serviceaccount:conversations:gateway'
    audiences: ['api://AzureADTokenExchange']
  }
}

resource consoleFederation 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2023-01-31' = {
  parent: consoleIdentity
  name: 'console'
  properties: {
    issuer: cluster.properties.oidcIssuerProfile.issuerURL
    subject: 'system:serviceaccount:conversations:console'
    audiences: ['api://AzureADTokenExchange']
  }
}

resource edgeFederation 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2023-01-31' = {
  parent: edgeIdentity
  name: 'edge'
  properties: {
    issuer: cluster.properties.oidcIssuerProfile.issuerURL
    subject: 'system:serviceaccount:conversations:edge'
    audiences: ['api://AzureADTokenExchange']
  }
}

resource cluster 'Microsoft.ContainerService/managedClusters@2024-09-01' = {
  name: '${name}-${location}'
  location: location
  sku: { name: 'Base', tier: 'Standard' }
  identity: { type: 'SystemAssigned' }
  properties: {
    dnsPrefix: '${name}-${location}'
    disableLocalAccounts: true
    aadProfile: {
      managed: true
      enableAzureRBAC: false
      adminGroupObjectIDs: [adminGroupId]
    }
    oidcIssuerProfile: { enabled: true }
    securityProfile: { workloadIdentity: { enabled: true } }
    autoUpgradeProfile: { upgradeChannel: 'patch', nodeOSUpgradeChannel: 'NodeImage' }
    // Cilium: network policies with port ranges.
    networkProfile: {
      networkPlugin: 'azure'
      networkPluginMode: 'overlay'
      networkDataplane: 'cilium'
      networkPolicy: 'cilium'
      loadBalancerSku: 'standard'
    }
    addonProfiles: {
      azureKeyvaultSecretsProvider: {
        enabled: true
        config: { enableSecretRotation: 'true', rotationPollInterval: '30s' }
      }
      omsagent: {
        enabled: true
        config: { logAnalyticsWorkspaceResourceID: workspaceId, useAADAuth: 'true' }
      }
    }
    agentPoolProfiles: [
      {
        name: 'system'
        mode: 'System'
        vmSize: 'Standard_D2ds_v5'
        count: 3
        availabilityZones: ['1', '2', '3']
        nodeTaints: ['CriticalAddonsOnly=true:NoSchedule']
        osSKU: 'AzureLinux'
      }
      {
        name: 'work'
        mode: 'User'
        vmSize: size.nodes.vmSize
        count: size.nodes.min
        enableAutoScaling: true
        minCount: size.nodes.min
        maxCount: size.nodes.max
        availabilityZones: ['1', '2', '3']
        osSKU: 'AzureLinux'
        upgradeSettings: { maxSurge: '33%' }
      }
    ]
  }
}

resource eventHubs 'Microsoft.EventHub/namespaces@2024-01-01' = {
  name: '${name}-log-${location}'
  location: location
  sku: { name: 'Standard', tier: 'Standard', capacity: size.eventHubs.units }
  properties: {
    zoneRedundant: true
    disableLocalAuth: true
    kafkaEnabled: true
    minimumTlsVersion: '1.2'
    isAutoInflateEnabled: true
    maximumThroughputUnits: size.eventHubs.maxUnits
  }
}

// 7 days: as long as the channel repeats a webhook.
resource inbound 'Microsoft.EventHub/namespaces/eventhubs@2024-01-01' = {
  parent: eventHubs
  name: 'inbound'
  properties: {
    partitionCount: size.eventHubs.partitions
    retentionDescription: { cleanupPolicy: 'Delete', retentionTimeInHours: 168 }
  }
}

// The failover events, for whoever reads them: a day is enough to look back.
resource analytics 'Microsoft.EventHub/namespaces/eventhubs@2024-01-01' = {
  parent: eventHubs
  name: 'analytics'
  properties: {
    partitionCount: 1
    retentionDescription: { cleanupPolicy: 'Delete', retentionTimeInHours: 24 }
  }
}

// One end point, one slot a script: the standby copies' keys of a shard share a slot.
resource redis 'Microsoft.Cache/redisEnterprise@2025-04-01' = {
  name: '${name}-redis-${location}'
  location: location
  sku: { name: size.redisSku }
  properties: {
    minimumTlsVersion: '1.2'
    highAvailability: 'Enabled'
  }
}

resource redisDatabase 'Microsoft.Cache/redisEnterprise/databases@2025-04-01' = {
  parent: redis
  name: 'default'
  properties: {
    clientProtocol: 'Encrypted'
    port: 10000
    clusteringPolicy: 'EnterpriseCluster'
    // A copy that was thrown away is a question asked twice: a full Redis refuses instead.
    evictionPolicy: 'NoEviction'
    accessKeysAuthentication: 'Enabled'
  }
}

// Dead letters: replicated over the zones of the region, and not beyond it.
resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: '${name}${location}'
  location: location
  kind: 'StorageV2'
  sku: { name: 'Standard_ZRS' }
  properties: {
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: '${name}-${location}'
  location: location
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enablePurgeProtection: true
    softDeleteRetentionInDays: 90
  }
}

var roles = {
  secretsUser: '4633458b-17de-408a-b874-0445c86b69e6'
  blobDataContributor: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
  eventHubsSender: '2b629674-e913-4c01-ae53-ef4638d8f975'
  eventHubsReceiver: 'a638d3c7-ab3a-418d-83e6-5f17a39d4fde'
}

var principals = {
  silo: siloIdentity.properties.principalId
  gateway: gatewayIdentity.properties.principalId
  console: consoleIdentity.properties.principalId
}

resource readSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for who in ['silo', 'gateway', 'console']: {
    scope: vault
    name: guid(vault.id, who, roles.secretsUser)
    properties: {
      principalId: principals[who]
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.secretsUser)
    }
  }
]

resource keepDeadLetters 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for who in ['silo', 'gateway']: {
    scope: storage
    name: guid(storage.id, who, roles.blobDataContributor)
    properties: {
      principalId: principals[who]
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.blobDataContributor)
    }
  }
]

resource append 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: eventHubs
  name: guid(eventHubs.id, 'gateway', roles.eventHubsSender)
  properties: {
    principalId: principals.gateway
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.eventHubsSender)
  }
}

resource read 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: eventHubs
  name: guid(eventHubs.id, 'silo', roles.eventHubsReceiver)
  properties: {
    principalId: principals.silo
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.eventHubsReceiver)
  }
}

var alerts = [
  {
    name: 'redis-memory'
    scope: redis.id
    description: 'The standby copies fill their Redis: past its limit turns go unshielded.'
    metric: 'usedmemorypercentage'
    aggregation: 'Maximum'
    threshold: 70
  }
  {
    name: 'event-hubs-throttled'
    scope: eventHubs.id
    description: 'The inbound log refuses webhooks; gateways forward, then keep dead letters.'
    metric: 'ThrottledRequests'
    aggregation: 'Total'
    threshold: 0
  }
  {
    name: 'event-hubs-errors'
    scope: eventHubs.id
    description: 'The inbound log fails.'
    metric: 'ServerErrors'
    aggregation: 'Total'
    threshold: 0
  }
  {
    name: 'nodes-memory'
    scope: cluster.id
    description: 'The cluster\'s machines run out of memory.'
    metric: 'node_memory_working_set_percentage'
    aggregation: 'Average'
    threshold: 85
  }
]

resource metricAlerts 'Microsoft.Insights/metricAlerts@2018-03-01' = [
  for alert in alerts: {
    name: '${name}-${alert.name}-${location}'
    location: 'global'
    properties: {
      description: alert.description
      severity: 2
      enabled: true
      scopes: [alert.scope]
      evaluationFrequency: 'PT1M'
      windowSize: 'PT5M'
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            name: 'threshold'
            criterionType: 'StaticThresholdCriterion'
            metricName: alert.metric
            timeAggregation: alert.aggregation
            operator: 'GreaterThan'
            threshold: alert.threshold
            dimensions: []
          }
        ]
      }
      actions: [{ actionGroupId: alertGroupId }]
    }
  }
]

output clusterName string = cluster.name
output vaultName string = vault.name
output redisName string = redis.name
output eventHubsName string = eventHubs.name
output blobEndpoint string = storage.properties.primaryEndpoints.blob
output siloClientId string = siloIdentity.properties.clientId
output gatewayClientId string = gatewayIdentity.properties.clientId
output consoleClientId string = consoleIdentity.properties.clientId
output edgeClientId string = edgeIdentity.properties.clientId
output siloPrincipalId string = siloIdentity.properties.principalId
output gatewayPrincipalId string = gatewayIdentity.properties.principalId
output consolePrincipalId string = consoleIdentity.properties.principalId
output edgePrincipalId string = edgeIdentity.properties.principalId
output kubeletPrincipalId string = cluster.properties.identityProfile.kubeletidentity.objectId
