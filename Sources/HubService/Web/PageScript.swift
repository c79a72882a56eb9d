import Crypto
import Foundation

/// `/page.js`: brings the page up to date without loading it anew, so that nobody loses their place; and lets people stop that
/// (WCAG 2.2, 2.2.2). Without it the page is as it was when it was loaded.
enum PageScript {
    static let tag = SHA256.hash(Data(text.utf8)).hexString

    static let text = """
        "use strict";
        const button = document.getElementById("renewal");
        let paused = false;
        async function renew() {
            if (paused || document.hidden) return;
            try {
                const answer = await fetch("/", { cache: "no-store" });
                if (!answer.ok) return;
                const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
                for (const id of ["summary", "boards", "stand"]) {
                    const [old, next] = [document.getElementById(id), fresh.getElementById(id)];
                    if (old && next && old.innerHTML !== next.innerHTML) old.replaceWith(next);
                }
            } catch { /* The hub is away: the time below says how old the page is. */ }
        }
        button.hidden = false;
        button.addEventListener("click", () => {
            paused = !paused;
            button.textContent = paused ? "Weiter erneuern" : "Anhalten";
            renew();
        });
        document.addEventListener("visibilitychange", renew);
        setInterval(renew, 10000);

        """
}
