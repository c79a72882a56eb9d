#include <librsvg/rsvg.h>

// GObject's cast macros, which Swift cannot import.
static inline void litfass_svg_free(RsvgHandle *handle) { g_object_unref((GObject *)handle); }
