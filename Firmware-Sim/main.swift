import Foundation

exit(await Simulator.run(Array(CommandLine.arguments.dropFirst())))
