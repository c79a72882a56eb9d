import BoardController
import Foundation

exit(await BoardProgram.run(Array(CommandLine.arguments.dropFirst())))
