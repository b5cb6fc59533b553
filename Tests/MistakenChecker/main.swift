import PaxcheckCommand
import PaxcheckKit

PaxcheckCommand.main(ModelCatalogue([.relay, .counter]), name: "mistaken-checker")
