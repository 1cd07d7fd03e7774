"""The nation's area tree, its editions, points, boundaries and hexagon layouts.

Nouns: edition, area, boundary, layout, cell. Verbs: load, search, import, arrange.
"""
