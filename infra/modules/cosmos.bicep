param name string
param regions string[]
param maxThroughput int
param retentionDays int
param alertGroupId string
param workspaceId string

// Writes in every region; every region writes its own documents only, so that there is nothing to resolve.
resource account 'Microsoft.DocumentDB/databaseAccounts@2024-11-15' = {
  name: '${name}-cosmos'
  location: regions[0]
  kind: 'GlobalDocumentDB'
  properties: {
    databaseAccountOfferType: 'Standard'
    enableMultipleWriteLocations: true
    disableLocalAuth: true
    minimalTlsVersion: 'Tls12'
    consistencyPolicy: { defaultConsistencyLevel: 'Session' }
    locations: [
      for (region, index) in regions: {
        locationName: region
        failoverPriority: index
        isZoneRedundant: true
      }
    ]
    backupPolicy: {
      type: 'Continuous'
      continuousModeProperties: { tier: 'Continuous7Days' }
    }
  }
}

resource database 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases@2024-11-15' = {
  parent: account
  name: 'conversations'
  properties: { resource: { id: 'conversations' } }
}

// Documents are only ever read by id; an index would double the charge of a write for nothing.
resource container 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers@2024-11-15' = {
  parent: database
  name: 'conversations'
  properties: {
    resource: {
      id: 'conversations'
      partitionKey: { paths: ['/pk'], kind: 'Hash', version: 2 }
      // Seconds after the last write of a document; -1 keeps it unless it says otherwise itself.
      defaultTtl: retentionDays == 0 ? -1 : retentionDays * 86400
      indexingPolicy: {
        indexingMode: 'consistent'
        automatic: true
        includedPaths: []
        excludedPaths: [{ path: '/*' }]
      }
    }
    options: { autoscaleSettings: { maxThroughput: maxThroughput } }
  }
}

resource throttled 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: '${account.name}-request-units'
  location: 'global'
  properties: {
    description: 'The container nears its request units: turns wait, then fail.'
    severity: 2
    enabled: true
    scopes: [account.id]
    evaluationFrequency: 'PT1M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'units'
          criterionType: 'StaticThresholdCriterion'
          metricName: 'NormalizedRUConsumption'
          timeAggregation: 'Maximum'
          operator: 'GreaterThan'
          threshold: 90
          dimensions: [{ name: 'Region', operator: 'Include', values: ['*'] }]
        }
      ]
    }
    actions: [{ actionGroupId: alertGroupId }]
  }
}

// How far each region is behind the other: what the standby copies bridge.
resource lag 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: '${account.name}-replication'
  location: 'global'
  properties: {
    description: 'Replication lags: standby copies are kept longer, and Redis fills.'
    severity: 2
    enabled: true
    scopes: [account.id]
    evaluationFrequency: 'PT1M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'lag'
          criterionType: 'StaticThresholdCriterion'
          metricName: 'ReplicationLatency'
          timeAggregation: 'Average'
          operator: 'GreaterThan'
          threshold: 5000
          dimensions: []
        }
      ]
    }
    actions: [{ actionGroupId: alertGroupId }]
  }
}

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: account
  name: 'workspace'
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'ControlPlaneRequests', enabled: true }]
  }
}

output name string = account.name
