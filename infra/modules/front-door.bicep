param name string
param domain string
param regions string[]
param alertGroupId string
param workspaceId string

// The goal: 30 s after a region's edge is gone, webhooks go to the other one; the channel repeats what failed meanwhile.
// An origin is left when fewer than successfulSamples of the last sampleSize probes were good, so after sampleSize - successfulSamples + 1 bad ones:
// (4 - 2 + 1) x 5 s = 15 s. One lost probe, or two, change nothing. A region that fails behind a living edge is not Front Door's to see: that edge
// probes the regions itself, every 500 ms, and answers 200 on /health as long as one of them is healthy.
var probeInterval = 5
var sampleSize = 4
var successfulSamples = 2

resource profile 'Microsoft.Cdn/profiles@2024-02-01' = {
  name: '${name}-front-door'
  location: 'global'
  sku: { name: 'Standard_AzureFrontDoor' }
  properties: { originResponseTimeoutSeconds: 20 }
}

resource endpoint 'Microsoft.Cdn/profiles/afdEndpoints@2024-02-01' = {
  parent: profile
  name: name
  location: 'global'
  properties: { enabledState: 'Enabled' }
}

resource edges 'Microsoft.Cdn/profiles/originGroups@2024-02-01' = {
  parent: profile
  name: 'edges'
  properties: {
    healthProbeSettings: {
      probePath: '/health'
      probeProtocol: 'Https'
      probeRequestType: 'GET'
      probeIntervalInSeconds: probeInterval
    }
    loadBalancingSettings: {
      sampleSize: sampleSize
      successfulSamplesRequired: successfulSamples
      additionalLatencyInMilliseconds: 50
    }
    sessionAffinityState: 'Disabled'
  }
}

resource origins 'Microsoft.Cdn/profiles/originGroups/origins@2024-02-01' = [
  for (region, index) in regions: {
    parent: edges
    name: region
    properties: {
      hostName: 'edge-${region}.${domain}'
      originHostHeader: 'edge-${region}.${domain}'
      httpsPort: 443
      priority: min(index + 1, 5)
      weight: 1000
      enabledState: 'Enabled'
      enforceCertificateNameCheck: true
    }
  }
]

resource webhookDomain 'Microsoft.Cdn/profiles/customDomains@2024-02-01' = {
  parent: profile
  name: 'webhook'
  properties: {
    hostName: 'webhook.${domain}'
    tlsSettings: { certificateType: 'ManagedCertificate', minimumTlsVersion: 'TLS12' }
  }
}

// Nothing but the webhook; nothing is cached.
resource route 'Microsoft.Cdn/profiles/afdEndpoints/routes@2024-02-01' = {
  parent: endpoint
  name: 'webhook'
  properties: {
    originGroup: { id: edges.id }
    customDomains: [{ id: webhookDomain.id }]
    patternsToMatch: ['/webhook', '/webhook/*']
    supportedProtocols: ['Https']
    httpsRedirect: 'Disabled'
    forwardingProtocol: 'HttpsOnly'
    linkToDefaultDomain: 'Enabled'
    enabledState: 'Enabled'
  }
  dependsOn: [origins]
}

resource originDown 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: '${name}-edge-down'
  location: 'global'
  properties: {
    description: 'A region\'s edge does not answer its probes.'
    severity: 1
    enabled: true
    scopes: [profile.id]
    evaluationFrequency: 'PT1M'
    windowSize: 'PT1M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'origin'
          criterionType: 'StaticThresholdCriterion'
          metricName: 'OriginHealthPercentage'
          timeAggregation: 'Average'
          operator: 'LessThan'
          threshold: 75
          dimensions: [{ name: 'Origin', operator: 'Include', values: ['*'] }]
        }
      ]
    }
    actions: [{ actionGroupId: alertGroupId }]
  }
}

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: profile
  name: 'workspace'
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'FrontDoorHealthProbeLog', enabled: true }]
  }
}

output host string = endpoint.properties.hostName
output domainValidation string = webhookDomain.properties.validationProperties.validationToken
