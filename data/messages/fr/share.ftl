# What share says (fr).
