"""The plan a regency measures itself by: pillars, goals, programmes, innovations, quick wins, targets.

Nouns: pillar set, pillar, plan, goal, programme, innovation, quick win, target, status. Verbs: add, change, load.
"""
