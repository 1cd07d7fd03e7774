"""Pure decisions of the areas app: names, hexagon layouts, shapes, the edition's counts."""
