param vaultName string

@description('The place of this region among redis.')
param own int

@description('Every region\'s Redis, in the order of the regions.')
param redis { group: string, name: string }[]

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: vaultName
}

resource databases 'Microsoft.Cache/redisEnterprise/databases@2025-04-01' existing = [
  for entry in redis: {
    name: '${entry.name}/default'
    scope: resourceGroup(entry.group)
  }
]

resource standby 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = [
  for (entry, index) in redis: {
    parent: vault
    name: 'Regions--All--${index}--Redis'
    properties: {
      value: '${entry.name}.redis.azure.net:10000,password=${databases[index].listKeys().primaryKey},ssl=True,abortConnect=False'
    }
  }
]

resource membership 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'Clustering--Redis'
  properties: {
    value: '${redis[own].name}.redis.azure.net:10000,password=${databases[own].listKeys().primaryKey},ssl=True,abortConnect=False'
  }
}
