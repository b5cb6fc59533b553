// Everything that the author of a model needs, under one import.
@_exported public import PaxcheckActors
@_exported public import PaxcheckCatalogue
@_exported public import PaxcheckConsistency
@_exported public import PaxcheckModel
@_exported public import PaxcheckSearch
@_exported public import PaxcheckTrace
