"""Pages: templates, forms, errors, live parts. Knows no feature and no table but its own sealed form state.

``templating`` renders · ``posting`` takes page forms: token, origin, 303 always, typed values sealed for five minutes ·
``flash`` says what was done after a redirect · ``error_pages`` cannot fail · ``headers`` strict on every answer ·
``live`` server-sent events, ids only · ``static`` files under the hash of the whole folder · ``limits`` brakes ·
``health`` `/healthz` and `/readyz` · ``logs`` one line a request, without content.
"""

from app.web.flash import flash
from app.web.posting import PageForm, Posted
from app.web.templating import page_path, redirect, render

__all__ = ["PageForm", "Posted", "flash", "page_path", "redirect", "render"]
