param name string
param regions string[]

// Premium for the replica: a region pulls its images from its own side.
resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: '${name}registry'
  location: regions[0]
  sku: { name: 'Premium' }
  properties: {
    adminUserEnabled: false
    zoneRedundancy: 'Enabled'
  }
}

resource replicas 'Microsoft.ContainerRegistry/registries/replications@2023-07-01' = [
  for region in skip(regions, 1): {
    parent: registry
    name: region
    location: region
    properties: { zoneRedundancy: 'Enabled' }
  }
]

output name string = registry.name
output loginServer string = registry.properties.loginServer
