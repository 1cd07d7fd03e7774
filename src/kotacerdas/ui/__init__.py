"""Pages' common parts: base templates, components, tokens, formats, API kit, living gallery. No domain."""
