"""Machines laid out on a plane and drawn: rows, order, places, lines, and the SVG that shows them."""
