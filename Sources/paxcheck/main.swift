import BuiltInModels
import PaxcheckCommand

PaxcheckCommand.main(.builtIn)
