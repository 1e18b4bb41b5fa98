using '../main.bicep'

param name = 'convtest'
param domain = 'test.conversations.example.com'
param regions = ['eastus', 'westeurope']
param adminGroupId = '00000000-0000-0000-0000-000000000000'
param alertEmail = 'operators@example.com'
param size = {
  nodes: { min: 3, max: 4, vmSize: 'Standard_D4ds_v5' }
  eventHubs: { units: 1, maxUnits: 2, partitions: 8 }
  redisSku: 'Balanced_B1'
  cosmosMaxThroughput: 1000
}
