import CPango
import Foundation

/// The fonts that boards draw with, and nothing else of the machine: the same files give the same pixels anywhere.
///
/// A private fontconfig holds only the files named here. Source: Debian's `fonts-inter`, `fonts-noto-core`, `fonts-noto-color-emoji`.
final class Fonts {
    /// Where the files are looked for.
    static let folder = "/usr/share/fonts"

    /// Inter sets all Latin text; Noto takes over what Inter has no glyphs for.
    static let files =
        ["Regular", "Medium", "SemiBold", "Bold"].map { "opentype/inter/Inter-\($0).otf" }
        + ["Bold", "ExtraBold"].map { "opentype/inter/InterDisplay-\($0).otf" }
        + [
            "NotoSans-Regular", "NotoSans-Bold", "NotoSansArabic-Regular", "NotoSansArabic-Bold",
            "NotoSansSymbols-Regular", "NotoSansSymbols2-Regular", "NotoColorEmoji",
        ].map { "truetype/noto/\($0).ttf" }

    /// Inter's cap height as a part of the font size (1490 of 2048 units).
    static let capHeight = 1490.0 / 2048

    /// Bitmap emoji need scaling and hinting spelled out, or they stay invisible with a private configuration; and Pango asks for the family
    /// "emoji" where a sequence of several characters is one sign, or else each of them would come from another font.
    private static let rules = """
        <?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
        <match target="pattern"><test name="family"><string>emoji</string></test>
        <edit name="family" mode="prepend" binding="strong"><string>Noto Color Emoji</string></edit></match>
        <match target="font"><test name="outline" compare="eq"><bool>false</bool></test>
        <edit name="pixelsizefixupfactor" mode="assign"><divide><name target="pattern">pixelsize</name>
        <name target="font">pixelsize</name></divide></edit>
        <edit name="matrix" mode="assign"><times><name>matrix</name><matrix><name>pixelsizefixupfactor</name>
        <double>0</double><double>0</double><name>pixelsizefixupfactor</name></matrix></times></edit>
        <edit name="size" mode="assign"><divide><name>size</name><name>pixelsizefixupfactor</name></divide></edit>
        <edit name="embeddedbitmap" mode="assign"><bool>true</bool></edit>
        <edit name="hinting" mode="assign"><bool>true</bool></edit>
        <edit name="hintstyle" mode="assign"><const>hintslight</const></edit></match></fontconfig>
        """

    /// Text is measured and shaped in it.
    let context: OpaquePointer
    private let map: UnsafeMutablePointer<PangoFontMap>
    private let config: OpaquePointer

    /// - Throws: naming the font file that is missing and the package that brings it.
    init() throws(RenderError) {
        guard let config = FcConfigCreate() else {
            throw RenderError(action: "set up fonts", cause: "FcConfigCreate failed", advice: "check the free memory")
        }
        _ = Self.rules.withCString { text in
            text.withMemoryRebound(to: FcChar8.self, capacity: strlen(text)) {
                FcConfigParseAndLoadFromMemory(config, $0, FcTrue)
            }
        }
        for file in Self.files {
            let path = "\(Self.folder)/\(file)"
            let added = path.withCString { text in
                text.withMemoryRebound(to: FcChar8.self, capacity: strlen(text)) { FcConfigAppFontAddFile(config, $0) }
            }
            guard added == FcTrue else {
                FcConfigDestroy(config)
                throw RenderError(
                    action: "load the font \(path)", cause: "it is not there or not readable",
                    advice: "install fonts-inter, fonts-noto-core and fonts-noto-color-emoji")
            }
        }
        // Without one, Pango would have fontconfig read all the fonts of the machine, and waits for it.
        FcConfigSetCurrent(config)
        guard let map = litfass_font_map_new(config), let context = pango_font_map_create_context(map) else {
            FcConfigDestroy(config)
            throw RenderError(
                action: "set up fonts", cause: "Pango has no FreeType font map", advice: "reinstall libpangocairo-1.0-0"
            )
        }
        let options = cairo_font_options_create()
        cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        pango_cairo_context_set_font_options(context, options)
        cairo_font_options_destroy(options)
        pango_cairo_context_set_resolution(context, 72)
        pango_context_set_round_glyph_positions(context, 0)
        pango_context_set_language(context, pango_language_from_string("de"))
        self.config = config
        self.map = map
        self.context = context
    }

    deinit {
        litfass_object_unref(UnsafeMutableRawPointer(context))
        litfass_object_unref(map)
        FcConfigDestroy(config)
    }

    /// Library versions and a hash over the font files: pictures compare bit by bit only where it is the same.
    static func fingerprint() -> String {
        let checksum = g_checksum_new(G_CHECKSUM_SHA256)
        defer { g_checksum_free(checksum) }
        for file in files {
            // Mapped: one of them has ten megabytes.
            let data = (try? Data(contentsOf: URL(filePath: "\(folder)/\(file)"), options: .alwaysMapped)) ?? Data()
            data.withUnsafeBytes { bytes in
                g_checksum_update(checksum, bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count)
            }
        }
        let fonts = g_checksum_get_string(checksum).map { String(cString: $0) } ?? ""
        let pango = String(cString: pango_version_string())
        let cairo = String(cString: cairo_version_string())
        return "pango \(pango), cairo \(cairo), fonts \(fonts.prefix(16))"
    }
}
