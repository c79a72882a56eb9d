import Crypto
import Foundation

/// `/style.css`: the ink, paper and accent of the boards, set for a desk and a phone.
enum Stylesheet {
    static let tag = SHA256.hash(Data(text.utf8)).hexString

    static let text = """
        :root { --paper: #f7f4ed; --ink: #17212b; --sand: #e7e3d8; --foot: #dcd5c5; --accent: #1f6b4e; --muted: #5b6570; --alarm: #a01225; }
        * { box-sizing: border-box; margin: 0; padding: 0; }
        html { background: var(--foot); }
        body {
            min-height: 100vh; display: flex; flex-direction: column; background: var(--paper); color: var(--ink);
            font: 17px/1.45 Inter, system-ui, sans-serif; font-feature-settings: "tnum";
        }
        header, main, footer { width: 100%; padding-inline: max(20px, calc((100vw - 1320px) / 2)); }
        header { padding-block: 40px 28px; border-bottom: 2px solid var(--ink); }
        header p { color: var(--accent); font-weight: 600; }
        header .summary { color: var(--muted); font-weight: 400; }
        h1 { font-size: clamp(34px, 5vw, 52px); line-height: 1.1; letter-spacing: -0.03em; font-weight: 700; margin: 4px 0 10px; }
        main { flex: 1; padding-block: 32px 56px; }
        .warning { margin-bottom: 28px; padding-left: 14px; border-left: 4px solid var(--ink); max-width: 44em; }
        .boards { list-style: none; display: grid; gap: 44px 40px; grid-template-columns: repeat(auto-fill, minmax(min(100%, 360px), 1fr)); }
        .boards li { display: flex; flex-direction: column; }
        .name { display: flex; align-items: baseline; justify-content: space-between; gap: 16px; border-top: 1px solid var(--ink); padding-top: 10px; }
        h2 { font-size: 24px; line-height: 1.2; letter-spacing: -0.02em; font-weight: 700; overflow-wrap: anywhere; }
        .locality { color: var(--muted); text-align: right; }
        .presence { margin: 2px 0 14px; color: var(--muted); }
        .online .presence { color: var(--accent); font-weight: 600; }
        .offline .presence, .unknown .presence { color: var(--alarm); font-weight: 700; }
        .offline .presence::before, .unknown .presence::before { content: "▲ "; }
        .offline .name, .unknown .name { border-top: 4px solid var(--alarm); padding-top: 7px; }
        .interrupt { margin: -8px 0 14px; padding-left: 12px; border-left: 4px solid var(--alarm); color: var(--alarm); font-weight: 700; overflow-wrap: anywhere; }
        .panel { display: flex; align-items: center; justify-content: center; height: 300px; padding: 16px; background: var(--sand); }
        .panel img { display: block; max-width: 100%; max-height: 100%; width: auto; height: auto; border: 1px solid var(--ink); }
        .panel.empty { color: var(--muted); text-align: center; }
        .offline .panel img { opacity: 0.55; }
        button { margin-left: 8px; padding: 4px 12px; font: inherit; color: var(--ink); background: none; border: 1px solid var(--ink); cursor: pointer; }
        header .code { margin-top: 12px; color: var(--ink); font-size: clamp(56px, 17vw, 120px); line-height: 1; font-weight: 800; letter-spacing: 0.02em; }
        main > p { max-width: 38em; margin-bottom: 14px; }
        pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: 14px 16px; background: var(--sand); font: 15px/1.5 ui-monospace, "DejaVu Sans Mono", monospace; }
        .time { margin-top: 8px; color: var(--muted); font-size: 15px; }
        footer { padding-block: 20px 28px; background: var(--foot); color: var(--ink); font-size: 15px; }
        @media (max-width: 480px) { header { padding-block: 24px 18px; } main { padding-block: 24px 40px; } .panel { height: auto; min-height: 160px; padding: 12px; } .panel img { max-height: 70vh; } }

        """
}
