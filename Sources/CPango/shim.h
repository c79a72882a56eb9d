#include <cairo.h>
#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

// GObject's cast macros and out parameters, which Swift cannot import.
static inline PangoFontMap *litfass_font_map_new(FcConfig *config) {
    PangoFontMap *map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    pango_fc_font_map_set_config((PangoFcFontMap *)map, config);
    return map;
}

static inline void litfass_object_unref(void *object) { g_object_unref(object); }
