using '../main.bicep'

param name = 'convexample'
param domain = 'conversations.example.com'
param regions = ['eastus', 'westeurope']
param adminGroupId = '00000000-0000-0000-0000-000000000000'
param alertEmail = 'operators@example.com'
param size = {
  nodes: { min: 3, max: 12, vmSize: 'Standard_D4ds_v5' }
  eventHubs: { units: 4, maxUnits: 20, partitions: 32 }
  redisSku: 'Balanced_B10'
  cosmosMaxThroughput: 20000
}
