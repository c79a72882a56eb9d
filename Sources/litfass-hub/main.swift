import Foundation

exit(await LitfassHub.run(Array(CommandLine.arguments.dropFirst())))
