# What link says (en).
