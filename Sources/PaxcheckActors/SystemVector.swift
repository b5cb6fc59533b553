/// A state of an actor system, its values by number.
struct SystemVector: Hashable {
  var slots: [UInt32] = []
  /// The envelopes as `Network` lists them.
  var bag = EnvelopeBag<UInt32>()
  var history: UInt32 = 0
  var partitionState = PartitionState()
  /// What was spent of the budgets that all actors share.
  var spent = Spent()
}
