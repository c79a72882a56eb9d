import Foundation

exit(await BoardCommand.run(Array(CommandLine.arguments.dropFirst())))
