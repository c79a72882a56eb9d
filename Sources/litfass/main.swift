import Foundation

exit(await Litfass.run(Array(CommandLine.arguments.dropFirst())))
