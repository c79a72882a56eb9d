#include <stddef.h>
#include <stdint.h>

/* libFuzzer's entry for programs with a main function of their own, see https://llvm.org/docs/LibFuzzer.html. */
int LLVMFuzzerRunDriver(int *count, char ***arguments, int (*take)(const uint8_t *start, size_t count));
