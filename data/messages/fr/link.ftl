# What link says (fr).
