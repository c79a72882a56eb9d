#include <cairo.h>
#include <dlfcn.h>
#include <glib-object.h>

/* librsvg is opened when the first SVG comes: hardly a board shows one, and the library brings 4 MB and a dozen others into
 * memory. So it is not linked, and librsvg2-dev, whose pkg-config file would link it, is not needed. What is declared here is
 * as in <librsvg/rsvg.h> of 2.52; all of 2.x keep to it under the name librsvg-2.so.2. */

typedef struct LitfassSVGHandle LitfassSVGHandle;

typedef struct {
    double length;
    int unit;
} LitfassSVGLength;

typedef struct {
    double x;
    double y;
    double width;
    double height;
} LitfassSVGRectangle;

/* The library's functions, under their names without rsvg_handle_. */
typedef struct {
    LitfassSVGHandle *(*new_from_data)(const unsigned char *data, gsize length, GError **error);
    void (*set_dpi)(LitfassSVGHandle *handle, double dpi);
    gboolean (*get_intrinsic_size_in_pixels)(LitfassSVGHandle *handle, double *width, double *height);
    void (*get_intrinsic_dimensions)(
        LitfassSVGHandle *handle, gboolean *has_width, LitfassSVGLength *width, gboolean *has_height,
        LitfassSVGLength *height, gboolean *has_box, LitfassSVGRectangle *box);
    gboolean (*render_document)(
        LitfassSVGHandle *handle, cairo_t *cairo, const LitfassSVGRectangle *viewport, GError **error);
} LitfassSVGLibrary;

/* 0 on failure; dlerror then says why. POSIX lets a data pointer from dlsym be taken for a function's, C's casts do not. */
static inline int litfass_svg_symbol(void *opened, const char *name, void *function) {
    void *symbol = dlsym(opened, name);
    *(void **)function = symbol;
    return symbol != NULL;
}

/* Opens the library for the rest of the process's life; 0 on failure, litfass_svg_problem then says why. */
static inline int litfass_svg_open(const char *name, LitfassSVGLibrary *library) {
    void *opened = dlopen(name, RTLD_NOW | RTLD_LOCAL);
    return opened && litfass_svg_symbol(opened, "rsvg_handle_new_from_data", &library->new_from_data)
        && litfass_svg_symbol(opened, "rsvg_handle_set_dpi", &library->set_dpi)
        && litfass_svg_symbol(
            opened, "rsvg_handle_get_intrinsic_size_in_pixels", &library->get_intrinsic_size_in_pixels)
        && litfass_svg_symbol(opened, "rsvg_handle_get_intrinsic_dimensions", &library->get_intrinsic_dimensions)
        && litfass_svg_symbol(opened, "rsvg_handle_render_document", &library->render_document);
}

/* Why the calling thread's last call of litfass_svg_open failed; NULL when it did not. */
static inline const char *litfass_svg_problem(void) { return dlerror(); }

static inline void litfass_svg_free(LitfassSVGHandle *handle) { g_object_unref(handle); }
