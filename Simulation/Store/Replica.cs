namespace OrleansFailover.Simulation.Store;

/// <summary>One region's replica of the account: documents by partition and id.</summary>
internal sealed class Replica
{
    private readonly Dictionary<(string Key, string Id), Document> documents = [];

    public int Count => documents.Count;

    public Document? Find(string key, string id) => documents.GetValueOrDefault((key, id));

    public void Put(Document document) => documents[(document.Key, document.Id)] = document;

    public void Remove(string key, string id) => documents.Remove((key, id));

    /// <summary>The ids of one partition.</summary>
    public IEnumerable<Document> Of(string id) => documents.Values.Where(document => document.Id == id);
}
