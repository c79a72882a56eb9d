import Foundation
import HubService

exit(await HubProgram.run(Array(CommandLine.arguments.dropFirst())))
